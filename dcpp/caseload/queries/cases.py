"""Reads of cases: the list that people look through, and the frame that samples are drawn from."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select

from dcpp.caseload.access import VIEW_CASELOAD
from dcpp.caseload.models import Case, Import, ImportedRow, ImportState
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.kernel.reach import Reach


class FrameCase(NamedTuple):
    """What sampling needs of a case. Plain values: a list may hold a million."""

    case_id: str
    status: CaseStatus
    service: str
    team: str
    worker_name: str
    worker_id: UUID | None
    team_id: UUID | None = None
    service_id: UUID | None = None
    age: int | None = None
    gender: str = ""
    ethnicity: str = ""
    disability: str = ""
    on_lists: str = ""
    since: date | None = None
    need_since: date | None = None
    last_seen_on: date | None = None
    last_visited_on: date | None = None
    last_reviewed_on: date | None = None
    closed_on: date | None = None
    previous_plans: int | None = None


FRAME_COLUMNS = (
    Case.case_reference,
    Case.status,
    Case.service,
    Case.team,
    Case.worker,
    Case.worker_id,
    Case.team_id,
    Case.service_id,
    Case.age,
    Case.gender,
    Case.ethnicity,
    Case.disability,
    Case.on_lists,
    Case.since,
    Case.need_since,
    Case.last_seen_on,
    Case.last_visited_on,
    Case.last_reviewed_on,
    Case.closed_on,
    Case.previous_plans,
)


REACH = Reach(own=(Case.worker_id,), report=Case.worker_id, team=Case.team_id, service=Case.service_id)


def frame_of(import_id: UUID) -> list[FrameCase]:
    """Every case of an import, in the order of their references."""
    rows = db.session.execute(
        select(*FRAME_COLUMNS).where(Case.import_id == import_id).order_by(Case.case_reference)
    ).all()
    return [FrameCase._make(row) for row in rows]


def select_cases(import_id: UUID, viewer: Viewer) -> Select[Case]:
    """The cases of an import that the viewer's scope reaches."""
    return select(Case).where(Case.import_id == import_id, within_reach(viewer))


def get_case(case_id: UUID, viewer: Viewer) -> Case:
    """One case; only when the viewer's scope reaches so far."""
    return db.session.scalars(select(Case).where(Case.id == case_id, within_reach(viewer))).one()


def find_case(import_id: UUID, case_reference: str) -> Case | None:
    return db.session.scalars(
        select(Case).where(Case.import_id == import_id, Case.case_reference == case_reference)
    ).one_or_none()


def list_holders(case_references: Collection[str], *, since: date) -> dict[str, dict[UUID, date]]:
    """Who held each of some cases on the kept lists from a day on: case reference → person → last day of a list.

    Only people whom the platform knows; cases that nobody known held are left out.
    """
    rows = db.session.execute(
        select(Case.case_reference, Case.worker_id, func.max(Import.dated_on))
        .join(Import, Import.id == Case.import_id)
        .where(
            Import.state == ImportState.KEPT,
            Import.dated_on >= since,
            Case.case_reference.in_(case_references),
            Case.worker_id.is_not(None),
        )
        .group_by(Case.case_reference, Case.worker_id)
    )
    found: dict[str, dict[UUID, date]] = {}
    for reference, worker_id, last_on in rows:
        if worker_id:
            found.setdefault(reference, {})[worker_id] = last_on
    return found


def list_rows_of(case: Case) -> Sequence[ImportedRow]:
    """What each list says of a case, in the order of the lists."""
    return db.session.scalars(
        select(ImportedRow)
        .where(ImportedRow.import_id == case.import_id, ImportedRow.case_reference == case.case_reference)
        .order_by(ImportedRow.list_number, ImportedRow.row_number, ImportedRow.id)
    ).all()


def list_services_of(import_id: UUID) -> Sequence[str]:
    """The services under which an import has cases."""
    return db.session.scalars(
        select(Case.service).where(Case.import_id == import_id).distinct().order_by(Case.service)
    ).all()


def within_reach(viewer: Viewer) -> ColumnElement[bool]:
    """A condition on Case: those held by the viewer, their reports, their teams or their services."""
    return REACH.within(viewer, viewer.scope_of(VIEW_CASELOAD))
