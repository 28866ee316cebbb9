"""Findings and their actions in a paper, as they stand today, with what was done."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from audits.models import Audit, Finding
from dcpp.actions import queries as actions
from dcpp.actions.models import Action
from dcpp.kernel import clock
from dcpp.web import filters
from dcpp.web.papers import Block, Heading, Table, Words


def findings_of(audit: Audit, findings: Sequence[Finding], raised: Mapping[UUID, Sequence[Action]]) -> Iterator[Block]:
    yield Heading("Findings and actions")
    if not findings:
        yield Words("None recorded.", is_quiet=True)
    names = {section.code: section.name for section in audit.tool.sections}
    for number, finding in enumerate(findings, 1):
        yield Heading(f"Finding {number}: {finding.kind.label.lower()}", 3)
        yield Words(finding.words)
        themes = ", ".join(theme.name for theme in finding.themes)
        about = f"About: {names[finding.section]}. " if finding.section in names else ""
        yield Words(f"{about}Themes: {themes}.", is_quiet=True)
        if audit.is_submitted:
            yield from _raised(number, raised.get(finding.id, []))
        elif finding.proposed:
            rows = [(one.what, one.owner.name, one.due_on) for one in finding.proposed]
            yield Table(f"Actions proposed for finding {number}", ["What", "Owner", "Due"], rows)


def _raised(number: int, found: Sequence[Action]) -> Iterator[Block]:
    """Actions as they stand today."""
    if found:
        yield Table(
            f"Actions of finding {number}, as at {filters.day(clock.today())}",
            ["Action", "What", "Owner", "Due", "State", "Closed", "Impact"],
            [
                (
                    one.reference,
                    one.what,
                    one.owner.name,
                    one.due_on,
                    _state(one),
                    one.closed_on,
                    one.impact.label if one.impact else "",
                )
                for one in found
            ],
        )


def _state(action: Action) -> str:
    late = action.days_overdue(clock.today())
    return f"{action.state.label}, {filters.plural(late, 'day')} overdue" if late else action.state.label


def log_of(found: Sequence[Action]) -> Iterator[Block]:
    """What was done and said about the actions, day by day."""
    updates = actions.list_updates_of([action.id for action in found])
    if updates:
        references = {action.id: action.reference for action in found}
        yield Heading("Action log")
        yield Table(
            "What was done, the oldest first",
            ["When", "Action", "What", "Who", "Words"],
            [
                (
                    one.written_at,
                    references[one.action_id],
                    one.kind.value.replace("_", " ").capitalize(),
                    one.written_by.name if one.written_by else "The platform",
                    one.words,
                )
                for one in updates
            ],
        )
