"""Whom the lists mean: worker and team as they are written, matched to people and teams of the platform.

Exactly by name, or as somebody said before. What comes near is only suggested: names of two people may be alike.
"""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from dcpp.caseload.rules.corrections import NONE, About, Corrections
from dcpp.caseload.rules.findings import Code, Finding, Severity
from dcpp.caseload.rules.matching import StaffMatch, staff_of
from dcpp.caseload.rules.rows import ListRow
from dcpp.caseload.rules.standing import ADOPTERS
from dcpp.frameworks.annex_a import child_list

NEARNESS = 0.75
MOST_NEAREST = 3


class KnownPerson(NamedTuple):
    id: UUID
    name: str
    team_id: UUID | None


class KnownTeam(NamedTuple):
    id: UUID
    name: str
    service_id: UUID
    service: str


class Staff:
    """People and teams by name. A name that two people bear leads to neither."""

    def __init__(
        self,
        people: Iterable[KnownPerson] = (),
        teams: Iterable[KnownTeam] = (),
        corrections: Corrections = NONE,
    ) -> None:
        self.corrections = corrections
        self.people: dict[str, KnownPerson | None] = {}
        self.people_by_id: dict[str, KnownPerson] = {}
        for person in people:
            name = _plain(person.name)
            self.people[name] = None if name in self.people else person
            self.people_by_id[str(person.id)] = person
        self.teams = {_plain(team.name): team for team in teams}
        self.teams_by_id = {team.id: team for team in self.teams.values()}

    def find_worker(self, written: str) -> KnownPerson | None:
        """As somebody said; else by full name, or by surname first with a comma."""
        said = self.corrections.of_staff(About.WORKER, written)
        if said is not None:
            return self.people_by_id.get(said)
        plain = _plain(written)
        return self.people.get(plain) or self.people.get(_first_name_first(plain))

    def find_team(self, written: str, worker: KnownPerson | None = None) -> KnownTeam | None:
        """As somebody said; else by its name; else the team in which the worker is."""
        found = self._named_team(written)
        if found is None and worker is not None and worker.team_id is not None:
            return self.teams_by_id.get(worker.team_id)
        return found

    def match(self, rows: Sequence[ListRow]) -> tuple[StaffMatch, ...]:
        """Every worker and team that the rows name, who was found for each, and who comes near."""
        workers, teams = Counter[str](), Counter[str]()
        for row in rows:
            if row.list_number != ADOPTERS:
                workers.update(name for name in (row.worker, row.adviser) if name)
                teams.update((row.team,) if row.team else ())
        people = {name: str(person.id) for name, person in self.people.items() if person is not None}
        named_teams = {name: str(team.id) for name, team in self.teams.items()}
        found = [
            *(self._match(About.WORKER, name, times, people) for name, times in workers.items() if self.people),
            *(self._match(About.TEAM, name, times, named_teams) for name, times in teams.items() if self.teams),
        ]
        return staff_of(found)

    def check(self, rows: Sequence[ListRow]) -> Iterator[Finding]:
        """One query for each worker and team that is not known, at the first row that names it.

        Without any people (or teams) on the platform there is nothing to compare with.
        """
        if self.people:
            yield from self._unknown(rows, "worker", Code.WORKER_UNKNOWN, "a person")
        if self.teams:
            yield from self._unknown(rows, "team", Code.TEAM_UNKNOWN, "a team")

    def _named_team(self, written: str) -> KnownTeam | None:
        said = self.corrections.of_staff(About.TEAM, written)
        if said is not None:
            return next((team for team in self.teams_by_id.values() if str(team.id) == said), None)
        return self.teams.get(_plain(written))

    def _match(self, about: About, written: str, times: int, known: dict[str, str]) -> StaffMatch:
        found = self.find_worker(written) if about is About.WORKER else self._named_team(written)
        plain = _plain(written)
        near = () if found else difflib.get_close_matches(_first_name_first(plain), known, MOST_NEAREST, NEARNESS)
        return StaffMatch(
            about=str(about),
            written=written,
            rows=times,
            found_id=str(found.id) if found else "",
            was_said=self.corrections.of_staff(about, written) is not None,
            nearest=tuple(known[name] for name in near),
        )

    def _unknown(self, rows: Sequence[ListRow], field: str, code: Code, what: str) -> Iterator[Finding]:
        first: dict[str, ListRow] = {}
        count: dict[str, int] = {}
        for row in rows:
            written = row.worker if field == "worker" else row.team
            if written and row.list_number != ADOPTERS:
                first.setdefault(written, row)
                count[written] = count.get(written, 0) + 1
        for written, row in first.items():
            if self._is_known(field, written):
                continue
            column = child_list(row.list_number).kept_as(field)
            also = f" It stands on {count[written]:,} rows in all." if count[written] > 1 else ""
            text = f"This is not the name of {what} on the platform.{also}"
            yield Finding(
                row.list_number, row.sheet, row.row, column.name if column else "", code, Severity.QUERY, text
            )

    def _is_known(self, field: str, written: str) -> bool:
        """Found, or said to be nobody of the platform's."""
        if self.corrections.of_staff(About(field), written) == "":
            return True
        return (self.find_worker(written) if field == "worker" else self._named_team(written)) is not None


def _first_name_first(plain: str) -> str:
    surname, comma, first = plain.partition(",")
    return f"{first.strip()} {surname.strip()}" if comma else plain


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
