"""The last rung: a later look, by somebody other than the owner, at whether it is better for children."""

from datetime import date, timedelta
from enum import StrEnum

from dcpp.kernel.refusal import Refusal

WEEKS = 8
"""How long after the evidence was checked the later look is due, unless the Centre set it otherwise."""
FOLLOW_ON = "action"
"""The kind of origin of an action that follows from another, as the later look asked for."""
EARLIEST_DAYS = 7
"""Sooner than this nothing can have changed for a child yet."""


class CannotCheckImpact(Refusal):
    pass


class Impact(StrEnum):
    """What the later look found."""

    MADE_A_DIFFERENCE = "made_a_difference"
    PARTLY = "partly"
    NOT_YET = "not_yet"

    @property
    def label(self) -> str:
        return {"made_a_difference": "Made a difference", "partly": "Partly"}.get(self, "Not yet")

    @property
    def may_lead_on(self) -> bool:
        """Whether another action may follow: only where there is something left to change."""
        return self is not Impact.MADE_A_DIFFERENCE


def impact_due_on(checked_on: date, weeks: int) -> date:
    return checked_on + timedelta(weeks=weeks)


def earliest_on(checked_on: date) -> date:
    """The first day on which the later look says anything."""
    return checked_on + timedelta(days=EARLIEST_DAYS)
