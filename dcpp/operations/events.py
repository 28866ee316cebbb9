"""What can have happened in looking after the platform."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class MailSentAgain(Event):
    """Somebody put a mail that was given up back among those to send."""

    about: ClassVar[str] = "mail_id"

    mail_id: UUID


@dataclass(frozen=True, kw_only=True)
class JobAskedFor(Event):
    """Somebody had a job run beside its timetable."""

    about: ClassVar[str] = "job_run_id"

    job_run_id: UUID
    job: str


@dataclass(frozen=True, kw_only=True)
class WorkTriedAgain(Event):
    """Somebody put failed work back into the queue."""

    about: ClassVar[str] = "work_id"

    work_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class SampleCouncilBegun(Event):
    """An empty database began to be filled with a made-up council, as at the moment of this fact."""

    about: ClassVar[str] = "sample_council_id"

    sample_council_id: UUID
    size: str
    seed: int


@dataclass(frozen=True, kw_only=True)
class SampleMonthMade(Event):
    """One month of a made-up council is there, whole."""

    about: ClassVar[str] = "sample_council_id"

    sample_council_id: UUID
    month: date


@dataclass(frozen=True, kw_only=True)
class SampleCouncilMade(Event):
    """A made-up council is whole, and a few of its people can sign in."""

    about: ClassVar[str] = "sample_council_id"

    sample_council_id: UUID
