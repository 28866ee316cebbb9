"""Writing findings, and the actions that an auditor proposes for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from audits import events
from audits.models import Audit, Finding, ProposedAction
from audits.rules import findings as rules
from audits.services.answers import check_is_auditor
from dcpp.actions.rules import ActionLevel
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.people.models import Person
from dcpp.themes.models import Theme


@dataclass(frozen=True, kw_only=True)
class FindingDetails:
    """What a finding says. `section` is the code of the section that it belongs to, or empty."""

    kind: rules.FindingKind
    words: str
    themes: Sequence[Theme]
    section: str = ""


def record_finding(audit: Audit, details: FindingDetails, *, by: UUID) -> Finding:
    """Write a finding into an audit that is not yet submitted."""
    check_is_auditor(audit, by, rules.CannotRecordFinding)
    finding = Finding(audit_id=audit.id, recorded_at=clock.now(), recorded_by_id=by)
    _write(audit, finding, details)
    db.session.add(finding)
    db.session.flush()
    announce(events.FindingDrafted(happened_at=clock.now(), audit_id=audit.id, finding_id=finding.id))
    return finding


def change_finding(audit: Audit, finding: Finding, details: FindingDetails, *, by: UUID) -> None:
    check_is_auditor(audit, by, rules.CannotRecordFinding)
    _write(audit, finding, details)
    db.session.flush()
    announce(events.FindingDrafted(happened_at=clock.now(), audit_id=audit.id, finding_id=finding.id))


def remove_finding(audit: Audit, finding: Finding, *, by: UUID) -> None:
    """Take a finding out of an audit that is not yet submitted, with the actions proposed for it."""
    check_is_auditor(audit, by, rules.CannotRecordFinding)
    finding_id = finding.id
    db.session.delete(finding)
    db.session.flush()
    announce(events.FindingRemoved(happened_at=clock.now(), audit_id=audit.id, finding_id=finding_id))


def propose_action(
    audit: Audit, finding: Finding, *, what: str, level: ActionLevel, owner: Person, due_on: date, by: UUID
) -> ProposedAction:
    """Write down what should be done and by whom; it is raised when the audit is submitted."""
    check_is_auditor(audit, by, rules.CannotProposeAction)
    if due_on < clock.today():
        raise rules.CannotProposeAction("Enter a due date that is today or later")
    if owner.has_left(clock.today()):
        raise rules.CannotProposeAction(f"{owner.name} has left. Choose another owner")
    proposed = ProposedAction(finding_id=finding.id, what=what, level=level, owner_id=owner.id, due_on=due_on)
    db.session.add(proposed)
    db.session.flush()
    announce(events.FindingDrafted(happened_at=clock.now(), audit_id=audit.id, finding_id=finding.id))
    return proposed


def remove_proposed_action(audit: Audit, finding: Finding, proposed: ProposedAction, *, by: UUID) -> None:
    check_is_auditor(audit, by, rules.CannotProposeAction)
    db.session.delete(proposed)
    db.session.flush()
    announce(events.FindingDrafted(happened_at=clock.now(), audit_id=audit.id, finding_id=finding.id))


def _write(audit: Audit, finding: Finding, details: FindingDetails) -> None:
    if not 1 <= len(details.themes) <= rules.MOST_THEMES:
        raise rules.CannotRecordFinding(f"Select 1 to {rules.MOST_THEMES} themes")
    if details.section and details.section not in {section.code for section in audit.tool.sections}:
        raise rules.CannotRecordFinding("Select one of the sections on the page")
    finding.kind, finding.words, finding.section = details.kind, details.words, details.section
    finding.themes = list(details.themes)
