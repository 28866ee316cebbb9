"""Questions about findings and the actions that come of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from audits.models import Audit, Finding, ProposedAction
from audits.queries import audits as audit_queries
from audits.rules import audits as audit_rules
from audits.rules.audits import Answer, Problem
from audits.rules.findings import ORIGIN
from dcpp.actions import queries as actions
from dcpp.actions.models import Action
from dcpp.kernel.db import db
from dcpp.kernel.related import Related


def list_findings(audit_id: UUID) -> Sequence[Finding]:
    """An audit's findings with themes and proposed actions, in the order recorded."""
    return db.session.scalars(
        select(Finding)
        .where(Finding.audit_id == audit_id)
        .options(
            selectinload(Finding.themes),
            selectinload(Finding.proposed).joinedload(ProposedAction.owner),
        )
        .order_by(Finding.recorded_at, Finding.id)
    ).all()


def get_finding(audit: Audit, finding_id: UUID) -> Finding:
    return db.session.scalars(select(Finding).where(Finding.id == finding_id, Finding.audit_id == audit.id)).one()


def get_proposed(finding: Finding, proposed_id: UUID) -> ProposedAction:
    return db.session.scalars(
        select(ProposedAction).where(ProposedAction.id == proposed_id, ProposedAction.finding_id == finding.id)
    ).one()


def raised_from(findings: Sequence[Finding]) -> dict[UUID, list[Action]]:
    """The actions that findings of a submitted audit have raised, by finding."""
    raised: dict[UUID, list[Action]] = {finding.id: [] for finding in findings}
    for action in actions.list_from_origins(ORIGIN, list(raised)):
        raised[action.origin_id].append(action)
    return raised


def problems_of(audit: Audit, today: date) -> list[Problem]:
    """All that stands in the way of submitting an audit."""
    return problems_in(audit, audit_queries.answers_of(audit), list_findings(audit.id), today)


def problems_in(audit: Audit, answers: Mapping[str, Answer], findings: Sequence[Finding], today: date) -> list[Problem]:
    """As problems_of, where the answers and findings have been read."""
    proposed = [action for finding in findings for action in finding.proposed]
    found = audit_rules.problems(
        audit.tool,
        audit.sections,
        answers,
        finding_count=len(findings),
        action_count=len(proposed),
    )
    return found + [
        Problem(f"Findings: {sentence}", audit_rules.FINDINGS)
        for action in proposed
        if (sentence := _stale(action, today))
    ]


def _stale(action: ProposedAction, today: date) -> str:
    if action.due_on < today:
        return f"an action is due on a day that has passed. Give it another date: “{action.what[:60]}”"
    if action.owner.has_left(today):
        return f"the owner of an action has left. Choose another: “{action.what[:60]}”"
    return ""


def where_finding_is(finding_id: UUID) -> Sequence[Related]:
    """For pages of other domains: the audit that a finding belongs to."""
    row = db.session.execute(
        select(Audit.id, Audit.reference, Audit.state)
        .join(Finding, Finding.audit_id == Audit.id)
        .where(Finding.id == finding_id)
    ).one_or_none()
    if row is None:
        return []
    return [
        Related(f"A finding of audit {row.reference}", url_for("audits.view_audit", audit_id=row.id), row.state.label)
    ]
