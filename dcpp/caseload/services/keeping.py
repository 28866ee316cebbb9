"""Keeping what a workbook says: whole, in one transaction, or not at all."""

from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import delete

from dcpp.caseload import events, queries
from dcpp.caseload.models import Case, Import, ImportedRow, ImportedSheet, ImportFinding, ImportMatch, ImportState
from dcpp.caseload.rules import cases, matching, reading
from dcpp.caseload.rules.corrections import Corrections
from dcpp.caseload.rules.findings import CannotImportLists, Finding, Severity
from dcpp.caseload.rules.reading import Progress, Reading, SheetCount
from dcpp.caseload.rules.rows import ListRow
from dcpp.caseload.rules.staff import KnownPerson, KnownTeam, Staff
from dcpp.kernel import clock
from dcpp.kernel.bulk import add_rows
from dcpp.kernel.collecting import without_collecting
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id, next_reference
from dcpp.people import queries as people

_by_case = attrgetter("case_id")
SHEET = ("import_id", *SheetCount._fields)
FINDING = ("import_id", "list_number", "sheet", "row_number", "column_name", "code", "severity", "text")
ROW = (
    "import_id", "dates", "list_number", "sheet", "row_number", "case_reference",
    "age", "gender", "ethnicity", "disability", "status", "team", "worker", "adviser",
)  # fmt: skip
KEPT_OF_A_ROW = slice(0, ListRow._fields.index("standing"))  # what stands behind it is compared, and kept no further
AT_LISTS = cases.Case._fields.index("on_lists")
CASE = (
    "id", "import_id", "service", "service_id", "team_id", "worker_id", "case_reference",
    "status", "age", "gender", "ethnicity", "disability", "team", "worker", "on_lists",
    *cases.Case._fields[AT_LISTS + 1 :],
)  # fmt: skip


@without_collecting()
def read_lists(file: BinaryIO, dated_on: date, *, name: str = "", progress: Progress = lambda *_: None) -> Reading:
    """Read a file of this name as at a day, as people corrected it, and match its staff. Changes nothing.

    Raises CannotImportLists where the file as a whole cannot be taken.
    """
    corrections = queries.corrections_now()
    found = reading.read_workbook(file, dated_on, name=name, corrections=corrections, progress=progress)
    findings = sorted((*found.findings, *known_staff(corrections).check(found.rows)), key=_place)
    return found._replace(findings=tuple(findings))


def import_lists(file: BinaryIO, found: Reading, *, file_name: str, sent_by_id: UUID | None = None) -> Import:
    """Keep what was read of a workbook here and now: for the command line and the sample council."""
    imported = new_import(reading.sha256_of(file), found.as_at, file_name, sent_by_id)
    keep_reading(imported, found)
    return imported


def new_import(sha256: str, dated_on: date, file_name: str, sent_by_id: UUID | None) -> Import:
    """A waiting import; refused when the same file was brought in as at the same day before."""
    check_day(dated_on)
    refuse_repeat(sha256, dated_on)
    imported = Import(
        id=new_id(),
        reference=next_reference("LST", clock.today().year),
        state=ImportState.WAITING,
        dated_on=dated_on,
        file_name=file_name[-200:],
        sha256=sha256,
        sent_at=clock.now(),
        sent_by_id=sent_by_id,
    )
    db.session.add(imported)
    db.session.flush()
    return imported


def check_day(dated_on: date) -> None:
    if dated_on > clock.today():
        raise CannotImportLists("The day of the lists must be today or earlier")


def refuse_repeat(sha256: str, dated_on: date, *, besides: UUID | None = None) -> None:
    """The same file twice is said, and changes nothing."""
    if before := queries.find_same_file(sha256, dated_on, besides=besides):
        sent_on = clock.london(before.sent_at)
        raise CannotImportLists(
            f"This same file was brought in on {_day(sent_on)}, as at {_day(dated_on)} ({before.reference}). "
            "Nothing was changed."
        )


def keep_match(imported: Import, found: Reading) -> None:
    """Keep what the file was taken for, to be looked at and corrected before anything else of it is kept."""
    report = matching.MatchReport(found.matches, known_staff(queries.corrections_now()).match(found.rows))
    forget_trial(imported)
    db.session.merge(ImportMatch(import_id=imported.id, report=matching.to_json(report)))
    imported.state = ImportState.MATCHED
    db.session.flush()
    announce(
        events.ListsMatched(
            happened_at=clock.now(),
            caseload_import_id=imported.id,
            lists=len(found.counts),
            unknown=report.unknown,
        )
    )


def keep_trial(imported: Import, found: Reading) -> None:
    """Keep what would come of a reading: its counts and findings, and neither row nor case."""
    _refuse_nothing(found)
    forget_trial(imported)
    _keep_findings(imported, found)
    imported.state = ImportState.TRIED
    db.session.flush()
    announce(
        events.ListsTried(
            happened_at=clock.now(),
            caseload_import_id=imported.id,
            rows_read=imported.rows_read,
            rows_kept=imported.rows_kept,
            rows_refused=imported.rows_refused,
            errors=imported.errors,
            queries=imported.queries,
        )
    )


def forget_trial(imported: Import) -> None:
    """Take away what an earlier reading of the same file found."""
    for table in (ImportedSheet, ImportFinding):
        db.session.execute(delete(table).where(table.import_id == imported.id))
    db.session.expire(imported, ["sheets"])


def is_as_tried(imported: Import, found: Reading) -> bool:
    """Whether a reading comes to what was shown when the lists were tried: corrections may have come between."""
    return _counts(found) == {name: getattr(imported, name) for name in _counts(found)}


@without_collecting()
def keep_reading(imported: Import, found: Reading) -> None:
    """Keep sheets, findings, rows and cases of a reading, and say so."""
    _refuse_nothing(found)
    refuse_repeat(imported.sha256, imported.dated_on, besides=imported.id)
    staff = known_staff(queries.corrections_now())
    forget_trial(imported)
    _keep_findings(imported, found)
    add_rows(ImportedRow, ROW, _rows(imported.id, found.rows))
    add_rows(Case, CASE, _cases(imported.id, found.cases, staff))
    imported.state = ImportState.KEPT
    imported.finished_at = clock.now()
    db.session.flush()
    announce(
        events.ListsImported(
            happened_at=imported.finished_at,
            caseload_import_id=imported.id,
            dated_on=imported.dated_on,
            sha256=imported.sha256,
            cases=imported.cases,
            rows_read=imported.rows_read,
            rows_kept=imported.rows_kept,
            rows_refused=imported.rows_refused,
        )
    )


def _refuse_nothing(found: Reading) -> None:
    if not found.counts:
        raise CannotImportLists(reading.NO_LIST)


def _keep_findings(imported: Import, found: Reading) -> None:
    """What became of each sheet and what was found, and how much that is."""
    add_rows(ImportedSheet, SHEET, ((imported.id, *count) for count in found.counts))
    add_rows(ImportFinding, FINDING, ((imported.id, *finding) for finding in found.findings))
    for name, count in _counts(found).items():
        setattr(imported, name, count)


def _counts(found: Reading) -> dict[str, int]:
    read, kept = sum(count.rows_read for count in found.counts), sum(count.rows_kept for count in found.counts)
    errors = sum(finding.severity is Severity.ERROR for finding in found.findings)
    return {
        "rows_read": read,
        "rows_kept": kept,
        "rows_refused": read - kept,
        "cases": len(found.cases),
        "errors": errors,
        "queries": len(found.findings) - errors,
    }


def refuse_import(imported: Import, sentence: str) -> None:
    """Note that a workbook could not be taken, with the sentence that says why."""
    imported.state = ImportState.REFUSED
    imported.refusal = sentence
    imported.finished_at = clock.now()
    db.session.flush()
    announce(
        events.ImportRefused(
            happened_at=imported.finished_at,
            caseload_import_id=imported.id,
            dated_on=imported.dated_on,
            sha256=imported.sha256,
        )
    )


def known_staff(corrections: Corrections) -> Staff:
    """Everybody and every team of the platform, by name and by what people said of names."""
    teams = (KnownTeam(team.id, team.name, team.service_id, team.service.name) for team in people.list_teams())
    return Staff((KnownPerson(row.id, row.name, row.team_id) for row in people.list_names()), teams, corrections)


def _rows(import_id: UUID, rows: Iterable[ListRow]) -> Iterator[tuple[Any, ...]]:
    """Rows by case, as the index over them lies; who reads them asks for an order of their own."""
    written = _Written()
    for row in sorted(rows, key=_by_case):
        dates = ", ".join([f'"{field}": {written[day]}' for field, day in row.dates.items()])
        values: tuple[Any, ...] = row
        yield import_id, f"{{{dates}}}", *values[KEPT_OF_A_ROW]


class _Written(dict[date, str]):
    """Each day as JSON has it, written once."""

    def __missing__(self, day: date) -> str:
        self[day] = written = f'"{day.isoformat()}"'
        return written


def _cases(import_id: UUID, found: Iterable[cases.Case], staff: Staff) -> Iterator[tuple[Any, ...]]:
    holders: dict[tuple[str, str], tuple[KnownTeam | None, KnownPerson | None]] = {}
    lists: dict[tuple[int, ...], str] = {}
    for case in sorted(found, key=_by_case):
        holder = holders.get((case.team, case.worker))
        if holder is None:
            worker = staff.find_worker(case.worker)
            holder = holders[case.team, case.worker] = staff.find_team(case.team, worker), worker
        team, worker = holder
        on_lists = lists.get(case.on_lists) or lists.setdefault(case.on_lists, " ".join(map(str, case.on_lists)))
        yield (
            new_id(), import_id,
            team.service if team else cases.USUAL_SERVICE[case.status],
            team.service_id if team else None, team.id if team else None, worker.id if worker else None,
            *case[:AT_LISTS], on_lists, *case[AT_LISTS + 1 :],
        )  # fmt: skip


def _place(finding: Finding) -> tuple[int, str, int]:
    return finding.list_number, finding.sheet, finding.row or 0


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
