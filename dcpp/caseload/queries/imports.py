"""Reads of imports: which is the newest, what was found, and the report of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select

from dcpp.caseload.models import Import, ImportedSheet, ImportFinding, ImportState
from dcpp.caseload.rules import reading
from dcpp.caseload.rules.findings import Code, Finding, Severity
from dcpp.caseload.rules.reading import SheetCount
from dcpp.kernel.db import db

OPEN_STATES = tuple(state for state in ImportState if state.is_open)


def get_import(import_id: UUID) -> Import:
    return db.session.scalars(select(Import).where(Import.id == import_id)).one()


def find_newest_import(on: date | None = None) -> Import | None:
    """The kept import with the latest day (no later than `on`, where given); of one day, the one read last."""
    return db.session.scalars(_select_newest(on)).one_or_none()


def hold_newest_import(on: date) -> Import | None:
    """The same, and nobody can undo it until the transaction ends. The one undone while we waited is passed over."""
    statement = _select_newest(on).with_for_update(read=True).execution_options(populate_existing=True)
    held = db.session.scalars(statement).one_or_none()
    return held or db.session.scalars(statement).one_or_none()


def _select_newest(on: date | None) -> Select[Import]:
    statement = select(Import).where(Import.state == ImportState.KEPT)
    if on is not None:
        statement = statement.where(Import.dated_on <= on)
    return statement.order_by(Import.dated_on.desc(), Import.finished_at.desc(), Import.id).limit(1)


def find_same_file(sha256: str, dated_on: date, *, besides: UUID | None = None) -> Import | None:
    """An import of the same file as at the same day that was kept or is being looked at."""
    return db.session.scalars(
        select(Import)
        .where(
            Import.sha256 == sha256,
            Import.dated_on == dated_on,
            Import.state.not_in((ImportState.REFUSED, ImportState.UNDONE)),
            Import.id != besides,
        )
        .order_by(Import.sent_at, Import.id)
        .limit(1)
    ).one_or_none()


def list_read_uploads() -> Sequence[Import]:
    """Imports that are finished and whose file still lies in the store."""
    return db.session.scalars(
        select(Import)
        .where(Import.upload_key.is_not(None), Import.state.not_in(OPEN_STATES))
        .order_by(Import.sent_at, Import.id)
    ).all()


def list_upload_keys() -> Sequence[str]:
    """The keys of all sent files that an import names."""
    keys = db.session.scalars(select(Import.upload_key).where(Import.upload_key.is_not(None)).order_by(Import.id))
    return [key for key in keys if key]


def list_imports_left(before: datetime) -> Sequence[Import]:
    """Imports that wait for somebody's word since before a moment."""
    return db.session.scalars(
        select(Import)
        .where(Import.state.in_((ImportState.MATCHED, ImportState.TRIED)), Import.sent_at < before)
        .order_by(Import.sent_at, Import.id)
    ).all()


def list_waiting_imports() -> Sequence[Import]:
    return db.session.scalars(
        select(Import).where(Import.state == ImportState.WAITING).order_by(Import.sent_at, Import.id)
    ).all()


def select_imports() -> Select[Import]:
    return select(Import)


def select_findings(import_id: UUID) -> Select[ImportFinding]:
    return select(ImportFinding).where(ImportFinding.import_id == import_id)


class RuleCount(NamedTuple):
    code: Code
    severity: Severity
    times: int


def count_findings_by_rule(import_id: UUID) -> Sequence[RuleCount]:
    """How often each rule found something in an import: errors first, the commonest first."""
    rows = db.session.execute(
        select(ImportFinding.code, ImportFinding.severity, func.count())
        .where(ImportFinding.import_id == import_id)
        .group_by(ImportFinding.code, ImportFinding.severity)
        .order_by(ImportFinding.severity, func.count().desc(), ImportFinding.code)
    )
    return [RuleCount(code, severity, times) for code, severity, times in rows]


def write_report(imported: Import) -> dict[str, Any]:
    """What was read and found, in the shape of the command line's report file."""
    sheets = db.session.scalars(
        select(ImportedSheet)
        .where(ImportedSheet.import_id == imported.id)
        .order_by(ImportedSheet.list_number, ImportedSheet.id)
    )
    findings = db.session.scalars(select_findings(imported.id).order_by(ImportFinding.id))
    return reading.report(
        [SheetCount(s.list_number, s.sheet, s.rows_read, s.rows_kept, s.rows_refused) for s in sheets],
        [Finding(f.list_number, f.sheet, f.row_number, f.column_name, f.code, f.severity, f.text) for f in findings],
    )
