"""Questions about audits. Lists for people take the viewer and reach as far as their scope."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from audits import access
from audits.models import Audit, AuditAnswer, AuditDraw, SampleCase
from audits.queries.blindness import is_blind_for
from audits.rules.audits import EMPTY, NOT_APPLICABLE, OPEN, REFLECTION, WITH_AUDITOR, Answer, AuditState
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.kernel.reach import Reach
from dcpp.people import queries as people
from dcpp.people.models import Person, Team

REACH = Reach(
    own=(Audit.auditor_id, Audit.practitioner_id),
    report=Audit.practitioner_id,
    team=Audit.team_id,
    service=Audit.service_id,
)


def within_reach(viewer: Viewer) -> ColumnElement[bool]:
    """Audits that somebody may see: those they do, those of their own work, their team's, their service's, or all.

    Never one that they are to grade a second time without knowing the first grades.
    """
    return and_(REACH.within(viewer, viewer.scope_of(access.VIEW_AUDITS)), ~is_blind_for(viewer.person_id))


def within_reach_here(viewer: Viewer) -> ColumnElement[bool]:
    """Those among them that the capability of the door reaches as well, at which the viewer stands."""
    return and_(REACH.within(viewer, viewer.scope_here(access.VIEW_AUDITS)), ~is_blind_for(viewer.person_id))


def get_audit(audit_id: UUID, viewer: Viewer) -> Audit:
    """One audit with its auditor, when the viewer may see it and the door's capability reaches it."""
    return db.session.scalars(
        select(Audit).where(Audit.id == audit_id, within_reach_here(viewer)).options(joinedload(Audit.auditor))
    ).one()


def get_audit_to_change(audit_id: UUID, viewer: Viewer) -> Audit:
    """As get_audit, and nobody else changes it until the transaction ends."""
    return db.session.scalars(
        select(Audit)
        .where(Audit.id == audit_id, within_reach_here(viewer))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def may_allocate(audit: Audit, viewer: Viewer) -> bool:
    """Whether the viewer's leave to give audits to others reaches this one."""
    return REACH.covers(audit, viewer, viewer.scope_of(access.ALLOCATE_AUDITS))


def find_answer(audit_id: UUID, section: str) -> AuditAnswer | None:
    return db.session.scalars(
        select(AuditAnswer)
        .where(AuditAnswer.audit_id == audit_id, AuditAnswer.section == section)
        .options(joinedload(AuditAnswer.saved_by))
        .execution_options(populate_existing=True)
    ).one_or_none()


def words_of(answer: AuditAnswer | None, fields: Sequence[str]) -> dict[str, str]:
    """What stands in some fields of a section; empty where nobody has begun it."""
    return answer.words_in(fields) if answer else dict.fromkeys(fields, "")


def answers_of(audit: Audit) -> dict[str, Answer]:
    """What stands in each section of the audit's tool, by code, with its questions; empty where nobody has begun.

    A reflection that its practitioner has not shared shows nothing of its words.
    """
    return answers_of_all([audit])[audit.id]


def answers_of_all(audits: Sequence[Audit]) -> dict[UUID, dict[str, Answer]]:
    """As answers_of, for many audits at once: two statements, however many."""
    empty = {audit.id: {section.code: EMPTY for section in audit.tool.sections} for audit in audits}
    rows = db.session.scalars(select(AuditAnswer).where(AuditAnswer.audit_id.in_(empty)))
    for row in rows:
        empty[row.audit_id][row.section] = row.as_answer if _may_be_read(row) else _without_words(row)
    return empty


def _may_be_read(row: AuditAnswer) -> bool:
    return row.section != REFLECTION or row.shared_at is not None


def _without_words(row: AuditAnswer) -> Answer:
    return Answer(reason=row.reason, is_invited=row.invited_at is not None)


def grades_by_section(audit_ids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """The grades that stand of sections of some audits, by audit and section; none for what was not graded."""
    stands = AuditAnswer.answer_that_stands
    rows = db.session.execute(
        select(AuditAnswer.audit_id, AuditAnswer.section, stands)
        .where(AuditAnswer.audit_id.in_(audit_ids), stands.not_in(("", NOT_APPLICABLE)))
        .order_by(AuditAnswer.audit_id, AuditAnswer.section)
    )
    found: dict[UUID, dict[str, str]] = {audit_id: {} for audit_id in audit_ids}
    for audit_id, section, grade in rows:
        found[audit_id][section] = grade
    return found


def list_to_do(auditor_id: UUID) -> Sequence[Audit]:
    """What an auditor has yet to submit, by due date."""
    return db.session.scalars(
        select(Audit)
        .where(Audit.auditor_id == auditor_id, Audit.state.in_(WITH_AUDITOR))
        .order_by(Audit.due_on, Audit.reference)
    ).all()


def list_with_leavers(today: date) -> Sequence[Audit]:
    """Audits that are still with somebody whose last day of work is today or past."""
    return db.session.scalars(
        select(Audit)
        .join(Person, Person.id == Audit.auditor_id)
        .where(Audit.state.in_(WITH_AUDITOR), Person.leaves_on <= today)
        .order_by(Audit.due_on, Audit.reference)
    ).all()


def list_reflections_wanted(practitioner_id: UUID) -> Sequence[Audit]:
    """Audits that wait for the practitioner's own reflection, by due date."""
    return db.session.scalars(
        select(Audit)
        .join(AuditAnswer, and_(AuditAnswer.audit_id == Audit.id, AuditAnswer.section == REFLECTION))
        .where(
            Audit.practitioner_id == practitioner_id,
            Audit.state.in_(WITH_AUDITOR),
            AuditAnswer.invited_at.is_not(None),
            AuditAnswer.shared_at.is_(None),
        )
        .order_by(Audit.due_on, Audit.reference)
    ).all()


def wants_reflection_of(audit: Audit, person_id: UUID) -> bool:
    """Whether an audit waits for this person's reflection."""
    if audit.practitioner_id != person_id or not audit.is_with_auditor:
        return False
    answer = find_answer(audit.id, REFLECTION)
    return answer is not None and answer.invited_at is not None and answer.shared_at is None


def likely_owners(audit: Audit, today: date) -> list[tuple[UUID, str]]:
    """Who most often does what an audit asks for: the practitioner, their manager, the manager of the case's team."""
    found: dict[UUID, str] = {}
    practitioner = db.session.get(Person, audit.practitioner_id) if audit.practitioner_id else None
    if practitioner and not practitioner.has_left(today):
        found[practitioner.id] = f"{practitioner.name}, the practitioner"
    above = people.find_line_manager(practitioner, today) if practitioner else None
    team = db.session.get(Team, audit.team_id) if audit.team_id else None
    for manager in (above, team.manager if team else None):
        if manager and not manager.has_left(today):
            found.setdefault(manager.id, f"{manager.name}, a manager of theirs")
    return list(found.items())


def list_of_practitioner(practitioner_id: UUID) -> Sequence[Audit]:
    """Audits of somebody's own work, the newest first."""
    return db.session.scalars(
        select(Audit)
        .where(Audit.practitioner_id == practitioner_id, Audit.state != AuditState.WITHDRAWN)
        .order_by(Audit.month.desc(), Audit.reference.desc())
    ).all()


def select_audits(viewer: Viewer) -> Select[Any]:
    """Everything in reach with the auditor's name, for a list that people filter; auditors are joined as Person."""
    found: Any = select(Audit, Person.name).outerjoin(Person, Person.id == Audit.auditor_id)
    return found.where(within_reach_here(viewer))  # type: ignore[no-any-return]


def list_of_draw(draw_id: UUID) -> Sequence[Row[Audit, str | None]]:
    """The audits of a draw with their auditors' names; those without an auditor first."""
    return db.session.execute(
        select(Audit, Person.name)
        .outerjoin(Person, Person.id == Audit.auditor_id)
        .where(Audit.draw_id == draw_id)
        .order_by(Audit.auditor_id.is_not(None), Audit.reference)
    ).all()


def list_unallocated() -> Sequence[Audit]:
    """Audits that wait for an auditor, the oldest first."""
    return db.session.scalars(
        select(Audit).where(Audit.state == AuditState.UNALLOCATED).order_by(Audit.created_at, Audit.reference)
    ).all()


def list_still_unallocated(audit_ids: Collection[UUID]) -> Sequence[Audit]:
    """Of some audits those without an auditor as the database now has it, held until the transaction ends."""
    return db.session.scalars(
        select(Audit)
        .where(Audit.id.in_(audit_ids), Audit.state == AuditState.UNALLOCATED)
        .order_by(Audit.created_at, Audit.reference)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def list_draws_without_audits() -> Sequence[UUID]:
    """Drawn samples in which a case that stands has no audit."""
    has_audit = exists().where(Audit.draw_id == SampleCase.draw_id, Audit.case_id == SampleCase.case_id)
    return db.session.scalars(
        select(SampleCase.draw_id)
        .join(SampleCase.draw)
        .where(SampleCase.replaced_at.is_(None), AuditDraw.abandoned_at.is_(None), ~has_audit)
        .distinct()
        .order_by(SampleCase.draw_id)
    ).all()


def overdue_on(today: date) -> ColumnElement[bool]:
    return and_(Audit.due_on < today, Audit.state.in_(OPEN))


def drawn_for(month: date) -> ColumnElement[bool]:
    """Audits of cases that were drawn for a programme's month, named by its first day."""
    return and_(Audit.draw_id.is_not(None), Audit.month == month)


def with_practitioner() -> ColumnElement[bool]:
    """Audits with the practitioner's own part, shared."""
    return exists().where(
        AuditAnswer.audit_id == Audit.id, AuditAnswer.section == REFLECTION, AuditAnswer.shared_at.is_not(None)
    )


def case_ids_audited_since(day: date) -> set[str]:
    """Cases whose audit was submitted on a day or after it."""
    return set(db.session.scalars(select(Audit.case_id).where(Audit.submitted_on >= day)))


def case_ids_due_for_re_audit(*, before: date) -> set[str]:
    """Cases whose last audit set a day before this one for another, and no audit of them was opened since."""
    later = aliased(Audit)
    since = exists().where(
        later.case_id == Audit.case_id,
        later.created_at > Audit.submitted_at,
        later.state != AuditState.WITHDRAWN,
    )
    return set(db.session.scalars(select(Audit.case_id).where(Audit.re_audit_by < before, ~since)))


def count_open_by_auditor(auditor_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many audits each of some auditors has yet to submit; 0 where none."""
    counted = db.session.execute(
        select(Audit.auditor_id, func.count())
        .where(Audit.auditor_id.in_(auditor_ids), Audit.state.in_(WITH_AUDITOR))
        .group_by(Audit.auditor_id)
    )
    return dict.fromkeys(auditor_ids, 0) | {auditor_id: many for auditor_id, many in counted if auditor_id}


def count_unallocated(viewer: Viewer) -> int:
    """How many audits wait for an auditor, of those that the viewer may allocate."""
    theirs = REACH.within(viewer, viewer.scope_of(access.ALLOCATE_AUDITS))
    found = select(func.count()).where(Audit.state == AuditState.UNALLOCATED, within_reach(viewer), theirs)
    return db.session.scalar(found) or 0
