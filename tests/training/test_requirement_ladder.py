"""People are reminded on each rung of the ladder, once, in one mail; managers hear of their team once a week."""

from datetime import UTC, datetime, timedelta

import pytest

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.rules import Role
from tests.makers.people import make_person
from tests.makers.training import make_course
from tests.makers.training_records import make_exemption, make_record, make_requirement
from training import services

TUESDAY = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 28, 7, 30, tzinfo=UTC)


@pytest.fixture
def course(app, now):
    course = make_course("Safeguarding children", months_valid=None)
    make_requirement(course)
    return course


def remind():
    with transaction():
        return services.remind_of_requirements()


def due_in(days, course, **details):
    """Somebody whose yearly record runs out in so many days."""
    person = make_person(**details)
    make_record(person, course, completed_on=clock.months_from(clock.today() + timedelta(days=days), -12))
    return person


def bodies():
    return [one.body for one in db.session.query(OutboxMessage).filter(OutboxMessage.template.like("training/%"))]


def test_somebody_is_told_once_of_a_rung(course):
    due_in(20, course)

    assert (remind(), remind()) == (1, 0)
    assert "Safeguarding children: due by 13 December 2026" in bodies()[0]


def test_the_next_rung_is_told_and_then_that_it_is_overdue(course):
    due_in(20, course)
    remind()

    with clock.pretend(clock.now() + timedelta(days=14)):
        assert remind() == 1
    with clock.pretend(clock.now() + timedelta(days=21)):
        assert remind() == 1
    assert "overdue since 13 December 2026" in " ".join(bodies())


def test_early_rungs_wait_for_the_first_working_day_of_the_week(course):
    due_in(85, course)

    with clock.pretend(TUESDAY):
        assert remind() == 0
    assert remind() == 1


def test_nothing_is_sent_on_a_day_off(course):
    due_in(5, course)

    with clock.pretend(SATURDAY):
        assert remind() == 0


def test_several_things_come_in_one_mail(course):
    other = make_course("Data protection", months_valid=None)
    make_requirement(other)
    make_record(due_in(5, course), other, days_ago=360)

    assert remind() == 1


def test_leavers_the_exempt_and_those_who_are_asked_no_longer_hear_nothing(course):
    due_in(5, course, leaves_on=clock.today() - timedelta(days=1))
    due_in(5, course, job_role="Administrator")
    make_exemption(due_in(5, course), course, by=make_person("Cora Co-ordinator", job_role="Co-ordinator"))

    assert remind() == 0


def test_a_manager_hears_of_their_team_once_a_week(course):
    manager = make_person("Mae Manager", Role.PRACTITIONER, job_role="Team manager")
    due_in(5, course, name="Tia Team", line_manager=manager)

    assert remind() == 2
    with clock.pretend(TUESDAY):
        assert remind() == 0
    assert any("Tia Team, Safeguarding children: due by" in body for body in bodies())
