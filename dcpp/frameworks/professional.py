"""What the profession asks of social workers, by date: registration, standards, programmes for early careers."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from dcpp.frameworks import dated


@dataclass(frozen=True, slots=True)
class RegistrationRule:
    """What renewing a registration asks for each year; `begins` and `opens` are months and days."""

    code: str
    title: str
    valid_from: date
    valid_to: date | None
    begins: tuple[int, int]
    opens: tuple[int, int]
    pieces: int
    with_peer: int

    def year_of(self, day: date) -> date:
        """The first day of the registration year that a day lies in; it names the year."""
        begins = date(day.year, *self.begins)
        return begins if day >= begins else date(day.year - 1, *self.begins)

    def last_day(self, year: date) -> date:
        return date(year.year + 1, *self.begins) - timedelta(days=1)

    def window_opens(self, year: date) -> date:
        return date(year.year + 1 if self.opens < self.begins else year.year, *self.opens)


@dataclass(frozen=True, slots=True)
class Standards:
    """A set of statements; parts: code → its words. about: "cpd" or "practice"."""

    code: str
    title: str
    about: str
    valid_from: date
    valid_to: date | None
    parts: dict[str, str]


@dataclass(frozen=True, slots=True)
class EarlyCareerProgramme:
    """A programme for those who begin between two days; reviews: months after its beginning."""

    code: str
    title: str
    valid_from: date
    valid_to: date | None
    months: int
    reviews: tuple[int, ...]


@cache
def registration_rules() -> tuple[RegistrationRule, ...]:
    return tuple(
        RegistrationRule(
            **_dates(row),
            begins=_month_and_day(row["year_begins"]),
            opens=_month_and_day(row["window_opens"]),
            pieces=row["pieces"],
            with_peer=row["with_peer"],
        )
        for row in dated.load("professional")["registration"]
    )


@cache
def all_standards() -> tuple[Standards, ...]:
    """Every set known, oldest first."""
    return tuple(
        Standards(**_dates(row), about=row["about"], parts=dict(row["parts"]))
        for row in dated.load("professional")["standards"]
    )


@cache
def early_career_programmes() -> tuple[EarlyCareerProgramme, ...]:
    return tuple(
        EarlyCareerProgramme(**_dates(row), months=row["months"], reviews=tuple(row["reviews"]))
        for row in dated.load("professional")["early_career"]
    )


def registration_rule_on(on: date) -> RegistrationRule:
    """The rule in force on a day; LookupError before 1 December 2021."""
    return dated.one_in_force(registration_rules(), on, "rule for renewing a registration")


def standards_on(about: str, on: date) -> Standards:
    """The standards of "cpd" or of "practice" in force on a day; LookupError when there are none."""
    return dated.one_in_force((each for each in all_standards() if each.about == about), on, f"standard of {about}")


def early_career_programme(code: str) -> EarlyCareerProgramme:
    """A programme by its code; LookupError when it is unknown."""
    for programme in early_career_programmes():
        if programme.code == code:
            return programme
    raise LookupError(f"No early career programme {code}")


def programmes_to_begin(on: date) -> list[EarlyCareerProgramme]:
    """The programmes that somebody may begin on a day."""
    return [programme for programme in early_career_programmes() if dated.holds(programme, on)]


def _dates(row: dict[str, Any]) -> dict[str, Any]:
    return {"code": row["code"], "title": row["title"], "valid_from": row["from"], "valid_to": row.get("to")}


def _month_and_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
