"""What happens in audits by the clock."""

import structlog

from audits import services
from dcpp.kernel.jobs import Job, daily, every

log = structlog.get_logger()


def draw_monthly_samples() -> None:
    """Open, freeze and draw the month’s samples, as far as they can be."""
    for note in services.advance_draws():
        log.info("a sample waits", because=note)


def allocate_what_waits() -> None:
    """Find auditors for what had none: somebody may have come since."""
    found = services.allocate_what_waits()
    log.info("audits allocated", found=found)


def take_back_from_leavers() -> None:
    """Audits that are still with somebody whose last day is today or past go to others."""
    log.info("audits taken back", came_back=services.take_back_from_all_leavers())


def escalate_unanswered_concerns() -> None:
    """Take immediate concerns up the line that nobody acknowledged in time."""
    log.info("concerns escalated", steps=services.escalate_unanswered_concerns())


def find_moderators() -> None:
    """Find moderators for what has none, or whose moderator left; and have the values of lots ready."""
    services.keep_values_ready()
    found = services.allocate_moderations_that_wait()
    log.info("moderations allocated", found=found)


JOBS = [
    Job(draw_monthly_samples, at=daily(hour=6, minute=15)),
    Job(take_back_from_leavers, at=daily(hour=6, minute=20)),
    Job(allocate_what_waits, at=daily(hour=6, minute=30)),
    Job(escalate_unanswered_concerns, at=every(minutes=5)),
    Job(find_moderators, at=daily(hour=6, minute=35)),
]
