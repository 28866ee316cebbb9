"""What is kept of what people learnt: one writer, withdrawn with a reason, never deleted."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.trail import TrailEntry
from tests.makers.people import make_person
from tests.makers.training import make_course
from tests.makers.training_records import do_record, make_own_entry, make_record
from training import services
from training.models import TrainingRecord
from training.rules.records import (
    CannotConfirmRecord,
    CannotKeepRecord,
    CannotWithdrawRecord,
    RecordSource,
    RecordState,
)


@pytest.fixture
def person(app, now):
    return make_person("Olu Owner")


def test_a_record_takes_its_length_and_last_day_from_the_course(person):
    course = make_course(length_minutes=180, cpd_minutes=120, months_valid=36)

    record = make_record(person, course, completed_on=date(2026, 1, 31))

    assert (record.minutes, record.cpd_minutes) == (180, 120)
    assert record.expires_on == date(2029, 1, 31)
    assert record.state is RecordState.COUNTS


def test_it_is_told_in_the_trail_with_ids_only(person):
    record = make_record(person)

    said = db.session.scalars(select(TrailEntry).where(TrailEntry.event == "RecordKept")).one()
    assert said.record_id == record.id
    assert "Olu" not in said.details


def test_an_own_entry_counts_for_nothing_until_somebody_else_confirms_it(person):
    record = make_own_entry(person)
    assert record.state is RecordState.UNCONFIRMED

    with pytest.raises(CannotConfirmRecord, match="Somebody else must confirm"):
        do_record(services.confirm_record, record, by=person.id)
    confirmed = do_record(services.confirm_record, record, by=make_person().id)

    assert confirmed.state is RecordState.COUNTS


def test_what_is_confirmed_cannot_be_confirmed_again(person):
    record = make_record(person)

    with pytest.raises(CannotConfirmRecord, match="not waiting to be confirmed"):
        do_record(services.confirm_record, record, by=make_person().id)


def test_the_same_own_entry_twice_is_kept_once(person):
    course = make_course()
    make_own_entry(person, course)

    with pytest.raises(CannotKeepRecord, match="kept already for that day"):
        make_own_entry(person, course)

    assert db.session.query(TrainingRecord).count() == 1


def test_what_was_learnt_elsewhere_has_a_title_and_its_minutes_are_cpd(person):
    record = make_own_entry(person, title="  Motivational   interviewing ", provider="A college", minutes=90)

    assert (record.title, record.cpd_minutes, record.expires_on) == ("Motivational interviewing", 90, None)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"days_ago": -1}, "today or earlier"),
        ({"completed_on": date(1960, 1, 1)}, "after 1970"),
        ({"minutes": -5}, "between 0 and 1,000 hours"),
        ({"minutes": 10**9}, "between 0 and 1,000 hours"),
        ({"expires_on": date(2020, 1, 1)}, "after the day it was completed"),
        ({"title": "   "}, "Choose a course, or enter the title"),
    ],
)
def test_what_cannot_be_so_is_refused(person, said, sentence):
    with pytest.raises(CannotKeepRecord, match=sentence):
        make_record(person, **said)


def test_a_withdrawn_record_stays_with_its_reason(person):
    record = make_record(person)

    withdrawn = do_record(services.withdraw_record, record, reason="Entered for the wrong person", by=None)

    assert (withdrawn.state, withdrawn.withdrawn_reason) == (RecordState.WITHDRAWN, "Entered for the wrong person")
    with pytest.raises(CannotWithdrawRecord, match="already"):
        do_record(services.withdraw_record, record, reason="Again", by=None)


def test_a_record_is_not_withdrawn_without_a_reason(person):
    with pytest.raises(CannotWithdrawRecord, match="Enter why"):
        do_record(services.withdraw_record, make_record(person), reason=" ", by=None)


def test_evidence_only_grows(person):
    record = make_own_entry(person)
    sent = services.RecordEvidence(file_name="done.pdf", content=b"%PDF-1.7 done", about_on=clock.today())
    do_record(services.add_record_evidence, record, sent=sent, by=person.id)

    with pytest.raises(DatabaseError, match="only grows"), transaction():
        db.session.execute(text("UPDATE training_evidence SET shows = 'something else'"))


def test_a_certificate_with_a_last_day_of_its_own_keeps_it(person):
    last = clock.today() + timedelta(days=100)

    record = make_record(person, make_course(months_valid=36), source=RecordSource.OWN_ENTRY, expires_on=last)

    assert record.expires_on == last
