"""Who has seen something of an audit, or has to do with it, is not asked to grade it blind, or no longer."""

from datetime import UTC, date, datetime, timedelta

import pytest

from audits import queries, services
from audits.models import Audit, Moderation, ModerationAllocation
from audits.rules.moderation import ModerationState
from dcpp.actions import services as action_services
from dcpp.actions.models import Action
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.kernel.trail import TrailEntry
from dcpp.people.models import Person
from dcpp.people.rules import Role
from tests.makers.actions import do
from tests.makers.audits_done import make_audit, make_auditor, make_submitted_audit
from tests.makers.inspection import make_frozen_report
from tests.makers.moderation import make_moderation, make_moderator, read_all
from tests.makers.people import make_person

WHAT = "Write the plan anew with the family"


@pytest.fixture
def moderator(app, now):
    return make_person("Mo Many", Role.MODERATOR, Role.PRACTICE_LEAD, Role.AUDITOR)


@pytest.fixture
def lead(app, now):
    return make_person("Lee Lead", Role.PRACTICE_LEAD)


@pytest.fixture
def moderation(moderator, auditor, practitioner):
    return make_moderation(auditor, moderator, practitioner, grade="inadequate")


@pytest.fixture
def action(moderation):
    """What the audit's finding asks to be done; its owner is the auditor."""
    return db.session.query(Action).one()


def look(endpoint, **values):
    """A look at a page or a file; some are of the audit, some of its action, some of many records."""
    return pytest.param(endpoint, values, id=endpoint)


OF_AUDIT, OF_ACTION = {"audit_id": None}, {"action_id": None}
LOOKS = [
    look("audits.view_audit", **OF_AUDIT),
    look("audits.print_audit", **OF_AUDIT),
    look("audits.download_pdf", **OF_AUDIT),
    look("audits.download_word", **OF_AUDIT),
    look("audits.export_audits"),
    look("audits.export_answers"),
    look("audits.export_inspection_list"),
    look("actions.export_actions"),
    look("actions.view_action", **OF_ACTION),
    look("practice.export_records", unit="graded"),
]


@pytest.mark.parametrize(("endpoint", "values"), LOOKS)
def test_who_looked_is_not_made_its_moderator(browse, sign_in_as, auditor, endpoint, values):
    audit = make_submitted_audit(auditor)
    reader = make_person("Ria Reader", Role.PRACTICE_LEAD)
    made = {"audit_id": audit.id, "action_id": db.session.query(Action).one().id}
    sign_in_as(reader)
    browse(endpoint, **{name: made.get(name) or value for name, value in values.items()})

    assert reader.id in queries.ids_not_blind(db.session.get_one(Audit, audit.id))
    assert make_moderator().id not in queries.ids_not_blind(audit)


def test_lists_of_records_and_workbooks_of_a_report_are_looks(browse, sign_in_as, auditor):
    audit = make_submitted_audit(auditor)
    report = make_frozen_report(date(2026, 11, 1))
    report_id, key = report.id, next(figure.key for figure in report.snapshot.figures if figure.records)
    people = {name: make_person(name, Role.PRACTICE_LEAD) for name in ("Lia Lists", "Wen Workbook", "Cas Charts")}
    ids = {name: person.id for name, person in people.items()}

    sign_in_as(people["Lia Lists"])
    browse("inspection.view_figure", report_id=report_id, code=key)
    sign_in_as(people["Wen Workbook"])
    browse("inspection.download_file", report_id=report_id, kind="xlsx")
    sign_in_as(people["Cas Charts"])
    browse("inspection.list_reports")

    known = queries.ids_not_blind(db.session.get_one(Audit, audit.id))
    assert {name for name, one in ids.items() if one in known} == {"Lia Lists", "Wen Workbook"}


def test_a_file_taken_before_the_audit_was_submitted_is_no_look(browse, sign_in_as, auditor):
    reader = make_person("Ria Reader", Role.PRACTICE_LEAD)
    sign_in_as(reader)
    browse("audits.export_audits")

    with clock.pretend(clock.now() + timedelta(minutes=5)):
        audit = make_submitted_audit(auditor)
    assert reader.id not in queries.ids_not_blind(audit)


def test_the_last_audit_beside_a_form_is_a_look(browse, sign_in_as, auditor, now):
    with clock.pretend(datetime(2026, 11, 4, 10, tzinfo=UTC)):
        last = make_submitted_audit(make_auditor("Al One"), case_id="C-2")
    audit = make_audit(auditor, case_id="C-2")
    sign_in_as(auditor)
    browse("audits.answer_section", audit_id=audit.id, code="plan")

    assert auditor.id in queries.ids_not_blind(last)


def test_whoever_gets_its_action_moderates_it_no_longer(browse, sign_in_as, moderation, moderator, action):
    new = make_moderator("Nell New")
    read_all(moderation)
    do(action_services.reassign_action, action, owner_id=moderator.id, words="You know the family", by=new.id)

    found = db.session.get_one(Moderation, moderation.id, populate_existing=True)
    assert (found.moderator_id, found.state) == (new.id, ModerationState.ALLOCATED)
    assert not queries.readings_of(found), "what was written is taken out"
    entry = db.session.query(TrailEntry).filter_by(event="ModeratorTakenOff").one()
    assert (entry.record_id, str(moderator.id) in entry.details) == (found.audit_id, True)
    mail = db.session.query(OutboxMessage).filter_by(template="audits/moderation_taken_off").one()
    assert mail.person_id == moderator.id and mail.subject.startswith("You no longer moderate audit AUD-")
    sign_in_as(moderator)
    assert WHAT in browse("actions.view_action", action_id=action.id).text


def test_whoever_is_told_of_its_late_action_moderates_it_no_longer(moderation, moderator, action):
    with transaction():
        db.session.get_one(Person, action.owner_id).line_manager_id = moderator.id
    with clock.pretend(datetime(2027, 6, 1, 9, tzinfo=UTC)), transaction():
        action_services.escalate_late_actions()

    found = db.session.get_one(Moderation, moderation.id, populate_existing=True)
    assert (found.moderator_id, found.state) == (None, ModerationState.UNALLOCATED), "nobody else moderates here"


def test_what_follows_from_its_action_is_not_theirs_either(browse, sign_in_as, moderation, moderator, action):
    owner = make_person("Olu Owner")
    follow_on = action_services.ActionDetails(
        what="See the family every week",
        owner_id=owner.id,
        due_on=date(2026, 12, 14),
        level=action.level,
        origin_kind="action",
        origin_id=action.id,
    )
    with transaction():
        follow_on_id = action_services.raise_action(follow_on).id
    sign_in_as(moderator)

    browse("actions.view_action", action_id=follow_on_id, status=404)
    assert "See the family every week" not in browse("actions.list_actions").text


def test_whose_other_roles_show_lists_is_asked_last_and_it_is_said(browse, sign_in_as, lead, auditor, practitioner):
    audit_id = make_submitted_audit(auditor, practitioner).id
    many = make_person("Mo Many", Role.MODERATOR, Role.SENIOR_MANAGER)
    with clock.pretend(clock.now() + timedelta(days=1)), transaction():
        assert services.allocate_moderations_that_wait() == 1
    allocation = db.session.query(ModerationAllocation).one()
    assert (allocation.moderator_id, allocation.could_see) == (many.id, True)
    sign_in_as(lead)
    moderation = queries.find_moderation(audit_id)
    page = browse("audits.view_moderation", moderation_id=moderation.id)
    assert "another role of Mo Many showed them lists with this audit’s grade" in page.text

    plain = make_moderator("Pia Plain")
    other = make_submitted_audit(make_auditor("Bo Auditor"))
    assert queries.find_moderation(other.id).moderator_id == plain.id
