"""What happens to actions by the clock."""

import structlog

from dcpp.actions import services
from dcpp.kernel.jobs import Job, daily, every

log = structlog.get_logger()


def tell_new_owners() -> None:
    """Tell people of the actions that were raised for them or given to them."""
    services.tell_new_owners()


def give_on_what_leavers_left() -> None:
    """Give what leavers left undone to their line managers."""
    log.info("actions of leavers given on", given=services.give_on_what_leavers_left())


def warn_of_leaving() -> None:
    """Tell leavers and their managers which actions are not given to anybody yet."""
    log.info("leavers warned of their actions", mails=services.warn_of_leaving())


def escalate_late_actions() -> None:
    """Take late actions up the line: team manager, service manager, head of service, board."""
    log.info("late actions escalated", told=services.escalate_late_actions())


def write_action_digests() -> None:
    """The weekly mail of actions, on the first working day of the week."""
    log.info("digests of actions written", written=services.write_digests())


JOBS = [
    Job(tell_new_owners, at=every(minutes=5)),
    Job(give_on_what_leavers_left, at=daily(hour=6, minute=40)),
    Job(warn_of_leaving, at=daily(hour=6, minute=50)),
    Job(escalate_late_actions, at=daily(hour=7)),
    Job(write_action_digests, at=daily(hour=7, minute=30)),
]
