"""Commands on the child-level lists."""

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import DBAPIError

from dcpp.caseload import services
from dcpp.caseload.rules.findings import CannotImportLists, Severity
from dcpp.caseload.rules.matching import SheetMatch
from dcpp.caseload.rules.reading import Reading
from dcpp.cli.opening import opened
from dcpp.kernel import clock
from dcpp.kernel.db import reading, transaction

NO_DATABASE = "The database cannot be reached; is it there, and has `dcpp migrate` run?"


class Day(click.DateTime):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value} is not a day; write it like 2026-11-20 or 20/11/2026", param, ctx)


@click.command("import-annex-a")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--as-at",
    required=True,
    metavar="DATE",
    type=Day(["%Y-%m-%d", "%d/%m/%Y"]),
    help="The day that the lists are as at: 2026-11-20 or 20/11/2026.",
)
@click.option("--dry-run", is_flag=True, help="Read and report; keep nothing.")
@click.option("--yes", is_flag=True, help="Keep what was read without asking.")
@click.option(
    "--report",
    metavar="FILE.json",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write every finding into a JSON file.",
)
def import_annex_a(file: Path, as_at: datetime, *, dry_run: bool, yes: bool, report: Path | None) -> None:
    """Bring in the child-level lists (Annex A) from FILE: a workbook, a CSV or a zip of CSVs.

    It says how the file was understood and what was found in it, and asks before it keeps anything.

    Exit code 0: read, and kept unless it was a dry run or not wanted. 2: bad arguments, or a file that cannot be taken;
    nothing changed.
    """
    dated_on = as_at.date()
    _check(dated_on, report)
    try:
        with opened():
            _read_and_keep(file, dated_on, report, is_wanted=_dry if dry_run else _wanted if yes else _asked)
    except CannotImportLists as refusal:
        click.echo(f"dcpp: {refusal}", err=True)
        sys.exit(2)
    except DBAPIError as error:
        raise click.ClickException(NO_DATABASE) from error


def _check(dated_on: date, report: Path | None) -> None:
    if dated_on > clock.today():
        raise click.BadParameter("the day of the lists must be today or earlier", param_hint="--as-at")
    if report is not None and not report.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder {report.absolute().parent}", param_hint="--report")


def _dry() -> bool:
    click.echo("Dry run: nothing is kept")
    return False


def _wanted() -> bool:
    return True


def _asked() -> bool:
    """Whether the person at the terminal wants the lists kept; where nobody can be asked, the option says so."""
    if not sys.stdin.isatty():
        click.echo("Nobody can be asked here. To keep the lists, give --yes")
        return False
    return click.confirm("Keep these lists?")


def _read_and_keep(path: Path, dated_on: date, report: Path | None, *, is_wanted: Callable[[], bool]) -> None:
    with path.open("rb") as file:
        with reading():
            found = services.read_lists(file, dated_on, name=path.name)
        if report is not None:
            _write(report, found)
        for line in _describe(found):
            click.echo(line)
        if not is_wanted():
            click.echo("Nothing was kept")
            return
        with transaction():
            imported = services.import_lists(file, found, file_name=path.name)
            kept = f"Kept as {imported.reference}: {imported.cases:,} cases as at {dated_on:%d/%m/%Y}"
    click.echo(kept)


def _write(report: Path, found: Reading) -> None:
    try:
        report.write_text(json.dumps(found.as_report(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{report} cannot be written, so nothing was kept: {error.strerror}") from error


def _describe(found: Reading) -> list[str]:
    """How each sheet was understood, what became of its rows, and how much was found."""
    lines = [
        f"Sheet {sheet.name}: " + (_understood(sheet) if sheet.list_number else "no list, not read")
        for sheet in found.matches
    ]
    lines += [
        f"List {count.list_number:>2} ({count.sheet}): {count.rows_read:,} rows read, {count.rows_kept:,} kept, "
        f"{count.rows_refused:,} refused"
        for count in found.counts
    ]
    errors = sum(finding.severity is Severity.ERROR for finding in found.findings)
    return [*lines, f"Found: {errors:,} errors, {len(found.findings) - errors:,} queries"]


def _understood(sheet: SheetMatch) -> str:
    said = f"list {sheet.list_number}, {len(sheet.columns)} columns understood, {len(sheet.other_headers)} not read"
    words = [value.said for column in sheet.columns for value in column.values if value.value is None]
    return f"{said}, {sheet.unknown} unknown words" + (f" ({', '.join(words[:5])})" if words else "")
