"""What happens in audits by the clock."""

import structlog

from audits import services
from dcpp.kernel.jobs import Job, daily

log = structlog.get_logger()


def draw_monthly_samples() -> None:
    """Open, freeze and draw the month’s samples, as far as they can be."""
    for note in services.advance_draws():
        log.info("a sample waits", because=note)


JOBS = [Job(draw_monthly_samples, at=daily(hour=6, minute=15))]
