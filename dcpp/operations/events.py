"""What can have happened in looking after the platform."""

from dataclasses import dataclass
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
