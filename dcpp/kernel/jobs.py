"""What happens by the clock: a function and a time. Jobs look for what is due, so a missed night mends itself.

    JOBS = [Job(remind_overdue_auditors, at=daily(hour=7))]        # in <domain>/jobs.py; gathered in dcpp.wiring.JOBS

A job runs in one transaction, in the scheduler's process, once for each due time among however many processes.
It is short: heavy work is asked for with `work.ask`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from uuid import UUID

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from flask import Flask, current_app
from sqlalchemy import Index, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from dcpp.kernel import clock
from dcpp.kernel.db import Record, db

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_UNITS = ((3600, "hour"), (60, "minute"), (1, "second"))


@dataclass(frozen=True)
class AtTime:
    """A London time of day, each day or each week. The clock hour that comes twice in October is refused."""

    hour: int
    minute: int = 0
    weekday: str = ""

    def __post_init__(self) -> None:
        if not (0 <= self.hour < 24 and 0 <= self.minute < 60):
            raise ValueError(f"{self.hour}:{self.minute} is not a time of day")
        if self.hour == 1:
            raise ValueError(
                "No job runs between 01:00 and 02:00: on two nights a year that hour is missing or doubled"
            )
        if self.weekday and self.weekday not in WEEKDAYS:
            raise ValueError(f"A weekday is one of {', '.join(WEEKDAYS)}, not {self.weekday!r}")

    def trigger(self) -> BaseTrigger:
        weekday = self.weekday[:3] or None
        return CronTrigger(day_of_week=weekday, hour=self.hour, minute=self.minute, timezone=clock.LONDON)

    def __str__(self) -> str:
        days = f"every {self.weekday.capitalize()}" if self.weekday else "every day"
        minutes = f":{self.minute:02d}" if self.minute else ""
        return f"{days} at {self.hour % 12 or 12}{minutes}{'am' if self.hour < 12 else 'pm'}"


@dataclass(frozen=True)
class EachPeriod:
    """Again and again; the due times are the same in every process, whenever it was started."""

    period: timedelta

    def __post_init__(self) -> None:
        if self.period < timedelta(seconds=1):
            raise ValueError("A job runs at most once a second")

    def trigger(self) -> BaseTrigger:
        return IntervalTrigger(seconds=int(self.period.total_seconds()), start_date=_EPOCH, timezone=UTC)

    def __str__(self) -> str:
        seconds = int(self.period.total_seconds())
        size, unit = next(each for each in _UNITS if seconds % each[0] == 0)
        count = seconds // size
        return f"every {unit}" if count == 1 else f"every {count} {unit}s"


Timetable = AtTime | EachPeriod


def daily(*, hour: int, minute: int = 0) -> Timetable:
    return AtTime(hour, minute)


def weekly(weekday: str, *, hour: int, minute: int = 0) -> Timetable:
    return AtTime(hour, minute, weekday)


def every(*, minutes: int = 0, seconds: int = 0) -> Timetable:
    return EachPeriod(timedelta(minutes=minutes, seconds=seconds))


@dataclass(frozen=True)
class Job:
    """A function without arguments, and when it runs.

    `each_time`: after a pause, run once for every time that was missed. The usual way is once for all of them.
    """

    do: Callable[[], None]
    at: Timetable
    each_time: bool = False

    @property
    def name(self) -> str:
        return self.do.__name__

    @property
    def purpose(self) -> str:
        """The first line of the function's docstring, for the administrators' page."""
        return (
            (self.do.__doc__ or self.name.replace("_", " ").capitalize())
            .strip()
            .splitlines()[0]
            .rstrip(".")
            .replace("'", "’")
        )

    def next_due(self, after: datetime, previous: datetime | None = None) -> datetime:
        """The next due time: after a moment, or as soon after a previous run as the timetable says."""
        due: datetime = self.at.trigger().get_next_fire_time(previous, after)
        return due.astimezone(UTC)


class JobOutcome(Enum):
    DONE = "done"
    FAILED = "failed"


_IS_UNFINISHED = text("finished_at IS NULL")


class JobRun(Record):
    """One firing. Whoever adds the row has the claim; a run asked for by hand waits without a claim."""

    __tablename__ = "job_runs"
    __table_args__ = (
        UniqueConstraint("job", "due_at"),
        Index("ix_job_runs_unfinished", "due_at", sqlite_where=_IS_UNFINISHED, postgresql_where=_IS_UNFINISHED),
    )

    job: Mapped[str]
    due_at: Mapped[datetime]
    asked_by_id: Mapped[UUID | None]
    claimed_by: Mapped[str] = mapped_column(default="")
    claimed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = mapped_column(index=True)
    outcome: Mapped[JobOutcome | None]
    error: Mapped[str] = mapped_column(default="")


def register(app: Flask, jobs: Sequence[Job]) -> None:
    by_name = {job.name: job for job in jobs}
    if len(by_name) != len(jobs):
        raise ValueError("Two jobs have the same name")
    app.extensions["jobs"] = dict(sorted(by_name.items()))


def declared() -> Mapping[str, Job]:
    """Every job by its name, in the order of names."""
    found: Mapping[str, Job] = current_app.extensions["jobs"]
    return found


def request_run(job: Job, asked_by_id: UUID | None = None) -> JobRun:
    """Have a job run as soon as a scheduler sees it, beside its timetable; the run that waits."""
    waiting = find_waiting_run(job)
    if waiting is None:
        waiting = JobRun(job=job.name, due_at=clock.now(), asked_by_id=asked_by_id, claimed_by="", attempts=0, error="")
        db.session.add(waiting)
        db.session.flush()
    return waiting


def find_waiting_run(job: Job) -> JobRun | None:
    """The run that somebody asked for and no scheduler has taken yet."""
    waiting = select(JobRun).where(JobRun.job == job.name, JobRun.finished_at.is_(None), JobRun.claimed_by == "")
    return db.session.scalars(waiting.order_by(JobRun.due_at, JobRun.id)).first()


def get_run(job: Job, due_at: datetime) -> JobRun:
    return db.session.scalars(select(JobRun).where(JobRun.job == job.name, JobRun.due_at == due_at)).one()


def last_runs() -> dict[str, JobRun]:
    """The run of each job with the latest due time."""
    latest = select(JobRun.job, func.max(JobRun.due_at).label("due_at")).group_by(JobRun.job).subquery()
    runs = select(JobRun).join(latest, (JobRun.job == latest.c.job) & (JobRun.due_at == latest.c.due_at))
    return {run.job: run for run in db.session.scalars(runs.order_by(JobRun.job))}
