"""Training comes into people's calendars, and follows every change."""

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.rules import Role
from tests.makers.bookings import book, do, make_open_session
from tests.makers.people import make_person
from training import services
from training.models import CalendarFeed, TrainingSession
from training.rules.sessions import DatePart


@pytest.fixture
def worker(app, now):
    return make_person("Sol Worker", Role.PRACTITIONER)


def mails(person, template="training/invitation"):
    db.session.rollback()
    found = select(OutboxMessage).where(OutboxMessage.person_id == person.id, OutboxMessage.template == template)
    return sorted(db.session.scalars(found), key=lambda mail: (_sequence(mail), mail.subject))


def _sequence(mail):
    return event_of(mail)[1]["SEQUENCE"] if mail.calendar else 0


def event_of(mail):
    calendar = Calendar.from_ical(mail.calendar)
    (event,) = calendar.walk("VEVENT")
    return calendar["METHOD"], event


def part_of(one, by=timedelta()):
    """A date of a session, or the same some time later."""
    where = {"place": one.place, "video_link": one.video_link}
    return DatePart(starts_at=one.starts_at + by, ends_at=one.ends_at + by, **where)


def details_of(session, **changes):
    """What a session says now, with some changes: as its form would send it."""
    session = db.session.get_one(TrainingSession, session.id)
    parts = [part_of(one) for one in session.dates]
    names = services.SessionDetails.__dataclass_fields__
    said = {name: getattr(session, name) for name in names if name != "dates"} | {"dates": parts}
    return services.SessionDetails(**(said | changes))


def change(session, **changes):
    with transaction():
        details = details_of(session, **changes)
        services.change_session(db.session.get_one(TrainingSession, session.id), details)


def test_a_place_is_an_invitation_for_each_date(worker):
    session = make_open_session(days=(30, 37), place="Room 4")

    book(session, worker)

    first, second = mails(worker)
    method, event = event_of(first)
    assert method == "REQUEST"
    assert event["SEQUENCE"] == 0
    assert event["SUMMARY"].endswith("(1 of 2)")
    assert event["LOCATION"] == "Room 4"
    assert "Room 4" in event["DESCRIPTION"]
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert event_of(second)[1]["UID"] != event["UID"]
    assert "Declining in your calendar does not cancel your place" in first.body


def test_who_queues_is_not_invited_until_a_place_comes_free(worker):
    session = make_open_session(maximum=1)
    holder = make_person("Hal Holder", Role.PRACTITIONER)
    held = book(session, holder)
    book(session, worker)
    assert mails(worker) == []

    do(services.cancel_booking, held, by=holder.id)

    assert event_of(mails(worker)[0])[0] == "REQUEST"
    method, event = event_of(mails(holder, "training/invitation_taken_back")[0])
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert event["UID"] == event_of(mails(holder)[0])[1]["UID"]


def test_another_room_changes_what_people_have(worker):
    session = make_open_session(place="Room 4")
    book(session, worker)

    change(session, place="Room 9")
    change(session, minimum=1)

    first, second = mails(worker)
    assert second.subject.startswith("Changed: training on")
    before, after = event_of(first)[1], event_of(second)[1]
    assert (before["UID"], 1) == (after["UID"], after["SEQUENCE"])
    assert after["LOCATION"] == "Room 9"


def test_another_day_moves_and_a_day_that_falls_away_is_taken_back(worker):
    session = make_open_session(days=(30, 37))
    book(session, worker)
    (one, _two) = details_of(session).dates
    later = part_of(one, by=timedelta(days=1))

    change(session, dates=[later])

    moved = event_of(mails(worker)[-1])[1]
    assert moved["DTSTART"].dt == later.starts_at
    assert len(mails(worker, "training/invitation_taken_back")) == 1


def test_a_cancelled_session_takes_every_invitation_back(worker):
    session = make_open_session()
    book(session, worker)

    with transaction():
        services.cancel_session(db.session.get_one(TrainingSession, session.id), reason="The trainer is ill")

    assert event_of(mails(worker, "training/invitation_taken_back")[0])[0] == "CANCEL"


def test_whoever_books_again_is_invited_again_under_an_address_of_its_own(worker):
    session = make_open_session()
    do(services.cancel_booking, book(session, worker), by=worker.id)

    book(session, worker)

    uids = {event_of(mail)[1]["UID"] for mail in mails(worker)}
    assert len(uids) == 2


@pytest.mark.parametrize(("days", "reminded"), [(20, 0), (14, 1), (9, 1), (2, 1), (1, 1)])
def test_reminders_come_once_two_weeks_and_two_days_before(worker, days, reminded):
    with clock.pretend(clock.now() - timedelta(days=20)):
        session = make_open_session(days=(20 + days,), joining_instructions="Come by the back door.")
        book(session, worker)

    for _ in range(2):
        with transaction():
            services.remind_of_training()

    found = mails(worker, "training/reminder")
    assert len(found) == reminded
    assert all("Come by the back door." in mail.body for mail in found)


def test_joining_instructions_that_change_late_are_sent(worker):
    session = make_open_session(days=(10,))
    book(session, worker)
    far = make_open_session(days=(60,))
    book(far, worker)

    change(session, joining_instructions="Bring your laptop.")
    change(far, joining_instructions="Bring nothing.")

    (mail,) = mails(worker, "training/joining_instructions")
    assert "Bring your laptop." in mail.body


def test_the_feed_shows_ones_own_training_at_a_secret_address(browse, sign_in_as, worker):
    session = make_open_session(place="Room 4")
    book(session, worker)
    book(make_open_session(), make_person("Oli Other", Role.PRACTITIONER))
    sign_in_as(worker)
    page = browse("training.renew_calendar_feed", post={})
    address = page.soup.select_one("code").get_text().split("8000", 1)[1]
    browse.client.post("/sign-out")

    answer = browse.client.get(address)

    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert event["LOCATION"] == "Room 4"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert address.split("/")[-1].removesuffix(".ics") not in str(
        db.session.scalars(select(CalendarFeed)).one().__dict__
    )


def test_a_renewed_or_closed_address_opens_nothing(browse, sign_in_as, worker):
    sign_in_as(worker)
    addresses = []
    for _ in range(2):
        page = browse("training.renew_calendar_feed", post={})
        addresses.append(page.soup.select_one("code").get_text().split("8000", 1)[1])

    assert [browse.client.get(each).status_code for each in addresses] == [404, 200]
    assert "not shown again" not in browse("training.view_calendar_feed").text
    browse("training.close_calendar_feed", post={})
    assert browse.client.get(addresses[1]).status_code == 404
    assert browse.client.get("/training/calendar/" + "x" * 5000 + ".ics").status_code == 404
