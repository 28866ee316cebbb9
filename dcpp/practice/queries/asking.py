"""Who asks, and what they have chosen to see: the filters that every subject shares."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import true
from werkzeug.datastructures import MultiDict

from audits.queries import controlled
from audits.queries.measures import Condition, Unit, select_behind
from dcpp.frameworks.status import CaseStatus
from dcpp.inspection.rules.period import Period
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.people import queries as people
from dcpp.web import filters
from dcpp.web.listing import Listing, OneOf

USUAL_MONTHS = 12
MONTHS_ON_OFFER = (3, 6, 18, 24, 36)
LAST_ON_OFFER = 24
LONGEST = 100
OF_THEIR_OWN = {"section": "Section", "theme": "Theme"}
"""Filters that only some of the units know."""


class Asked:
    """One person's question: as much as they reach, through the filters of an address.

    For outside, nothing is chosen: two versions of a figure, one filtered, would tell the number that each hides.
    """

    def __init__(self, viewer: Viewer, args: MultiDict[str, str], *, is_for_outside: bool = False) -> None:
        self.viewer, self.today, self.is_for_outside = viewer, clock.today(), is_for_outside
        self.args: MultiDict[str, str] = MultiDict() if is_for_outside else args

    @cached_property
    def period(self) -> Period:
        """The last month that is looked at; for outside, the last that is over."""
        running = clock.month_of(self.today)
        if self.is_for_outside:
            return Period(clock.add_months(running, -1), self.today)
        return Period(self._chosen("until") or running, self.today)

    @cached_property
    def months(self) -> int:
        """How many months, the last one included."""
        return int(self._chosen("period") or USUAL_MONTHS)

    @property
    def since(self) -> date:
        return self.period.starts(self.months)

    @property
    def until(self) -> date:
        return self.period.last_day

    @property
    def period_words(self) -> str:
        """As in "1 December 2025 to 25 November 2026"."""
        return f"{filters.day(self.since)} to {filters.day(self.until)}"

    def where(self, unit: Unit) -> list[Condition]:
        """The conditions that the filters and the period put on a unit."""
        return [*self.chosen(unit), unit.between(self.since, self.until)]

    def chosen(self, unit: Unit) -> list[Condition]:
        """The conditions of the filters alone."""
        return [one.where(answer) for one, answer in self.listing(unit).in_force]

    def listing(self, unit: Unit, **behind: str) -> Listing:
        """The records behind a number, filtered, as a list; behind: measure, by and value (audits.queries.measures)."""
        statement = select_behind(unit, [unit.between(self.since, self.until)], **behind)
        return Listing(
            statement,
            args=self.args,
            columns=unit.order,
            tie=unit.tie,
            usual=unit.usual,
            filters=[*[_bound(one, unit) for one in self._filters], *self._only_of(unit)],
        )

    def _only_of(self, unit: Unit) -> list[OneOf]:
        """Filters that one unit alone knows, offering what the address says: their pages offer them by links."""
        return [
            OneOf(name, label, [(self._of_its_own(name), _named(self._of_its_own(name)))], unit.filters[name])
            for name, label in OF_THEIR_OWN.items()
            if name in unit.filters and self._of_its_own(name)
        ]

    @property
    def is_narrowed(self) -> bool:
        """Whether a place or a status was chosen, so that what has nothing may be what was left out."""
        return any(self._chosen(name) is not None for name in ("service", "team", "status"))

    def kept(self) -> Mapping[str, str]:
        """The filters in force as parts of an address."""
        names = {one.name for one in self._filters} | set(OF_THEIR_OWN)
        return {name: self.args[name] for name in self.args if name in names and self.args[name]}

    @property
    def section(self) -> str:
        """The code of the section that was chosen; empty where none was, and where a version for outside shows all."""
        return self._of_its_own("section")

    @property
    def theme(self) -> str:
        """The name of the theme that was chosen."""
        return self._of_its_own("theme")

    def without(self, name: str) -> "Asked":
        """The same question without one of its filters."""
        left = MultiDict([(each, value) for each, value in self.args.items(multi=True) if each != name])
        return Asked(self.viewer, left, is_for_outside=self.is_for_outside)

    def _of_its_own(self, name: str) -> str:
        return self.args.get(name, "")[:LONGEST]

    def _chosen(self, name: str) -> Any:
        return next((one.read(self.args.get(name, "")) for one in self._filters if one.name == name), None)

    @cached_property
    def _filters(self) -> Sequence[OneOf]:
        if self.is_for_outside:
            return []
        services = [(service.id, service.name) for service in people.list_services()]
        teams = [(team.id, team.name) for team in people.list_teams()]
        return [
            OneOf("service", "Service", services, _anything),
            OneOf("team", "Team", teams, _anything),
            OneOf("status", "Status", CaseStatus, _anything),
            OneOf("programme", "Programme", [(name, name) for name in controlled.list_programme_names()], _anything),
            OneOf("tool", "Tool", controlled.list_tools_audited_with(), _anything),
            OneOf("period", "Period", _spans(), _anything, otherwise=_span(USUAL_MONTHS)),
            OneOf("until", "Up to", _last_months(self.today), _anything, otherwise="Now"),
        ]


def _anything(_answer: Any) -> Condition:
    """The filters stand for every unit; each binds them to its own columns."""
    return true()


def _bound(one: OneOf, unit: Unit) -> OneOf:
    """A filter on a unit's columns; of a unit that knows nothing of it, and of the period, it leaves all."""
    offer = [(each.value, each.text) for each in one.options]
    return OneOf(one.name, one.label, offer, unit.filters.get(one.name, _anything), otherwise=one.otherwise)


def _named(code: str) -> str:
    """How a section's code or a theme's name is read."""
    return code[:1].upper() + code[1:].replace("_", " ")


def _span(months: int) -> str:
    return f"Last {months} months"


def _spans() -> list[tuple[int, str]]:
    return [(months, _span(months)) for months in MONTHS_ON_OFFER]


def _last_months(today: date) -> list[tuple[date, str]]:
    months = [clock.add_months(clock.month_of(today), -back) for back in range(1, LAST_ON_OFFER)]
    return [(month, filters.month(month)) for month in months]
