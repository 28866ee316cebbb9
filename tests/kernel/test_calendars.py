"""Invitations that calendar programs take for real, read back with the library that clients' authors test against."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from dcpp.kernel import calendars, clock, outbox
from dcpp.kernel.db import transaction
from tests.kernel.post_office import REMINDER, mail_server, mail_templates, smtp_url

LATE_MARCH = datetime(2027, 3, 30, 8, 30, tzinfo=UTC)


def an_appointment(**more):
    return calendars.Appointment(
        **{
            "uid": "1@council.example",
            "sequence": 3,
            "title": "Restorative practice, day 2",
            "starts_at": LATE_MARCH,
            "ends_at": LATE_MARCH + timedelta(hours=6),
            "place": "Room 4; Brierley Hill, ground floor",
            "words": "Room 4; Brierley Hill\nBring “your” questions",
            "address": "http://127.0.0.1:8000/training/bookings/1",
            "changed_at": clock.now(),
        }
        | more
    )


def event_of(text):
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    return event


def test_an_invitation_asks_and_names_its_zone():
    text = calendars.invitation(an_appointment(), organiser="centre@council.example", called="The Centre")

    assert Calendar.from_ical(text)["METHOD"] == "REQUEST"
    assert "TZID:Europe/London" in text
    event = event_of(text)
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("1@council.example", 3, "CONFIRMED")
    assert event["DTSTART"].dt == LATE_MARCH
    assert "DTSTART;TZID=Europe/London:20270330T093000" in text, "British summer time has begun"
    assert event["LOCATION"] == "Room 4; Brierley Hill, ground floor"
    assert event["DESCRIPTION"] == "Room 4; Brierley Hill\nBring “your” questions"


def test_the_zone_as_written_changes_its_clocks_when_england_does():
    zone = next(iter(Calendar.from_ical(calendars.feed("Mine", [])).walk("VTIMEZONE"))).to_tz()

    for wall in ((2027, 3, 28, 0, 59), (2027, 3, 28, 2, 1), (2027, 10, 31, 3)):
        assert datetime(*wall, tzinfo=zone).utcoffset() == datetime(*wall, tzinfo=clock.LONDON).utcoffset()


def test_what_is_off_cancels_under_the_same_uid():
    text = calendars.invitation(an_appointment(is_cancelled=True, sequence=4), organiser="c@x.example", called="C")

    assert Calendar.from_ical(text)["METHOD"] == "CANCEL"
    assert (event_of(text)["STATUS"], event_of(text)["SEQUENCE"]) == ("CANCELLED", 4)


@pytest.mark.parametrize(
    "words",
    ["x" * 5000, "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:other", "ü" * 200, "a;b,c\\n:d", ""],
    ids=["long", "injection", "umlauts", "special", "empty"],
)
def test_words_of_any_kind_stay_words(words):
    text = calendars.invitation(
        an_appointment(words=words, title=words, place=words), organiser="c@x.example", called="C"
    )

    event = event_of(text)
    assert event["UID"] == "1@council.example"
    assert event["DESCRIPTION"].replace("\r\n", "\n") == words.replace("\r\n", "\n")
    assert all(len(line) <= 75 for line in text.encode().split(b"\r\n"))


def test_a_mail_brings_it_as_its_last_form_with_its_method_and_its_reader(app):
    text = calendars.invitation(an_appointment(), organiser="centre@council.example", called="The Centre")
    with (
        mail_templates(app, reminder=REMINDER),
        mail_server() as desk,
        smtp_url(app, f"smtp://127.0.0.1:{desk.port}"),
    ):
        with transaction():
            outbox.write("reminder", to="ann@council.example", calendar=text, reference="TRN-2026-0001")
        outbox.send_due()

    *_, part = desk.mails[0].iter_parts()
    assert [each.get_content_type() for each in desk.mails[0].iter_parts()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert part["Content-Type"].params["method"] == "REQUEST"
    assert part["Content-Disposition"] is None, "Outlook shows what is attached as a file"
    event = event_of(part.get_content())
    assert event["ATTENDEE"] == "mailto:ann@council.example"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert event["ORGANIZER"] == "mailto:centre@council.example"


def test_a_feed_holds_many_and_says_its_name():
    text = calendars.feed("Training of mine", [an_appointment(), an_appointment(uid="2@council.example")])

    assert Calendar.from_ical(text)["METHOD"] == "PUBLISH"
    assert len(Calendar.from_ical(text).walk("VEVENT")) == 2
