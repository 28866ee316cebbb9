"""What happens in training by the clock. Each job looks for what is due, so that a missed night mends itself."""

import structlog

from dcpp.kernel.jobs import Job, daily, every
from training import services

log = structlog.get_logger()


def look_at_queues() -> None:
    """Look at every training queue again, so that no free place is left while somebody waits."""
    log.info("training queues looked at", placed=services.promote_everywhere())


def end_training_queues() -> None:
    """End the queues of training that has begun."""
    log.info("training queues ended", bookings=services.end_queues())


def expire_booking_requests() -> None:
    """End requests for training that nobody answered in time, and tell both sides."""
    log.info("booking requests expired", requests=services.expire_requests())


def remind_booking_approvers() -> None:
    """Ask managers again for answers to requests for training."""
    log.info("booking approvers reminded", requests=services.remind_approvers())


def forget_booking_needs() -> None:
    """Delete what people said of access and food, a month after the training."""
    log.info("needs of bookings forgotten", bookings=services.forget_needs())


def check_bookings() -> None:
    """Check every booking of training against the rules."""
    log.info("bookings checked", faults=services.keep_check().many)


def remind_of_registration() -> None:
    """Write to social workers whose registration year ends while something is still to do."""
    log.info("reminded of registration", written=services.remind_of_registration())


def remind_of_training() -> None:
    """Write to who has a place in training that comes: two weeks before, and two days before each date."""
    log.info("reminded of training", written=services.remind_of_training())


def remind_of_requirements() -> None:
    """Remind people, and once a week their managers, of training that is due."""
    log.info("training reminders written", mails=services.remind_of_requirements())


JOBS = [
    Job(remind_of_requirements, at=daily(hour=7, minute=25)),
    Job(look_at_queues, at=every(minutes=30)),
    Job(end_training_queues, at=every(minutes=30)),
    Job(expire_booking_requests, at=daily(hour=6, minute=5)),
    Job(remind_booking_approvers, at=daily(hour=7, minute=15)),
    Job(forget_booking_needs, at=daily(hour=4, minute=20)),
    Job(check_bookings, at=daily(hour=4, minute=40)),
    Job(remind_of_registration, at=daily(hour=7, minute=40)),
    Job(remind_of_training, at=daily(hour=7, minute=25)),
]
