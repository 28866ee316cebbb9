"""Leavers' audits come back, and several who give out audits at once give each once."""

import threading
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import OperationalError

from audits import access, queries, services
from audits.models import Audit, AuditAllocation
from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db, transaction
from dcpp.people.models import Person
from dcpp.people.rules import Role
from dcpp.people.services import people
from tests.audits.given_out import audits_of, counts_of, do, sample
from tests.makers.audits import make_list
from tests.makers.audits_done import make_auditor, write
from tests.makers.people import make_person

FIRST = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def first_working_day(app):
    with clock.pretend(FIRST):
        yield


def leave(person, day):
    with transaction():
        details = people.PersonDetails(
            **{
                name: getattr(person, name)
                for name in ("name", "email", "job_role", "team_id", "line_manager_id", "starts_on")
            }
            | {"leaves_on": day}
        )
        people.change_person(db.session.get(Person, person.id), details)


def test_a_leavers_audits_come_back_at_once_but_what_they_can_still_finish():
    make_list()
    ada = make_auditor("Ada")
    draw = sample()
    begun = audits_of(draw)[0]
    write(begun, "record", evidence="Begun")
    ola = make_auditor("Ola")

    leave(ada, date(2027, 1, 29))

    assert counts_of(draw) == {ada.id: 1, ola.id: 7}
    with clock.pretend(datetime(2027, 1, 29, 6, 20, tzinfo=UTC)):
        assert do(services.take_back_from_all_leavers) == 1
    assert counts_of(draw) == {ola.id: 8}
    again = db.session.get(Audit, begun.id)
    assert queries.answers_of(again)["record"].evidence == "Begun"


def test_somebody_who_leaves_soon_is_given_nothing():
    make_list()
    make_auditor("Lea Leaver", leaves_on=date(2026, 12, 10))

    assert counts_of(sample()) == {None: 8}


def test_two_leads_at_once_give_an_audit_once_and_the_second_is_told(browse, sign_in_as):
    make_list()
    ada, ola = make_auditor("Ada"), make_auditor("Ola")
    audit = next(one for one in audits_of(sample()) if one.auditor_id == ada.id)
    sign_in_as(make_person("Lee Lead", Role.PRACTICE_LEAD))
    do(services.reallocate_audit, audit, ola, reason="First lead", by=ada.id)

    given = {"auditor": "Ola", "reason": "Second lead", "seen": str(ada.id)}
    page = browse("audits.reallocate_audit", audit_id=audit.id, post=given)

    assert page.errors[0].startswith("Somebody else gave this audit to another auditor")


def test_two_leads_and_the_scheduler_at_once_give_each_audit_once(app):
    make_list()
    draw = sample()
    ada, ola = make_auditor("Ada"), make_auditor("Ola")
    for one in (ada, ola):
        do(services.set_capacity, one, 3, by=one.id)
    db.session.rollback()
    start, problems = threading.Barrier(3), []

    def allocate():
        with app.app_context(), clock.pretend(FIRST):
            start.wait()
            try:
                with transaction():
                    services.allocate_what_waits()
            except OperationalError as problem:
                problems.append(problem)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=allocate) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert problems == []
    assert counts_of(draw) == {ada.id: 3, ola.id: 3, None: 2}, "nobody gets more than they can take"
    given = db.session.query(AuditAllocation).all()
    assert len(given) == len({one.audit_id for one in given}) == 6


def test_the_months_page_tells_who_has_what(browse, sign_in):
    make_list()
    make_auditor("Ada Alder")
    sample()
    sign_in(access.VIEW_AUDITS, access.ALLOCATE_AUDITS, scope=Scope.COUNCIL)

    page = browse("audits.view_allocation")

    assert page.heading == "Who audits what in December 2026"
    assert page.text.count("Why not others") == 8
