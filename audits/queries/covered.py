"""Coverage: where children are, who works with them, and where audits were."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import String, and_, cast, func, select

from audits.models import Audit
from audits.queries.audits import within_reach_here
from audits.queries.graded import SUBMITTED, standing
from audits.queries.measures import Breakdown, Unit
from dcpp.caseload import queries as caseload
from dcpp.caseload.models import Case
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.people.models import Person, Service, Team
from dcpp.people.rules import TeamKind

JOIN = " · "
OPEN = tuple(status for status in CaseStatus if status.is_open)


def _place(service: Any, status: Any) -> Any:
    """A service and a status as one word of an address."""
    return service.concat(JOIN).concat(cast(status, String))


def audited_unit(viewer: Viewer) -> Unit:
    """Submitted audits of a child with a status, whatever their grade: rows of the audit and the grade that stands."""
    hub = select(Team.name).where(Team.id == Audit.team_id, Team.kind == TeamKind.FAMILY_CENTRE).scalar_subquery()
    rows: Any = select(Audit, standing().label("grade")).select_from(Audit)
    return Unit(
        rows=rows,
        within=(SUBMITTED, Audit.status.is_not(None), within_reach_here(viewer)),
        day=Audit.submitted_on,
        breakdowns={
            "place": Breakdown(column=_place(Audit.service_name, Audit.status)),
            "hub": Breakdown(column=hub),
        },
        measures={},
        order={"reference": Audit.reference, "service": Audit.service_name, "submitted": Audit.submitted_on},
        tie=Audit.id,
        usual="-submitted",
    )


def in_hubs_unit(viewer: Viewer) -> Unit:
    """As audited_unit, of cases that are held in a family centre."""
    unit = audited_unit(viewer)
    in_hub = Audit.team_id.in_(select(Team.id).where(Team.kind == TeamKind.FAMILY_CENTRE))
    return replace(unit, within=(*unit.within, in_hub))


def children_unit(viewer: Viewer, import_id: UUID) -> Unit:
    """Children with open work on a list, as far as the viewer reaches: rows of the case."""
    return Unit(
        rows=select(Case).select_from(Case),
        within=(Case.import_id == import_id, Case.status.in_(OPEN), caseload.within_reach(viewer)),
        day=None,
        breakdowns={
            "place": Breakdown(column=_place(Case.service, Case.status)),
            "hub": Breakdown(column=Case.team),
        },
        measures={},
        order={"reference": Case.case_reference, "service": Case.service},
        tie=Case.id,
        usual="reference",
        filters={
            "service": lambda service_id: Case.service_id == service_id,
            "team": lambda team_id: Case.team_id == team_id,
            "status": lambda status: Case.status == status,
        },
    )


def workers_unit(viewer: Viewer, import_id: UUID, since: date, until: date) -> Unit:
    """Workers who hold an open case of a list: rows of person, team and service; an audit in time."""
    holds = [Case.import_id == import_id, Case.status.in_(OPEN), caseload.within_reach(viewer)]
    # Asked as a set, once: for each worker by themselves it would be asked thousands of times.
    seen = select(Audit.practitioner_id).where(
        Audit.practitioner_id.is_not(None),
        SUBMITTED,
        Audit.submitted_on.between(since, until),
        within_reach_here(viewer),
    )
    audited = Person.id.in_(seen)
    rows: Any = (
        select(Person, Team.name, Service.name)
        .select_from(Person)
        .outerjoin(Team, Team.id == Person.team_id)
        .outerjoin(Service, Service.id == Team.service_id)
    )
    return Unit(
        rows=rows,
        within=(Person.id.in_(select(Case.worker_id).where(*holds)),),
        day=None,
        breakdowns={"service": Breakdown(column=func.coalesce(Service.name, ""))},
        measures={"audited": audited, "not_audited": ~audited},
        order={"name": Person.name, "team": Team.name},
        tie=Person.id,
        usual="name",
        filters={
            "service": lambda service_id: Team.service_id == service_id,
            "team": lambda team_id: Person.team_id == team_id,
            "status": lambda status: Person.id.in_(select(Case.worker_id).where(*holds, Case.status == status)),
        },
    )


def list_last_audits(viewer: Viewer, until: date, where: Any = ()) -> list[tuple[str, CaseStatus, date]]:
    """When each service and status last had an audit, as far as the viewer reaches."""
    found = db.session.execute(
        select(Audit.service_name, Audit.status, func.max(Audit.submitted_on))
        .where(SUBMITTED, Audit.submitted_on <= until, within_reach_here(viewer), *where)
        .group_by(Audit.service_name, Audit.status)
        .order_by(Audit.service_name, Audit.status)
    )
    return [(service, status, last) for service, status, last in found if status and last]


def list_last_of_hubs(viewer: Viewer, until: date, where: Any = ()) -> list[tuple[str, date | None]]:
    """Every family centre, by name, and when it last had an audit."""
    of_hub = [Audit.team_id == Team.id, SUBMITTED, Audit.submitted_on <= until, within_reach_here(viewer), *where]
    found = db.session.execute(
        select(Team.name, func.max(Audit.submitted_on))
        .outerjoin(Audit, and_(*of_hub))
        .where(Team.kind == TeamKind.FAMILY_CENTRE)
        .group_by(Team.name)
        .order_by(Team.name)
    )
    return [(name, last) for name, last in found]
