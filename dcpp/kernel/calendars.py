"""Appointments as calendar programs read them (RFC 5545, 5546, 6047): one appointment a mail, or all of them in a feed.

Outlook takes a mail for a real invitation only where METHOD stands in the calendar and beside its type, where the
attendee is who gets the mail, and where each change comes under the same UID with a higher SEQUENCE. It reads the first
appointment of a mail alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from dcpp.kernel import clock

PRODUCT = "-//DCPP//Practice quality//EN"

LONDON = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19810329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
"""The zone written out, since not every program knows it by name. icalendar's own list comes an hour late in spring."""


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """Something with a beginning and an end, for one person.

    `uid` stays the same for ever, `sequence` rises with each change. `place` is a room or the address of a meeting
    on line; it is said again in `words`, since some programs leave out the one or the other.
    """

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    words: str
    address: str
    """Where the platform shows it."""
    changed_at: datetime
    is_cancelled: bool = False


def invitation(appointment: Appointment, *, organiser: str, called: str) -> str:
    """One appointment as METHOD:REQUEST, or CANCEL where it is off; `addressed` says to whom when the mail leaves."""
    calendar = _calendar("CANCEL" if appointment.is_cancelled else "REQUEST")
    event = _event(appointment)
    event.add("organizer", _person(organiser, called))
    calendar.add_component(event)
    return str(calendar.to_ical().decode())


def addressed(text: str, *, to: str) -> tuple[str, str]:
    """An invitation with the address of whom it is sent to, and its method; no answer is asked for."""
    calendar = Calendar.from_ical(text)
    attendee = _person(to, to)
    attendee.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
    for event in calendar.walk("VEVENT"):
        event.add("attendee", attendee, encode=False)
    return str(calendar["METHOD"]), calendar.to_ical().decode()


def feed(name: str, appointments: Iterable[Appointment]) -> bytes:
    """Appointments to subscribe to; programs ask again by themselves, about every hour."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", "PT1H")
    for appointment in appointments:
        calendar.add_component(_event(appointment))
    return bytes(calendar.to_ical())


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(LONDON))
    return calendar


def _event(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.changed_at)
    event.add("last-modified", appointment.changed_at)
    event.add("dtstart", clock.london(appointment.starts_at))
    event.add("dtend", clock.london(appointment.ends_at))
    event.add("summary", appointment.title)
    event.add("location", appointment.place)
    event.add("description", appointment.words)
    event.add("url", appointment.address)
    event.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if appointment.is_cancelled else "OPAQUE")
    event.add("class", "PRIVATE")
    return event


def _person(address: str, called: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    person.params["CN"] = vText(called)
    return person
