"""By which rule a session is booked: who may, until when, and what it costs not to come. Kept as it stood."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

MOST_DAYS = 60
"""In working days: nothing of a rule reaches back further than that before the first date."""


@dataclass(frozen=True)
class Attendee:
    """Somebody who would come, as far as rules ask: a partner has a sector, everybody else works for the council."""

    job_role: str = ""
    is_partner: bool = False
    sector: str | None = None


@dataclass(frozen=True, kw_only=True)
class BookingRule:
    """Days are working days before the first date; charges are pence, recorded and never taken here.

    audience: job roles of the council's own people, empty for everybody; sectors: of partners, empty for none.
    """

    closes_days: int
    cut_off_days: int
    freeze_days: int
    late_charge_pence: int
    absence_charge_pence: int
    needs_approval: bool
    allows_substitute: bool
    sectors: tuple[str, ...]
    own_council: bool
    audience: tuple[str, ...]

    def admits(self, attendee: Attendee) -> bool:
        """Whether somebody may book: partners by their sector, the council's own people by their job role."""
        if attendee.is_partner:
            return attendee.sector is not None and attendee.sector in self.sectors
        if not self.own_council:
            return False
        wanted = {plain(role) for role in self.audience}
        return not wanted or plain(attendee.job_role) in wanted

    def as_json(self) -> dict[str, Any]:
        """As a booking keeps it."""
        return asdict(self) | {"sectors": list(self.sectors), "audience": list(self.audience)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "BookingRule":
        values = {one.name: kept[one.name] for one in fields(cls)}
        return cls(**values | {"sectors": tuple(kept["sectors"]), "audience": tuple(kept["audience"])})


def plain(job_role: str) -> str:
    """A job role as it is compared, however somebody wrote it."""
    return " ".join(job_role.split()).casefold()
