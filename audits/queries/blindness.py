"""What somebody may not know now: the one place that says so of audits that they are to grade without the first grade.

Upstairs hands it on to every domain and report (dcpp.wiring.HIDDEN); docs/decisions/0080 says what it costs.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, select
from sqlalchemy.orm import aliased

from audits.models import Audit, Finding, Moderation
from audits.rules.findings import ORIGIN
from audits.rules.moderation import BLIND
from dcpp.actions.models import Action
from dcpp.actions.rules.impact import FOLLOW_ON


def audits_read_blind(person_id: UUID) -> Select[Any]:
    """Ids of the audits that somebody moderates and has not submitted their own grades of."""
    return select(Moderation.audit_id).where(Moderation.moderator_id == person_id, Moderation.state.in_(BLIND))


def actions_read_blind(person_id: UUID) -> Select[Any]:
    """Ids of the actions that came of those audits: they tell what was found."""
    return actions_from(audits_read_blind(person_id))


def actions_from(audit_ids: Any) -> Select[Any]:
    """Ids of the actions that came of some audits' findings, and of those that followed from them."""
    raised = (
        select(Action.id)
        .join(Finding, and_(Action.origin_id == Finding.id, Action.origin_kind == ORIGIN))
        .where(Finding.audit_id.in_(audit_ids))
        .cte(recursive=True)
    )
    next_one = aliased(Action)
    following = select(next_one.id).join(raised, next_one.origin_id == raised.c.id)
    return select(raised.union(following.where(next_one.origin_kind == FOLLOW_ON)).c.id)


def is_blind_for(person_id: UUID, audit_id: SQLColumnExpression[Any] = Audit.id) -> ColumnElement[bool]:
    """Audits that somebody reads blind now; of another column of their ids, where one is given."""
    return audit_id.in_(audits_read_blind(person_id))
