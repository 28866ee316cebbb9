"""Whom the lists mean: worker and team as they are written, matched exactly to people and teams of the platform."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from dcpp.caseload.rules.cases import ADOPTERS
from dcpp.caseload.rules.findings import Code, Finding, Severity
from dcpp.caseload.rules.rows import ListRow
from dcpp.frameworks.annex_a import child_list


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

    def __init__(self, people: Iterable[KnownPerson] = (), teams: Iterable[KnownTeam] = ()) -> None:
        self.people: dict[str, KnownPerson | None] = {}
        for person in people:
            name = _plain(person.name)
            self.people[name] = None if name in self.people else person
        self.teams = {_plain(team.name): team for team in teams}
        self.teams_by_id = {team.id: team for team in self.teams.values()}

    def find_worker(self, written: str) -> KnownPerson | None:
        """By full name, or by surname first with a comma."""
        plain = _plain(written)
        surname, comma, first = plain.partition(",")
        return self.people.get(plain) or (self.people.get(f"{first.strip()} {surname.strip()}") if comma else None)

    def find_team(self, written: str, worker: KnownPerson | None = None) -> KnownTeam | None:
        """By its name; else the team in which the worker is."""
        found = self.teams.get(_plain(written))
        if found is None and worker is not None and worker.team_id is not None:
            return self.teams_by_id.get(worker.team_id)
        return found

    def check(self, rows: Sequence[ListRow]) -> Iterator[Finding]:
        """One query for each worker and team that is not known, at the first row that names it.

        Without any people (or teams) on the platform there is nothing to compare with.
        """
        if self.people:
            yield from self._unknown(rows, "worker", Code.WORKER_UNKNOWN, "a person")
        if self.teams:
            yield from self._unknown(rows, "team", Code.TEAM_UNKNOWN, "a team")

    def _unknown(self, rows: Sequence[ListRow], field: str, code: Code, what: str) -> Iterator[Finding]:
        first: dict[str, ListRow] = {}
        count: dict[str, int] = {}
        for row in rows:
            written = _plain(row.worker if field == "worker" else row.team)
            if written and row.list_number != ADOPTERS:
                first.setdefault(written, row)
                count[written] = count.get(written, 0) + 1
        for written, row in first.items():
            if (self.find_worker(written) if field == "worker" else self.find_team(written)) is None:
                column = child_list(row.list_number).kept_as(field)
                also = f" It stands on {count[written]:,} rows in all." if count[written] > 1 else ""
                text = f"This is not the name of {what} on the platform.{also}"
                yield Finding(
                    row.list_number, row.sheet, row.row, column.name if column else "", code, Severity.QUERY, text
                )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
