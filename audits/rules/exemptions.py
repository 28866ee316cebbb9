"""When an exemption may be asked for, and who may agree to it."""

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from dcpp.kernel.refusal import Refusal


class CannotAskForExemption(Refusal):
    pass


class CannotDecideExemption(Refusal):
    pass


class ExemptionState(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return {
            ExemptionState.ASKED: "Waits for a senior manager",
            ExemptionState.AGREED: "Agreed",
            ExemptionState.DECLINED: "Declined",
        }[self]


def check_may_decide(by: UUID, concerned: Collection[UUID | None]) -> None:
    """Nobody agrees to what they asked for, what excuses them, or what keeps their own work from being looked at."""
    if by in concerned:
        raise CannotDecideExemption(
            "You asked for this exemption, or it is about you or your work. Another senior manager must decide"
        )
