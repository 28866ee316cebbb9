"""Sessions: planned and changed."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id, next_reference
from training import events
from training.models import SessionDate, TrainingCourse, TrainingSession
from training.rules.booking_rule import MOST_DAYS
from training.rules.sessions import MOST_PEOPLE, CannotKeepSession, DatePart, SessionState, checked_dates


@dataclass(frozen=True, kw_only=True)
class SessionDetails:
    """What a session says; each name is the column's. What is None of a rule is as the course says."""

    dates: list[DatePart]
    maximum: int
    minimum: int = 0
    waiting_places: int = 0
    trainer_id: UUID | None = None
    trainer_name: str = ""
    place: str = ""
    video_link: str = ""
    opens_at: datetime | None = None
    joining_instructions: str = ""
    asks_access: bool = True
    booking_closes_days: int | None = None
    cut_off_days: int | None = None
    freeze_days: int | None = None
    late_charge_pence: int | None = None
    absence_charge_pence: int | None = None
    needs_approval: bool | None = None
    allows_substitute: bool | None = None
    sectors: list[str] | None = field(default=None)
    own_council: bool | None = None
    audience: list[str] | None = field(default=None)


DAYS = ("booking_closes_days", "cut_off_days", "freeze_days")
HELD_IN = {"place", "video_link"}


def add_session(
    course: TrainingCourse, details: SessionDetails, *, by: UUID | None, series_id: UUID | None = None
) -> TrainingSession:
    """A session that is planned: nobody sees it but those who plan, until it is opened. Raises CannotKeepSession."""
    if course.is_retired:
        raise CannotKeepSession(f"“{course.title}” is retired. Take it up again before you plan a session")
    values, dates = _checked(details), checked_dates(details.dates)
    session = TrainingSession(
        id=new_id(),
        reference=next_reference("TRN", clock.london(dates[0].starts_at).year),
        course=course,
        series_id=series_id,
        state=SessionState.PLANNED,
        added_at=clock.now(),
        added_by_id=by,
        version=1,
        **values,
    )
    _set_dates(session, dates)
    db.session.add(session)
    db.session.flush()
    announce(
        events.SessionAdded(
            happened_at=session.added_at, session_id=session.id, course_id=course.id, series_id=series_id
        )
    )
    return session


def change_session(session: TrainingSession, details: SessionDetails) -> None:
    """Keep what a session says now, and tell what changed. Raises CannotKeepSession."""
    if not session.state.is_live:
        raise CannotKeepSession(f"{session.reference} is {session.state.label.lower()}: it can no longer be changed")
    if session.last_ends_at <= clock.now():
        raise CannotKeepSession(f"{session.reference} is over. Say who came, and close it")
    values, dates = _checked(details), checked_dates(details.dates)
    changed = {name for name, value in values.items() if getattr(session, name) != value}
    is_larger = details.maximum > session.maximum
    for name in changed:
        setattr(session, name, values[name])
    moved = _set_dates(session, dates)
    if moved:
        changed.add("dates")
    if not changed:
        return
    db.session.flush()
    if changed & HELD_IN:
        moved = {one.id for one in session.dates}
    announce(
        events.SessionChanged(
            happened_at=clock.now(),
            session_id=session.id,
            course_id=session.course_id,
            fields=tuple(sorted(changed)),
            date_ids=tuple(sorted(moved)),
            is_larger=is_larger,
        )
    )


def _set_dates(session: TrainingSession, dates: list[DatePart]) -> set[UUID]:
    """Let a session have these dates, in order; the first keeps the first one's id, and so on, for calendars.

    Gives the ids of those that came, went or moved.
    """
    moved: set[UUID] = set()
    before = list(session.dates)
    for kept, said in zip(before, dates, strict=False):
        for name, value in vars(said).items():
            if getattr(kept, name) != value:
                setattr(kept, name, value)
                moved.add(kept.id)
    for said in dates[len(before) :]:
        added = SessionDate(id=new_id(), **vars(said))
        session.dates.append(added)
        moved.add(added.id)
    for gone in before[len(dates) :]:
        session.dates.remove(gone)
        moved.add(gone.id)
    session.first_starts_at, session.last_ends_at = dates[0].starts_at, dates[-1].ends_at
    return moved


def _checked(details: SessionDetails) -> dict[str, Any]:
    """The columns, as they are kept."""
    values = {one.name: getattr(details, one.name) for one in fields(details) if one.name != "dates"}
    for name in ("place", "video_link", "trainer_name"):
        values[name] = " ".join(values[name].split())
    if not 0 < details.maximum <= MOST_PEOPLE:
        raise CannotKeepSession(f"Enter a largest number of people between 1 and {MOST_PEOPLE:,}")
    if details.minimum > details.maximum:
        raise CannotKeepSession("Enter a smallest number of people that is not above the largest")
    if not values["place"] and not values["video_link"]:
        raise CannotKeepSession("Enter where it is held: a place, or a video link")
    if details.trainer_id and values["trainer_name"]:
        raise CannotKeepSession("Enter one trainer: somebody who works here, or somebody from outside")
    if any((getattr(details, name) or 0) > MOST_DAYS for name in DAYS):
        raise CannotKeepSession(f"Enter {MOST_DAYS} working days or fewer")
    if details.own_council is False and details.sectors == []:
        raise CannotKeepSession("Say who may book: the council’s own people, partners of a sector, or both")
    return values


def details_of(session: TrainingSession, **other: Any) -> SessionDetails:
    """What a session says, with something else in the place of some of it; dates are asked for."""
    names = [one.name for one in fields(SessionDetails) if one.name not in {"dates", *other}]
    return SessionDetails(**{name: getattr(session, name) for name in names}, **other)
