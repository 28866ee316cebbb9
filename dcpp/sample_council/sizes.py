"""How large a made-up council is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """`teams` front-line teams per service area times `factor`; `children` open to social care, roughly."""

    name: str
    factor: float
    audits_a_month: int
    months: int = 18

    @property
    def children(self) -> int:
        return round(2500 * self.factor)


SIZES = {
    "small": Size("small", 0.12, 8),
    "council": Size("council", 1.0, 30),
    "county": Size("county", 10.0, 300),
}
