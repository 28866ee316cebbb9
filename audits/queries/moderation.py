"""Questions about moderation: whose it is, what may be seen of it, and what the two readers said."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from audits import access
from audits.models import (
    Audit,
    AuditDraw,
    AuditProgramme,
    Finding,
    Moderation,
    ModerationAllocation,
    ModerationAnswer,
    ModerationChoice,
)
from audits.queries.audits import answers_of
from audits.queries.blindness import is_blind_for
from audits.rules import moderation as rules
from audits.rules.findings import ORIGIN
from audits.rules.moderation import BLIND, READING, ModerationState
from dcpp.actions import queries as actions
from dcpp.actions.models import Action
from dcpp.frameworks.audit_tools import Section
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.kernel.reach import Reach
from dcpp.kernel.related import Related
from dcpp.people.models import Person

MODERATION_ORIGIN = "audit_moderation"
"""What actions say that a moderation asked for."""

REACH = Reach(
    own=(Moderation.moderator_id, Audit.auditor_id),
    report=Audit.practitioner_id,
    team=Audit.team_id,
    service=Audit.service_id,
)
SEEN_BY = (access.MODERATE_AUDITS, access.CARRY_OUT_AUDITS, access.VIEW_AGREEMENT, access.SETTLE_MODERATIONS)


def _reached(moderation_id: UUID, viewer: Viewer) -> Select[Any]:
    return (
        select(Moderation)
        .join(Moderation.audit)
        .where(Moderation.id == moderation_id, REACH.within(viewer, viewer.scope_here(*SEEN_BY)))
        .options(contains_eager(Moderation.audit).joinedload(Audit.auditor), joinedload(Moderation.moderator))
    )


def get_moderation(moderation_id: UUID, viewer: Viewer) -> Moderation:
    """One moderation, for its moderator, its auditor, and those who see agreement."""
    return db.session.scalars(_reached(moderation_id, viewer)).one()  # type: ignore[no-any-return]


def get_moderation_to_change(moderation_id: UUID, viewer: Viewer) -> Moderation:
    """As get_moderation, and nobody else changes it or its audit until the transaction ends."""
    reached = db.session.scalars(_reached(moderation_id, viewer)).one()
    db.session.execute(select(Audit.id).where(Audit.id == reached.audit_id).with_for_update())
    db.session.execute(select(Moderation.id).where(Moderation.id == moderation_id).with_for_update())
    db.session.refresh(reached.audit)
    db.session.refresh(reached)
    return reached  # type: ignore[no-any-return]


def find_moderation(audit_id: UUID) -> Moderation | None:
    return db.session.scalars(select(Moderation).where(Moderation.audit_id == audit_id)).one_or_none()


def find_blind_moderation(audit_id: UUID, viewer: Viewer) -> Moderation | None:
    """The second reading of an audit that the viewer has yet to submit, so that its first grades are not for them."""
    return db.session.scalars(
        select(Moderation).where(
            Moderation.audit_id == audit_id,
            Moderation.moderator_id == viewer.person_id,
            Moderation.state.in_(BLIND),
        )
    ).one_or_none()


def reads_both_grades(moderation: Moderation, viewer: Viewer) -> bool:
    """Whether somebody has to do with a moderation: its two readers, and those who see agreement."""
    near = (moderation.audit.auditor_id, moderation.moderator_id)
    return viewer.person_id in near or viewer.may(access.VIEW_AGREEMENT)


def find_reading(moderation_id: UUID, section: str) -> ModerationAnswer | None:
    return db.session.scalars(
        select(ModerationAnswer)
        .where(ModerationAnswer.moderation_id == moderation_id, ModerationAnswer.section == section)
        .options(joinedload(ModerationAnswer.saved_by))
        .execution_options(populate_existing=True)
    ).one_or_none()


def newest_allocation(moderation: Moderation) -> ModerationAllocation | None:
    """How it came to the moderator who has it."""
    return db.session.scalars(
        select(ModerationAllocation)
        .where(ModerationAllocation.moderation_id == moderation.id)
        .order_by(ModerationAllocation.allocated_at.desc(), ModerationAllocation.id)
        .limit(1)
    ).one_or_none()


def readings_of(moderation: Moderation) -> dict[str, ModerationAnswer]:
    """What the second reader wrote, by section."""
    rows = db.session.scalars(select(ModerationAnswer).where(ModerationAnswer.moderation_id == moderation.id))
    return {row.section: row for row in rows}


def sections_that_differ(moderation: Moderation) -> list[Section]:
    """The sections that the two readers graded differently, in the order of the form."""
    first = {code: answer.answer for code, answer in answers_of(moderation.audit).items()}
    second = {code: reading.answer for code, reading in readings_of(moderation).items()}
    return rules.differing(rules.sections_read(moderation.audit.sections), first, second)


def changes_first_grades(moderation: Moderation) -> bool:
    """Whether what is proposed is anything but the auditor's own grades, so that they are asked."""
    first = answers_of(moderation.audit)
    settled = readings_of(moderation)
    return any(one.proposed and one.proposed != first[code].answer for code, one in settled.items())


def actions_of(audit: Audit) -> Sequence[Action]:
    """What was raised from an audit's findings."""
    ids = list(db.session.scalars(select(Finding.id).where(Finding.audit_id == audit.id)))
    return actions.list_from_origins(ORIGIN, ids)


def needs_action(audit: Audit, grade: str) -> bool:
    """Whether a grade asks for an action, and the audit has raised none."""
    return grade in audit.tool.action_needed_at and not actions_of(audit)


def count_moderations_open(moderator_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many second readings each has yet to submit; 0 where none."""
    rows = db.session.execute(
        select(Moderation.moderator_id, func.count())
        .where(Moderation.moderator_id.in_(moderator_ids), Moderation.state.in_(READING))
        .group_by(Moderation.moderator_id)
    )
    return dict.fromkeys(moderator_ids, 0) | {one: many for one, many in rows if one}


def list_moderations_without_reader(today: date) -> Sequence[Moderation]:
    """Second readings that nobody has, or whose moderator left before submitting; the oldest first.

    Nobody else changes them until the transaction ends.
    """
    has_left = Moderation.moderator_id.in_(select(Person.id).where(Person.leaves_on < today))
    return db.session.scalars(
        select(Moderation)
        .where(or_(Moderation.state == ModerationState.UNALLOCATED, and_(Moderation.state.in_(READING), has_left)))
        .order_by(Moderation.created_at, Moderation.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _of_person(*where: ColumnElement[bool]) -> Sequence[Moderation]:
    return (
        db.session.scalars(
            select(Moderation)
            .join(Moderation.audit)
            .where(*where)
            .options(contains_eager(Moderation.audit))
            .order_by(Moderation.due_on, Audit.reference)
        )
        .unique()
        .all()
    )


def list_to_moderate(person_id: UUID) -> Sequence[Moderation]:
    """What a moderator has yet to grade, or to agree with the auditor, by due date."""
    waits = (*READING, ModerationState.REVEALED)
    return _of_person(Moderation.moderator_id == person_id, Moderation.state.in_(waits))


def list_to_answer(person_id: UUID) -> Sequence[Moderation]:
    """Agreed grades that wait for an auditor's answer."""
    return _of_person(Audit.auditor_id == person_id, Moderation.state == ModerationState.PROPOSED)


def answer_due(moderation: Moderation) -> date | None:
    """Until when an auditor has to answer a proposal."""
    return rules.answer_by(clock.london(moderation.proposed_at).date()) if moderation.proposed_at else None


def list_of_own_audits(person_id: UUID) -> Sequence[Moderation]:
    """An auditor's own audits that were moderated, once both grades are revealed, the newest first."""
    found = _of_person(Audit.auditor_id == person_id, Moderation.submitted_at.is_not(None))
    return sorted(found, key=lambda one: (one.audit.submitted_on or date.min, one.audit.reference), reverse=True)


def list_moderated_by(person_id: UUID) -> Sequence[Moderation]:
    """What a moderator has agreed, or waits for others, the newest first."""
    past = (ModerationState.PROPOSED, ModerationState.DISPUTED, ModerationState.AGREED)
    return list(reversed(_of_person(Moderation.moderator_id == person_id, Moderation.state.in_(past))))


def count_to_settle() -> tuple[int, int]:
    """How many moderations have no moderator, and how many wait for a practice lead's decision."""
    rows = db.session.execute(
        select(Moderation.state, func.count())
        .where(Moderation.state.in_((ModerationState.UNALLOCATED, ModerationState.DISPUTED)))
        .group_by(Moderation.state)
    ).all()
    found = {row[0]: row[1] for row in rows}
    return found.get(ModerationState.UNALLOCATED, 0), found.get(ModerationState.DISPUTED, 0)


def select_moderations(viewer: Viewer) -> Select[Any]:
    """Moderated audits for those who see agreement, with their programme's name; never what the viewer reads blind."""
    found: Any = (
        select(Moderation, AuditDraw.programme_name)
        .join(Moderation.audit)
        .outerjoin(AuditDraw, AuditDraw.id == Audit.draw_id)
        .outerjoin(ModerationChoice, ModerationChoice.audit_id == Audit.id)
        .options(contains_eager(Moderation.audit))
        .where(~is_blind_for(viewer.person_id), REACH.within(viewer, viewer.scope_here(access.VIEW_AGREEMENT)))
    )
    return found  # type: ignore[no-any-return]


def list_programmes_moderated() -> Sequence[Any]:
    """Programmes that have moderated audits: rows of id and name."""
    return db.session.execute(
        select(AuditProgramme.id, AuditProgramme.name)
        .where(
            exists().where(
                AuditDraw.programme_id == AuditProgramme.id,
                Audit.draw_id == AuditDraw.id,
                Moderation.audit_id == Audit.id,
            )
        )
        .order_by(AuditProgramme.name)
    ).all()


def where_moderation_is(moderation_id: UUID) -> Sequence[Related]:
    """For pages of other domains: the audit that a moderation belongs to."""
    row = db.session.execute(
        select(Audit.id, Audit.reference, Audit.state)
        .join(Moderation, Moderation.audit_id == Audit.id)
        .where(Moderation.id == moderation_id)
    ).one_or_none()
    if row is None:
        return []
    address = url_for("audits.view_audit", audit_id=row.id)
    return [Related(f"The moderation of audit {row.reference}", address, row.state.label)]


def raised_by_moderation(moderation: Moderation) -> Sequence[Action]:
    return actions.list_from_origins(MODERATION_ORIGIN, [moderation.id])
