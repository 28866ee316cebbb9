"""What an inspection judges, by the day on which it begins, and which audits say something about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from dcpp.frameworks import dated
from dcpp.frameworks.status import CaseStatus


class Area(StrEnum):
    LEADERS = "leaders"
    HELP_AND_PROTECTION = "help_and_protection"
    IN_CARE = "in_care"
    ADOPTION = "adoption"
    CARE_LEAVERS = "care_leavers"
    OVERALL = "overall"

    @property
    def label(self) -> str:
        return AREA_LABELS[self]


AREA_LABELS = {
    Area.LEADERS: "Impact of leaders",
    Area.HELP_AND_PROTECTION: "Help and protection",
    Area.IN_CARE: "Children in care",
    Area.ADOPTION: "Adoption",
    Area.CARE_LEAVERS: "Care leavers",
    Area.OVERALL: "Overall effectiveness",
}

AREA_OF_STATUS = {
    CaseStatus.LOOKED_AFTER: Area.IN_CARE,
    CaseStatus.CHILD_PROTECTION: Area.HELP_AND_PROTECTION,
    CaseStatus.CHILD_IN_NEED: Area.HELP_AND_PROTECTION,
    CaseStatus.OPEN_ASSESSMENT: Area.HELP_AND_PROTECTION,
    CaseStatus.CARE_LEAVER: Area.CARE_LEAVERS,
    CaseStatus.EARLY_HELP: Area.HELP_AND_PROTECTION,
    CaseStatus.CONTACT: Area.HELP_AND_PROTECTION,
    CaseStatus.CLOSED: Area.HELP_AND_PROTECTION,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One thing graded: its area, its name as Ofsted prints it, the areas it takes in, and what it is a part of."""

    area: Area
    name: str
    covers: tuple[Area, ...] = ()
    part_of: Area | None = None

    def speaks_of(self, area: Area) -> bool:
        return area == self.area or area in self.covers


@dataclass(frozen=True, slots=True)
class JudgementSet:
    """The judgements of inspections that began between two days."""

    code: str
    title: str
    valid_from: date
    valid_to: date | None
    judgements: tuple[Judgement, ...]

    def judgement_of(self, area: Area) -> Judgement:
        """The judgement that takes in an area; LookupError when this set has none (overall, since April 2026)."""
        for judgement in self.judgements:
            if judgement.speaks_of(area):
                return judgement
        raise LookupError(f"{self.title} has no judgement about {area.label.lower()}")


@cache
def judgement_sets() -> tuple[JudgementSet, ...]:
    """Every set known, oldest first."""
    return tuple(
        JudgementSet(
            code=row["code"],
            title=row["title"],
            valid_from=row["from"],
            valid_to=row.get("to"),
            judgements=tuple(_judgement(each) for each in row["judgements"]),
        )
        for row in dated.load("judgements")["sets"]
    )


def judgement_set_on(on: date) -> JudgementSet:
    """The set in force on a day; LookupError before 1 November 2013."""
    return dated.one_in_force(judgement_sets(), on, "set of judgements")


def _judgement(row: dict[str, str | list[str]]) -> Judgement:
    part_of = row.get("part_of")
    return Judgement(
        area=Area(str(row["area"])),
        name=str(row["name"]),
        covers=tuple(Area(each) for each in row.get("covers", ())),
        part_of=Area(str(part_of)) if part_of else None,
    )
