"""Reads for those who look after the platform."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, text

from dcpp.kernel import clock, hiding, jobs
from dcpp.kernel.db import db
from dcpp.kernel.jobs import Job, JobRun
from dcpp.kernel.outbox import OutboxMessage, State
from dcpp.kernel.seals import TrailSeal
from dcpp.kernel.trail import TrailEntry
from dcpp.kernel.work import UNFINISHED, Work, WorkState
from dcpp.people.queries import named

FAILURES_SHOWN = 25

# What people do before they are signed in, each about their own record. A throttled guess may be anybody's.
ON_THE_WAY_IN = {"CouncilAccountBound", "SignedIn", "SignInEnded", "PasswordSet", "SecondFactorChanged"}

NEXT_KIND = text(
    "WITH RECURSIVE kinds(kind) AS (SELECT min(record_kind) FROM trail_entries UNION ALL "
    "SELECT (SELECT min(record_kind) FROM trail_entries WHERE record_kind > kind) FROM kinds WHERE kind IS NOT NULL) "
    "SELECT kind FROM kinds WHERE kind IS NOT NULL"
)


def select_trail(person_id: UUID) -> Select[TrailEntry]:
    """Every entry, but for those of records that the one who asks may not know of now."""
    apart = [
        or_(TrailEntry.record_kind != kind, TrailEntry.record_id.not_in(found))
        for kind in hiding.kinds()
        if (found := hiding.hidden_ids(kind, person_id))
    ]
    return select(TrailEntry).where(*apart)


def list_kinds() -> Sequence[str]:
    """The kinds of record that the trail knows, stepping from one to the next in the index: quick on a long trail."""
    return db.session.scalars(NEXT_KIND).all()


def on_day(day: date) -> ColumnElement[bool]:
    """Entries of a day in London."""
    begins = datetime.combine(day, time(), clock.LONDON).astimezone(UTC)
    ends = datetime.combine(day + timedelta(days=1), time(), clock.LONDON).astimezone(UTC)
    return and_(TrailEntry.happened_at >= begins, TrailEntry.happened_at < ends)


def by_person(words: str) -> ColumnElement[bool]:
    """Entries of people whose name holds the words, those of their way in among them."""
    found = named.select_ids_named(words)
    on_the_way_in = and_(TrailEntry.who_id.is_(None), TrailEntry.acting == "", TrailEntry.event.in_(ON_THE_WAY_IN))
    return or_(TrailEntry.who_id.in_(found), and_(on_the_way_in, TrailEntry.record_id.in_(found)))


def of_record(words: str) -> ColumnElement[bool]:
    """Entries of the record with an id; none when the words are no id."""
    try:
        return TrailEntry.record_id == UUID(words)
    except ValueError:
        return false()


def seals_over(entry_ids: Collection[int]) -> Mapping[int, int]:
    """The number of the seal over each entry; those that are not yet sealed are left out."""
    if not entry_ids:
        return {}
    wanted = select(TrailSeal.number, TrailSeal.last_id).where(
        TrailSeal.last_id >= min(entry_ids), TrailSeal.first_id <= max(entry_ids)
    )
    seals = db.session.execute(wanted.order_by(TrailSeal.last_id)).all()
    ends = [seal.last_id for seal in seals]
    places = {entry_id: bisect_left(ends, entry_id) for entry_id in entry_ids}
    return {entry_id: seals[place].number for entry_id, place in places.items() if place < len(seals)}


def select_mail() -> Select[OutboxMessage]:
    """Mails that have not left."""
    return select(OutboxMessage).where(OutboxMessage.sent_at.is_(None))


def in_state(state: State) -> ColumnElement[bool]:
    given_up = OutboxMessage.given_up_at.is_not(None)
    if state is State.GIVEN_UP:
        return given_up
    return and_(~given_up, OutboxMessage.attempts > 0 if state is State.LATE else OutboxMessage.attempts == 0)


@dataclass(frozen=True)
class JobLine:
    """One job as the page shows it. `last` is the run with the latest due time, `next_due` by the timetable."""

    job: Job
    last: JobRun | None
    next_due: datetime

    @property
    def is_waiting(self) -> bool:
        return self.last is not None and not self.last.claimed_by

    @property
    def is_running(self) -> bool:
        return self.last is not None and bool(self.last.claimed_by) and self.last.finished_at is None


def list_jobs(now: datetime) -> list[JobLine]:
    runs = jobs.last_runs()
    return [JobLine(job, runs.get(name), job.next_due(now)) for name, job in jobs.declared().items()]


def list_failed_work() -> Sequence[Work]:
    """The newest failures first; of those that were asked for again since, only the last counts."""
    newest = select(Work.kind, Work.record_id, func.max(Work.asked_at).label("asked_at"))
    newest_of_each = newest.group_by(Work.kind, Work.record_id).subquery()
    is_newest = (
        (Work.kind == newest_of_each.c.kind)
        & (Work.record_id == newest_of_each.c.record_id)
        & (Work.asked_at == newest_of_each.c.asked_at)
    )
    failed = select(Work).join(newest_of_each, is_newest).where(Work.state == WorkState.FAILED)
    return db.session.scalars(failed.order_by(Work.finished_at.desc(), Work.id).limit(FAILURES_SHOWN)).all()


def count_unfinished_work() -> int:
    return db.session.scalar(select(func.count()).where(Work.state.in_(UNFINISHED))) or 0
