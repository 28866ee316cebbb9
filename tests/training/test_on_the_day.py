"""Who came is noted date by date; closing the session settles bookings, records and charges."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.people.rules import Role
from tests.makers.bookings import again, book, make_open_session
from tests.makers.people import make_person, make_team
from tests.makers.training import make_course
from training.models import CpdPiece, TrainingCharge, TrainingRecord, TrainingSession
from training.rules.bookings import BookingState


@pytest.fixture
def trainer(app, now):
    return make_person("Tess Trainer", Role.TRAINER)


@pytest.fixture
def day(app, trainer):
    """Three people hold a place on two dates, yesterday and today: (session, their bookings)."""
    course = make_course(absence_charge_pence=7500, cut_off_days=0, freeze_days=0, needs_approval=False)
    with clock.pretend(clock.now() - timedelta(days=20)):
        session = make_open_session(maximum=3, days=(19, 20), course=course, trainer_id=trainer.id)
        names = ("Ann Ash", "Bea Birch", "Cal Cedar")
        team = make_team("North")
        people = [
            make_person(name, Role.PRACTITIONER, team=team, social_work_england_number=f"SW{n}")
            for n, name in enumerate(names, 100)
        ]
        bookings = [book(session, person) for person in people]
    with clock.pretend(clock.now() + timedelta(hours=12)):
        yield session, bookings


def dates_of(session):
    return [one.id for one in db.session.get_one(TrainingSession, session.id).dates]


def note(browse, session, date_id, marks, was=None):
    sent = {f"mark-{booking.id}": mark for booking, mark in marks.items()}
    sent |= {f"was-{booking.id}": (was or {}).get(booking, "") for booking in marks}
    return browse("training.note_attendance", session_id=session.id, date=date_id, post=sent)


def note_all(browse, session, *rows):
    """rows: for each date, the marks of the bookings in order."""
    session, bookings = session
    for date_id, marks in zip(dates_of(session), rows, strict=True):
        note(browse, session, date_id, dict(zip(bookings, marks, strict=True)))


def test_the_trainer_notes_closes_and_everything_follows(browse, sign_in_as, trainer, day):
    session, (ann, bea, cal) = day
    sign_in_as(trainer)
    note_all(browse, day, ("full", "full", "absent"), ("full", "part", "absent"))

    page = browse("training.close_session", session_id=session.id)
    assert page.summary("Attended all of it") == "1 person"
    page = browse("training.close_session", session_id=session.id, post={})

    assert page.notice.startswith("Session closed")
    states = [again(each).state for each in (ann, bea, cal)]
    assert states == [BookingState.ATTENDED, BookingState.PART_ATTENDED, BookingState.ABSENT]
    record = db.session.scalars(select(TrainingRecord)).one()
    assert (record.person_id, record.booking_id) == (ann.person_id, ann.id)
    assert db.session.scalars(select(CpdPiece.person_id)).all() == [ann.person_id]
    charge = db.session.scalars(select(TrainingCharge)).one()
    assert (charge.booking_id, charge.pence) == (cal.id, 7500)


def test_a_session_with_a_gap_is_not_closed_and_the_gap_is_named(browse, sign_in_as, trainer, day):
    session, (ann, bea, _cal) = day
    sign_in_as(trainer)
    note(browse, session, dates_of(session)[0], {ann: "full", bea: "full"})

    page = browse("training.close_session", session_id=session.id, post={})

    assert page.errors == ["Say for each date whether Ann Ash, Bea Birch, Cal Cedar came"]
    assert db.session.scalar(select(TrainingRecord)) is None


def test_what_somebody_else_noted_meanwhile_stands_and_is_said(browse, sign_in_as, trainer, day):
    session, (ann, bea, _cal) = day
    first = dates_of(session)[0]
    sign_in_as(make_person("Cora Co-ordinator", Role.TRAINING_COORDINATOR))
    note(browse, session, first, {ann: "absent"})

    sign_in_as(trainer)
    page = note(browse, session, first, {ann: "full", bea: "full"})

    assert "Ann Ash: Absent" in page.text
    assert "Cora Co-ordinator" in page.text
    page = note(browse, session, first, {ann: "full"}, was={ann: "absent"})
    assert page.notice == "Attendance saved"


def test_nobody_is_noted_before_the_day(browse, sign_in_as, trainer, app):
    session = make_open_session(trainer_id=trainer.id)
    booking = book(session)
    sign_in_as(trainer)

    page = note(browse, session, dates_of(session)[0], {booking: "full"})

    assert page.errors == ["Nobody can have come yet: note it on the day"]


@pytest.mark.parametrize("mark", ["", "late", "FULL", "x" * 5000])
def test_a_mark_that_is_none_changes_nothing(browse, sign_in_as, trainer, day, mark):
    session, (ann, *_) = day
    sign_in_as(trainer)

    note(browse, session, dates_of(session)[0], {ann: mark})
    browse("training.note_attendance", session_id=session.id, post={"mark-no-uuid": "full"})

    assert "Not yet" in browse("training.note_attendance", session_id=session.id).text


def test_another_trainers_session_is_not_there(browse, sign_in_as, day):
    session, (ann, *_) = day
    sign_in_as(make_person("Tom Trainer", Role.TRAINER))

    for name in ("note_attendance", "add_walk_in", "close_session", "print_sign_in_sheet"):
        browse(f"training.{name}", session_id=session.id, status=404)
    browse("training.correct_attendance", booking_id=ann.id, status=404)


def test_who_walks_in_gets_a_place_with_the_reason(browse, sign_in_as, trainer, day):
    session, _ = day
    make_person("Wes Walker", Role.PRACTITIONER)
    sign_in_as(trainer)
    sent = {"person": "Wes Walker", "above_maximum": "False"}

    page = browse("training.add_walk_in", session_id=session.id, post=sent)
    assert "All 3 places are taken" in page.errors[0]
    page = browse("training.add_walk_in", session_id=session.id, post=sent | {"above_maximum": "True"})

    assert "Wes Walker" in page.text
    assert "Came on the day without a booking" in browse("training.view_session_log", session_id=session.id).text


def test_what_was_wrong_is_put_right_with_a_reason_and_record_and_charge_follow(browse, sign_in_as, trainer, day):
    session, (ann, _bea, cal) = day
    sign_in_as(trainer)
    note_all(browse, day, ("full", "full", "absent"), ("full", "full", "absent"))
    browse("training.close_session", session_id=session.id, post={})
    one, two = dates_of(session)

    def put_right(booking, *marks, why="Signed the sheet on paper"):
        sent = {f"date_{one}": marks[0], f"date_{two}": marks[1], "why": why}
        return browse("training.correct_attendance", booking_id=booking.id, post=sent)

    assert put_right(cal, "full", "full", why="").errors == ["Enter why"]
    assert put_right(cal, "full", "full").notice.startswith("Attendance put right")
    put_right(ann, "full", "part", why="Left at noon")

    assert again(cal).state is BookingState.ATTENDED
    assert db.session.scalars(select(TrainingCharge)).one().is_waived
    kept = {record.person_id: record for record in db.session.scalars(select(TrainingRecord))}
    assert kept[ann.person_id].withdrawn_reason == "Left at noon"
    assert kept[cal.person_id].withdrawn_at is None
    log = browse("training.view_session_log", session_id=session.id).text
    assert "Signed the sheet on paper" in log


def test_the_sign_in_sheet_is_a_pdf_with_who_is_expected(browse, sign_in_as, trainer, day):
    session, _ = day
    sign_in_as(trainer)

    assert browse("training.print_sign_in_sheet", session_id=session.id).response.data.startswith(b"%PDF")


def test_my_work_asks_the_trainer_to_close_what_is_over(browse, sign_in_as, trainer, day):
    session, _ = day
    sign_in_as(trainer)

    assert session.reference in browse("home.view_my_work").text


def test_finance_gets_the_list_and_a_charge_is_waived_once_with_a_reason(browse, sign_in_as, trainer, day):
    session, _ = day
    sign_in_as(trainer)
    note_all(browse, day, ("full", "full", "absent"), ("full", "full", "absent"))
    browse("training.close_session", session_id=session.id, post={})
    charge = db.session.scalars(select(TrainingCharge)).one()
    sign_in_as(make_person("Cora Co-ordinator", Role.TRAINING_COORDINATOR))

    page = browse("training.list_charges")
    assert "£75 stands in all" in page.text
    assert page.rows()[0][0].startswith("Cal Cedar")
    assert "Cal Cedar" in browse("training.export_charges", **{"as": "csv"}).html

    assert browse("training.waive_charge", charge_id=charge.id, post={"reason": ""}).errors == [
        "Enter why it is waived"
    ]
    page = browse("training.waive_charge", charge_id=charge.id, post={"reason": "Ill, with a note"})
    assert "Ill, with a note" in page.text
    page = browse("training.waive_charge", charge_id=charge.id, post={"reason": "Again"})
    assert page.errors == ["It is waived already"]


def test_closing_twice_at_once_closes_once(browse, sign_in_as, trainer, day):
    session, _ = day
    sign_in_as(trainer)
    note_all(browse, day, ("full", "full", "full"), ("full", "full", "full"))
    browse("training.close_session", session_id=session.id, post={})

    page = browse("training.close_session", session_id=session.id, post={})

    assert page.errors == [f"{session.reference} is closed already"]
    with transaction():
        assert len(db.session.scalars(select(TrainingRecord)).all()) == 3
