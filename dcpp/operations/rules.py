"""What is decided about the platform's own work."""

from datetime import datetime, timedelta

from dcpp.kernel.refusal import Refusal

ALIVE_WITHIN = timedelta(seconds=30)


class CannotTryAgain(Refusal):
    pass


def are_alive(last_beats: dict[str, datetime], now: datetime) -> int:
    """How many of the processes have given a sign of life a short time ago."""
    return sum(now - at <= ALIVE_WITHIN for at in last_beats.values())
