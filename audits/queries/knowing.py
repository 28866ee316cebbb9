"""Who knows an audit, and so cannot grade it blind: by its work, by a look, or by a file that held it."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from audits import access
from audits.models import Audit, Concern, ConcernTold, Finding, Moderation
from audits.queries.audits import REACH
from audits.queries.blindness import actions_from
from audits.rules.findings import ORIGIN
from audits.rules.moderation import BLIND
from dcpp.actions.models import Action, ActionEscalation
from dcpp.actions.rules.impact import FOLLOW_ON
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.trail import DOWNLOADED, VIEWED, TrailEntry
from dcpp.people import queries as people
from dcpp.people.models import Person

OF_MANY = ("audit", "action", "practice")
"""What files of many records are about, as the trail says it: any of them may have held an audit."""
OF_REPORTS = ("readiness_report", "readiness_records")
"""What is frozen for inspection, and the lists of records behind it."""


def ids_not_blind(audit: Audit) -> set[UUID]:
    """Who cannot grade an audit blind: who has a part in it, who looked at it, and who took a file that may hold it."""
    found = {audit.auditor_id, audit.practitioner_id}
    for asked in (*_looks(audit), *_at_work(audit)):
        found |= set(db.session.scalars(asked))
    return {one for one in found if one}


def _looks(audit: Audit) -> list[Select[Any]]:
    who = select(TrailEntry.who_id).distinct()
    seen = who.where(TrailEntry.event.in_((VIEWED, DOWNLOADED)))
    return [
        seen.where(TrailEntry.record_kind == "audit", TrailEntry.record_id == audit.id),
        seen.where(TrailEntry.record_kind == "action", TrailEntry.record_id.in_(actions_from([audit.id]))),
        who.where(_took_a_file(audit)),
    ]


def _took_a_file(audit: Audit) -> ColumnElement[bool]:
    """Files of many records do not say which: every one since the audit was submitted counts as a look at it."""
    since = TrailEntry.happened_at >= (audit.submitted_at or clock.now())
    of_many = and_(TrailEntry.record_kind.in_(OF_MANY), TrailEntry.record_id.is_(None))
    of_reports = TrailEntry.record_kind == OF_REPORTS[0]
    lists = and_(TrailEntry.record_kind == OF_REPORTS[1], TrailEntry.event == VIEWED)
    return and_(since, or_(lists, and_(TrailEntry.event == DOWNLOADED, or_(of_many, of_reports))))


def _at_work(audit: Audit) -> list[Select[Any]]:
    """Owners and checkers of its actions, whoever was told of a late one, and whoever has to do with a concern."""
    theirs = actions_from([audit.id])
    return [
        select(Action.owner_id).where(Action.id.in_(theirs)),
        select(Action.checker_id).where(Action.id.in_(theirs)),
        select(ActionEscalation.to_id).where(ActionEscalation.action_id.in_(theirs)),
        select(Concern.raised_by_id).where(Concern.audit_id == audit.id),
        select(ConcernTold.person_id)
        .join(Concern, Concern.id == ConcernTold.concern_id)
        .where(Concern.audit_id == audit.id),
    ]


def could_see(person: Person, audit: Audit) -> bool:
    """Whether another role of somebody shows them an audit’s grade in lists, which leave no row when they are read."""
    viewer = people.find_viewer_here(person)
    return viewer is not None and REACH.covers(audit, viewer, viewer.scope_of(access.VIEW_AUDITS))


def find_moderation_told_by(action_id: UUID, person_ids: set[UUID]) -> Moderation | None:
    """The moderation whose moderator, one of some people, reads blind what an action is about; held to be changed."""
    action = db.session.get_one(Action, action_id)
    while action.origin_kind == FOLLOW_ON:
        action = db.session.get_one(Action, action.origin_id)
    if action.origin_kind != ORIGIN:
        return None
    audit_id = select(Finding.audit_id).where(Finding.id == action.origin_id).scalar_subquery()
    return db.session.scalars(
        select(Moderation)
        .where(Moderation.audit_id == audit_id, Moderation.moderator_id.in_(person_ids), Moderation.state.in_(BLIND))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
