"""What giving out audits rests on: who can take how much, whom each draw may go to, and who held a case before."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from audits.models import Audit, AuditDraw, AuditorCapacity, AuditorGroup, AuditProgramme, Exemption
from audits.queries.audits import within_reach_here
from audits.queries.places import get_place
from audits.rules.allocation import (
    NO_TERMS,
    RECENT_MONTHS,
    Auditor,
    CaseToAudit,
    Place,
    Terms,
    Why,
    allocate,
    burden,
    leaves_soon,
    nearness,
    why_not,
)
from audits.rules.audits import WITH_AUDITOR, AuditState
from audits.rules.exemptions import ExemptionState
from audits.rules.programmes import AuditorPool
from dcpp.caseload import queries as caseload
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.rules import Role

USUAL_MONTHS_SINCE_HELD = 12


def list_auditors(today: date) -> list[Auditor]:
    """Everybody who can be given audits, with what they have, had and can take; three statements."""
    return _with_loads(people.list_people_with_role(Role.AUDITOR, today), today)


def _with_loads(there: Sequence[Person], today: date) -> list[Auditor]:
    loads = _loads_of([person.id for person in there], today)
    capacities = capacities_of([person.id for person in there])
    return [
        Auditor(
            person_id=person.id,
            open_audits=loads[person.id][0],
            recent_audits=loads[person.id][1],
            given=loads[person.id][2],
            capacity=capacities.get(person.id),
            fte_percent=person.fte_percent,
            is_leaving=leaves_soon(person.leaves_on, today),
        )
        for person in there
    ]


def _loads_of(person_ids: Collection[UUID], today: date) -> dict[UUID, tuple[int, int, int]]:
    """Of each person: open audits, those submitted in the last months, those given this month."""
    is_open, is_recent, is_given = (
        Audit.state.in_(WITH_AUDITOR),
        Audit.submitted_on >= clock.months_from(today, -RECENT_MONTHS),
        and_(Audit.allocated_on >= clock.month_of(today), Audit.state != AuditState.WITHDRAWN),
    )
    counted: Any = db.session.execute(
        select(Audit.auditor_id, _many(is_open), _many(is_recent), _many(is_given))
        .where(Audit.auditor_id.in_(person_ids), is_open | is_recent | is_given)
        .group_by(Audit.auditor_id)
    )
    return dict.fromkeys(person_ids, (0, 0, 0)) | {row[0]: (row[1], row[2], row[3]) for row in counted}


def _many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def capacities_of(person_ids: Collection[UUID]) -> dict[UUID, int]:
    """The most that each of some auditors takes in a month; those without a limit are left out."""
    found = select(AuditorCapacity.person_id, AuditorCapacity.per_month).where(
        AuditorCapacity.person_id.in_(person_ids)
    )
    return {row.person_id: row.per_month for row in db.session.execute(found)}


def find_capacity(person_id: UUID) -> AuditorCapacity | None:
    return db.session.scalars(select(AuditorCapacity).where(AuditorCapacity.person_id == person_id)).one_or_none()


def terms_of_draws(draw_ids: Collection[UUID]) -> dict[UUID | None, Terms]:
    """What each draw says of its auditors; the same few statements for any number of draws."""
    draws = db.session.scalars(
        select(AuditDraw)
        .where(AuditDraw.id.in_(draw_ids))
        .options(
            joinedload(AuditDraw.programme).options(
                selectinload(AuditProgramme.auditors),
                joinedload(AuditProgramme.pool_group).selectinload(AuditorGroup.members),
            )
        )
    ).all()
    excused = _excused({draw.programme_id for draw in draws})
    given = _given_of_draws(draw_ids)
    holders = _holders_of_roles({draw.programme.pool_role for draw in draws if draw.programme.pool_role})
    return {
        draw.id: Terms(
            pool=_pool_of(draw.programme, holders),
            excused=frozenset(excused[draw.programme_id, draw.month]),
            most_each=draw.programme.most_each,
            given=given[draw.id],
        )
        for draw in draws
    }


def _pool_of(programme: AuditProgramme, holders: Mapping[Role, frozenset[UUID]]) -> frozenset[UUID] | None:
    if programme.pool is AuditorPool.NAMED:
        return frozenset(person.id for person in programme.auditors)
    if programme.pool is AuditorPool.GROUP and programme.pool_group:
        return frozenset(person.id for person in programme.pool_group.members)
    if programme.pool is AuditorPool.ROLE and programme.pool_role:
        return holders[programme.pool_role]
    return None


def _holders_of_roles(roles: Collection[Role]) -> dict[Role, frozenset[UUID]]:
    """Who holds each of some roles; line managers are those to whom anybody answers."""
    today = clock.today()
    found: dict[Role, frozenset[UUID]] = {}
    for role in roles:
        if role is Role.LINE_MANAGER:
            managers = db.session.scalars(select(Person.line_manager_id).where(Person.line_manager_id.is_not(None)))
            found[role] = frozenset(one for one in managers if one)
        else:
            found[role] = frozenset(person.id for person in people.list_people_with_role(role, today))
    return found


def _excused(programme_ids: Collection[UUID]) -> Mapping[tuple[UUID, date], set[UUID]]:
    rows = db.session.execute(
        select(Exemption.programme_id, Exemption.month, Exemption.person_id).where(
            Exemption.programme_id.in_(programme_ids),
            Exemption.state == ExemptionState.AGREED,
            Exemption.person_id.is_not(None),
        )
    )
    found: dict[tuple[UUID, date], set[UUID]] = defaultdict(set)
    for programme_id, month, person_id in rows:
        if person_id:
            found[programme_id, month].add(person_id)
    return found


def _given_of_draws(draw_ids: Collection[UUID]) -> Mapping[UUID, dict[UUID, int]]:
    rows = db.session.execute(
        select(Audit.draw_id, Audit.auditor_id, func.count())
        .where(Audit.draw_id.in_(draw_ids), Audit.auditor_id.is_not(None), Audit.state != AuditState.WITHDRAWN)
        .group_by(Audit.draw_id, Audit.auditor_id)
    )
    found: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for draw_id, auditor_id, many in rows:
        if draw_id and auditor_id:
            found[draw_id][auditor_id] = many
    return found


def cases_of(audits: Sequence[Audit]) -> list[CaseToAudit]:
    """The cases of some audits, in their order, with who held them on the lists of the last months."""
    months = _months_since_held({audit.draw_id for audit in audits if audit.draw_id})
    today = clock.today()
    back = {audit.id: months.get(audit.draw_id, USUAL_MONTHS_SINCE_HELD) for audit in audits}
    since = {audit_id: clock.months_from(today, -count) for audit_id, count in back.items()}
    held = caseload.list_holders({audit.case_id for audit in audits}, since=min(since.values(), default=today))
    return [
        CaseToAudit(
            case_id=audit.case_id,
            worker_id=audit.practitioner_id,
            team_id=audit.team_id,
            held_by=frozenset(one for one, on in held.get(audit.case_id, {}).items() if on >= since[audit.id]),
            of=audit.draw_id,
        )
        for audit in audits
    ]


def _months_since_held(draw_ids: Collection[UUID]) -> Mapping[UUID | None, int]:
    rows = db.session.execute(
        select(AuditDraw.id, AuditProgramme.months_since_held)
        .join(AuditDraw.programme)
        .where(AuditDraw.id.in_(draw_ids))
    )
    return {row.id: row.months_since_held for row in rows}


@dataclass(frozen=True)
class Choice:
    """One auditor beside one audit: what they have and can take, and why the rule would not choose them."""

    person: Person
    load: Auditor
    why_not: Why | None

    @property
    def can(self) -> bool:
        return self.why_not is None


@dataclass(frozen=True)
class Ground:
    """What giving some audits by hand rests on, asked once: who there is and where, and what is known of each case."""

    audits: Sequence[Audit]
    cases: Sequence[CaseToAudit]
    people: Mapping[UUID, Person]
    auditors: Sequence[Auditor]
    place: Place
    terms: Mapping[UUID | None, Terms]


def ground_of(audits: Sequence[Audit], today: date) -> Ground:
    """The same few statements for any number of audits."""
    there = people.list_people_with_role(Role.AUDITOR, today)
    return Ground(
        audits=audits,
        cases=cases_of(audits),
        people={person.id: person for person in there},
        auditors=_with_loads(there, today),
        place=get_place(),
        terms=terms_of_draws({audit.draw_id for audit in audits if audit.draw_id}),
    )


def list_choices(audit: Audit, today: date) -> list[Choice]:
    """Every auditor for one audit: those who can have it first, by how little they have to do."""
    return choices_of(ground_of([audit], today))[audit.id]


def choices_of(ground: Ground) -> dict[UUID, list[Choice]]:
    """The same for several audits."""
    found = {}
    for audit, case_ in zip(ground.audits, ground.cases, strict=True):
        near, ours = nearness(case_, ground.place), ground.terms.get(audit.draw_id, NO_TERMS)
        choices = [Choice(ground.people[one.person_id], one, why_not(one, ours, near)) for one in ground.auditors]
        found[audit.id] = sorted(choices, key=lambda one: (one.why_not is not None, burden(one.load), one.person.name))
    return found


def list_unplaced(viewer: Viewer) -> Sequence[Audit]:
    """Audits in reach that have no auditor because nobody can tell from the lists who is near; the earliest first."""
    return db.session.scalars(
        select(Audit)
        .where(
            within_reach_here(viewer),
            Audit.state == AuditState.UNALLOCATED,
            Audit.practitioner_id.is_(None),
            Audit.team_id.is_(None),
        )
        .order_by(Audit.month, Audit.reference)
    ).all()


def propose_auditors(ground: Ground) -> dict[UUID, UUID]:
    """For a lead to look at: of those who can have each audit whoever has least to do, by audit."""
    found = allocate(ground.cases, ground.auditors, ground.place, ground.terms, for_a_lead=True)
    return {audit.id: one for audit, one in zip(ground.audits, found, strict=True) if one}


def list_month(month: date, viewer: Viewer) -> Sequence[Audit]:
    """Audits of a month in reach that were not withdrawn: those without an auditor first, then by auditor."""
    return db.session.scalars(
        select(Audit)
        .outerjoin(Person, Person.id == Audit.auditor_id)
        .where(
            within_reach_here(viewer),
            Audit.month == month,
            Audit.draw_id.is_not(None),
            Audit.state != AuditState.WITHDRAWN,
        )
        .options(contains_eager(Audit.auditor))
        .order_by(Audit.auditor_id.is_not(None), Person.name, Audit.due_on, Audit.reference)
    ).all()
