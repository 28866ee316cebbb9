"""A concern that nobody acknowledges goes up the line, a step each time its clock runs out, each told once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from audits import queries, services
from audits.models import Concern, ConcernTold
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.rules import Role
from tests.makers.audits_done import make_audit, make_auditor
from tests.makers.concerns import deed, escalate, make_acknowledged, make_concern, make_line
from tests.makers.people import make_person


@pytest.fixture
def concern(app, now):
    make_person("Sen Senior", Role.SENIOR_MANAGER)
    return make_concern(make_audit(make_auditor(), make_line()[0]))


def told(concern):
    rows = db.session.query(ConcernTold).filter_by(concern_id=concern.id).order_by(ConcernTold.told_at)
    return [row.person.name for row in rows]


def test_it_goes_up_one_step_each_time_the_clock_runs_out(concern):
    assert [escalate(hours) for hours in (0, 1, 48, 48, 96, 96, 168, 336, 700)] == [0, 0, 1, 0, 1, 0, 1, 0, 0]
    assert told(concern) == ["Tam Team", "Sol Service", "Hana Head", "Sen Senior"]
    subjects = [
        mail.subject for mail in db.session.query(OutboxMessage).filter(OutboxMessage.template.contains("concern_to"))
    ]
    assert len(subjects) == 4


def test_after_nights_without_the_job_it_goes_one_step_and_whoever_is_told_has_the_whole_time(concern):
    assert escalate(hours=24 * 20) == 1
    found = db.session.get_one(Concern, concern.id)
    assert told(concern) == ["Tam Team", "Sol Service"]
    assert found.answer_by > clock.now() + timedelta(days=20)
    assert escalate(hours=24 * 20) == 0


def test_what_is_acknowledged_goes_nowhere(concern):
    make_acknowledged(concern)

    assert escalate(hours=400) == 0


def test_somebody_who_came_later_is_told_of_what_nobody_could_be_told(app, now):
    audit = make_audit(make_auditor(), make_person("Pat Practitioner", Role.PRACTITIONER))
    concern = make_concern(audit)
    assert escalate() == 0

    make_person("Sen Senior", Role.SENIOR_MANAGER)

    assert escalate() == 1
    assert told(concern) == ["Sen Senior"]
    assert escalate() == 0


def test_the_hours_are_set_by_the_centre_for_whoever_is_told_next(browse, sign_in_as, concern):
    sign_in_as(make_person("Lea Lead", Role.PRACTICE_LEAD))

    assert browse("audits.set_concern_hours", post={"answer_hours": "0"}).errors
    browse("audits.set_concern_hours", post={"answer_hours": "2"})

    assert queries.get_concern_settings().answer_hours == 2
    assert "2 working hours" in browse("audits.raise_concern", audit_id=concern.audit_id).text


def at_once(app, *deeds):
    """Each in a thread, application context and transaction of its own; gives what each said or raised."""

    def run(do):
        with app.app_context():
            try:
                with transaction():
                    return do()
            except Exception as error:  # noqa: BLE001
                return error

    db.session.rollback()
    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def acknowledge(concern_id, person_id):
    def do():
        found = db.session.get_one(Concern, concern_id, with_for_update=True, populate_existing=True)
        services.acknowledge_concern(found, words="I visit today", by=person_id)
        return "acknowledged"

    return do


def test_of_two_who_acknowledge_at_once_one_does_and_the_other_is_told_who(app, concern):
    escalate(hours=48)
    ids = [row.person_id for row in db.session.query(ConcernTold).filter_by(concern_id=concern.id)]

    said = at_once(app, *(acknowledge(concern.id, one) for one in ids))

    assert said.count("acknowledged") == 1
    [refused] = [one for one in said if one != "acknowledged"]
    assert "was acknowledged by" in str(refused)


def test_an_acknowledgement_and_an_escalation_at_the_same_moment_leave_one_story(app, concern):
    person_id = concern.told[0].person_id
    later = clock.now() + timedelta(days=3)

    def climb():
        with clock.pretend(later):
            return services.escalate_unanswered_concerns()

    said = at_once(app, acknowledge(concern.id, person_id), climb)

    assert said[0] == "acknowledged"
    db.session.expire_all()
    found = db.session.get_one(Concern, concern.id)
    assert found.is_answered
    assert len(told(concern)) == 1 + said[1]
    numbers = [line.number for line in found.lines]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_a_refused_withdrawal_leaves_the_clock_running(concern):
    deed(services.ask_to_withdraw_concern, concern, words="Another case", by=concern.raised_by_id)
    deed(services.answer_withdrawal, concern, agrees=False, words="It is this one", by=concern.told[0].person_id)

    assert escalate(hours=48) == 1
