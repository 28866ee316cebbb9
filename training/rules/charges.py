"""Charges for late cancelling and for absence."""

from enum import StrEnum

from dcpp.kernel.refusal import Refusal


class CannotWaiveCharge(Refusal):
    pass


class ChargeKind(StrEnum):
    LATE = "late"
    ABSENCE = "absence"

    @property
    def label(self) -> str:
        return {"late": "Cancelled late", "absence": "Absent"}[self.value]


def in_pounds(pence: int) -> str:
    """As in £50 or £1,250.50."""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}.{rest:02d}" if rest else f"£{pounds:,}"
