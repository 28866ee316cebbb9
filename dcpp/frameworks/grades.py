"""The four-point scale of every judgement and audit."""

from dataclasses import dataclass
from functools import cache

from dcpp.frameworks import dated


@dataclass(frozen=True, slots=True)
class Grade:
    """One point of the scale; `step` runs from 1 (inadequate) to 4 (outstanding)."""

    code: str
    label: str
    short: str
    step: int


@cache
def grade_scale() -> tuple[Grade, ...]:
    """The scale, best first."""
    rows = dated.load("judgements")["grades"]
    grades = (Grade(row["code"], row["label"], row.get("short", row["label"]), row["step"]) for row in rows)
    return tuple(sorted(grades, key=lambda grade: -grade.step))


def grade(code: str) -> Grade:
    """The grade with this code; LookupError when there is none."""
    for each in grade_scale():
        if each.code == code:
            return each
    raise LookupError(f"No grade has the code {code!r}")
