"""What happens to people's records by the clock."""

from dcpp.kernel.jobs import Job, daily
from dcpp.people.services import forgetting


def forget_old_sign_ins() -> None:
    """Forget old guesses, sign-ins long ended, and files of people that nobody confirmed."""
    forgetting.forget_what_is_past()


JOBS = [Job(forget_old_sign_ins, at=daily(hour=3))]
