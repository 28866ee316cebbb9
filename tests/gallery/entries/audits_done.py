"""Pages of audits, from the list to the submission."""

from datetime import UTC, datetime

from audits import access
from dcpp.actions import access as actions
from dcpp.kernel import clock
from dcpp.people.rules import Role
from tests.makers.audits_done import (
    add_finding,
    invite,
    make_audit,
    make_auditor,
    make_submitted_audit,
    write,
    write_all,
)
from tests.makers.people import make_person, make_team

BEFORE = datetime(2026, 5, 4, 10, tzinfo=UTC)
AUDITOR = (access.VIEW_AUDITS, access.CARRY_OUT_AUDITS, access.RECORD_FINDINGS)


def _practitioner():
    manager = make_person("Max Manager")
    team = make_team("Safeguarding North", manager=manager)
    return make_person("Pat Practitioner", Role.PRACTITIONER, team=team)


def _audit(sign_in, *, grade=None, is_begun=True):
    """An audit of somebody who is signed in as its auditor."""
    auditor = sign_in(*AUDITOR)
    practitioner = _practitioner()
    audit = make_audit(auditor, practitioner)
    if grade:
        write_all(audit, grade)
    elif is_begun:
        write(audit, "plan", answer="good", evidence="Outcomes are named.", place="Plan of 12 September 2026")
        write(audit, "visits", evidence="Every fortnight, with a purpose.")
    if is_begun:
        add_finding(audit, action_for=practitioner)
    return audit


def _page(name, **made):
    return lambda sign_in: f"/audits/{_audit(sign_in, **made).id}{name}"


def _of_finding(name):
    def address(sign_in):
        audit = _audit(sign_in, is_begun=False)
        return f"/audits/{audit.id}/findings/{add_finding(audit)}{name}"

    return address


def _list(sign_in):
    sign_in(access.VIEW_AUDITS)
    practitioner = _practitioner()
    for grade in ("outstanding", "good", "requires_improvement", "inadequate"):
        make_submitted_audit(practitioner=practitioner, grade=grade)
    make_audit(practitioner=practitioner)
    return "/audits"


def _inspection_list(sign_in):
    _list(sign_in)
    sign_in(access.VIEW_AUDITS, access.EXPORT_AUDITS)
    return "/audits/inspection-list"


def _mine(sign_in):
    person = sign_in(*AUDITOR)
    make_audit(person, _practitioner())
    make_submitted_audit(practitioner=person)
    invite(make_audit(make_auditor(), person))
    return "/audits/mine"


def _reflection(sign_in):
    person = sign_in(access.VIEW_AUDITS, access.REFLECT_ON_AUDITS)
    return f"/audits/{invite(make_audit(make_auditor(), person)).id}/reflection"


def _again(sign_in):
    """A section of a case that was audited before."""
    with clock.pretend(BEFORE):
        make_submitted_audit(practitioner=_practitioner(), case_id="C-70001")
    return f"/audits/{make_audit(sign_in(*AUDITOR), case_id='C-70001').id}/sections/assessment"


def _lead(name):
    def address(sign_in):
        sign_in(access.VIEW_AUDITS, access.ALLOCATE_AUDITS, actions.VIEW_ACTIONS)
        return f"/audits/{make_audit(practitioner=_practitioner()).id}{name}"

    return address


PAGES = {
    "audits/list_audits.html": _list,
    "audits/list_my_audits.html": _mine,
    "audits/view_inspection_list.html": _inspection_list,
    "audits/view_audit.html": _page(""),
    "audits/answer_section.html": _again,
    "audits/reflect_on_audit.html": _reflection,
    "audits/list_findings.html": _page("/findings"),
    "audits/record_finding.html": _page("/findings/new"),
    "audits/change_finding.html": _of_finding(""),
    "audits/propose_action.html": _of_finding("/actions/new"),
    "audits/check_answers.html": _page("/check", grade="good"),
    "audits/submit_audit.html": _page("/submit", grade="inadequate"),
    "audits/reallocate_audit.html": _lead("/reallocate"),
    "audits/withdraw_audit.html": _lead("/withdraw"),
}
