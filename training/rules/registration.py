"""Where somebody stands with their registration: the form, the fee and the pieces of CPD of a registration year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dcpp.frameworks.professional import RegistrationRule
from dcpp.kernel.refusal import Refusal


class CannotNoteRenewal(Refusal):
    pass


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One person's registration year.

    year: its first day; joined_on: when they came onto the register, where they said so; form_on, fee_on: as they said.
    """

    rule: RegistrationRule
    year: date
    pieces: int
    with_peer: int
    form_on: date | None = None
    fee_on: date | None = None
    joined_on: date | None = None

    @property
    def last_day(self) -> date:
        return self.rule.last_day(self.year)

    @property
    def opens_on(self) -> date:
        return self.rule.window_opens(self.year)

    @property
    def is_fee_only(self) -> bool:
        """Who joined since the window opened pays the fee and no more, until the next year."""
        return self.joined_on is not None and self.opens_on <= self.joined_on <= self.last_day

    @property
    def pieces_missing(self) -> int:
        return 0 if self.is_fee_only else max(0, self.rule.pieces - self.pieces)

    @property
    def peers_missing(self) -> int:
        return 0 if self.is_fee_only else max(0, self.rule.with_peer - self.with_peer)

    @property
    def is_cpd_done(self) -> bool:
        return not (self.pieces_missing or self.peers_missing)

    @property
    def is_done(self) -> bool:
        return self.is_cpd_done and bool(self.fee_on) and (self.is_fee_only or bool(self.form_on))

    def days_left(self, today: date) -> int:
        """Whole days until the year's last, which still counts; below none once it is over."""
        return (self.last_day - today).days

    def is_open(self, today: date) -> bool:
        return self.opens_on <= today <= self.last_day

    @property
    def still_to_do(self) -> list[str]:
        """In words, in the order in which people do them."""
        return list(self._to_do())

    def _to_do(self) -> Iterable[str]:
        if self.pieces_missing:
            kind = "piece" if self.pieces_missing == 1 else "different pieces"
            yield f"Write {_count(self.pieces_missing)} {'more ' if self.pieces else ''}{kind} of CPD"
        if self.peers_missing:
            yield "Talk about one of them with a peer, and write what you learnt from it"
        if not self.is_fee_only and not self.form_on:
            yield "Send the renewal form on Social Work England’s site"
        if not self.fee_on:
            yield "Pay the fee on Social Work England’s site"


def _count(number: int) -> str:
    return {1: "one", 2: "two", 3: "three"}.get(number, str(number))
