"""Pages of what people have learnt."""

from tests.makers.people import make_person
from tests.makers.training import make_course
from tests.makers.training_records import (
    add_record_evidence,
    make_equivalence,
    make_exemption,
    make_own_entry,
    make_record,
    make_requirement,
)
from training import access

SEES = (access.KEEP_RECORDS, access.VIEW_RECORDS, access.VIEW_COMPLIANCE, access.CONFIRM_RECORDS, access.VIEW_CATALOGUE)


def _learner(person):
    """Somebody who did one thing in time, another too long ago, and added a third themselves."""
    first, second = make_course("Safeguarding children"), make_course("Data protection", months_valid=12)
    make_requirement(first, months=36)
    make_requirement(second, months=12)
    make_record(person, first, days_ago=100)
    make_record(person, second, days_ago=500)
    record = make_own_entry(person, title="Motivational interviewing", provider="A college", minutes=180)
    add_record_evidence(record)
    return record


def _mine(sign_in):
    _learner(sign_in(*SEES))
    return "/training/record"


def _theirs(sign_in):
    sign_in(*SEES)
    person = make_person("Lee Learner")
    _learner(person)
    return f"/training/people/{person.id}/record"


def _record(sign_in, rest=""):
    sign_in(*SEES)
    return f"/training/records/{_learner(make_person('Lee Learner')).id}{rest}"


def _to_confirm(sign_in):
    _record(sign_in)
    return "/training/records/to-confirm"


def _compliance(sign_in, rest=""):
    _mine(sign_in)
    return f"/training/compliance{rest}"


def _requirement(sign_in, rest=""):
    sign_in(*SEES, access.MANAGE_REQUIREMENTS)
    make_person("Lee Learner")
    requirement = make_requirement(make_course("Safeguarding children"), months=36)
    return f"/training/requirements/{requirement.id}{rest}" if rest else "/training/requirements"


def _check(sign_in):
    """What setting a requirement would do, as its form sends it."""
    _requirement(sign_in)
    course = make_course("Data protection")
    said = {"course_id": str(course.id), "job_roles": "Social worker", "newcomer_days": "90", "introduction_days": "0"}
    from_on = {"from_on-day": "23", "from_on-month": "11", "from_on-year": "2026"}
    return "/training/requirements/new", said | from_on


def _exemption(sign_in, rest=""):
    sign_in(*SEES, access.ASK_FOR_EXEMPTIONS, access.MANAGE_REQUIREMENTS)
    make_exemption(make_person("Lee Learner"), make_course("Data protection"))
    asked = make_exemption(make_person("Ann Other"), make_course("Safeguarding children"), decides=False)
    return {
        "": "/training/exemptions",
        "decide": f"/training/exemptions/{asked.id}",
        "ask": f"/training/people/{asked.person_id}/exemptions/new",
    }[rest]


def _equivalences(sign_in):
    _requirement(sign_in)
    make_equivalence(make_course("Data protection"), make_course("Data protection for managers"))
    return "/training/equivalences"


PAGES = {
    "training/set_equivalence.html": _equivalences,
    "training/list_exemptions.html": _exemption,
    "training/decide_exemption.html": lambda sign_in: _exemption(sign_in, "decide"),
    "training/ask_for_exemption.html": lambda sign_in: _exemption(sign_in, "ask"),
    "training/check_requirement.html": _check,
    "training/list_requirements.html": _requirement,
    "training/set_requirement.html": lambda sign_in: _requirement(sign_in, "/change"),
    "training/end_requirement.html": lambda sign_in: _requirement(sign_in, "/end"),
    "training/view_compliance.html": _compliance,
    "training/list_standings.html": lambda sign_in: _compliance(sign_in, "/people"),
    "training/view_my_record.html": _mine,
    "training/view_person_record.html": _theirs,
    "training/view_record.html": _record,
    "training/add_own_record.html": lambda sign_in: _mine(sign_in) + "/new",
    "training/add_record_evidence.html": lambda sign_in: _record(sign_in, "/evidence/new"),
    "training/withdraw_record.html": lambda sign_in: _record(sign_in, "/withdraw"),
    "training/list_records_to_confirm.html": _to_confirm,
}
