"""One audit as a paper: everything that stands in it, as its reader may see it today."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from audits import queries
from audits.models import Audit, Concern, Finding
from audits.queries.concerns import select_concerns
from audits.rules import telling
from audits.rules.audits import Answer
from audits.rules.telling import ToldSection
from dcpp.actions import queries as actions
from dcpp.actions.models import Action
from dcpp.kernel import clock, seals
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.web import filters
from dcpp.web.papers import Block, Facts, Heading, Paper, Table, Words

DRAFT = "Draft, not submitted"
SENSITIVE = "OFFICIAL-SENSITIVE"
OUTSIDE_LINE = {True: "Yes", False: "No", None: "Cannot be told"}


def paper_of(audit: Audit, reader: Viewer) -> Paper:
    """Raises CannotExportAudit where it has nothing yet that this reader may read."""
    telling.check_may_export(audit.reference, audit.state, audit.auditor_id, reader.person_id)
    findings = queries.list_findings(audit.id)
    raised = queries.raised_from(findings) if audit.is_submitted else {}
    return Paper(
        title=f"Audit {audit.reference}: {audit.subject}",
        description=f"Everything that stands in audit {audit.reference}, as at {filters.day(clock.today())}.",
        facts=list(_facts(audit)),
        as_at=clock.today(),
        marking=SENSITIVE if audit.is_submitted else f"{DRAFT}. {SENSITIVE}",
        blocks=[
            *_outcome(audit),
            *_concerns(audit, reader),
            *_sections(audit, queries.answers_of(audit)),
            *_findings(audit, findings, raised),
            *_log([action for found in raised.values() for action in found]),
            *_timeline(audit),
        ],
    )


def _facts(audit: Audit) -> Iterator[tuple[str, str]]:
    """What the list said of the case, the tool and the days."""
    since, until = audit.looked_at
    seal = seals.newest_seal()
    yield "Case reference", audit.case_words
    yield "Status", audit.status_words
    yield "Age", filters.plural(audit.age_years, "year") if audit.age_years is not None else ""
    yield "Service and team", ", ".join(filter(None, (audit.service_name, audit.team_name)))
    yield "Practitioner", audit.practitioner_name
    if audit.days_held is not None:
        yield "Held by them for", filters.plural(audit.days_held, "day")
    yield "Auditor", audit.auditor.name if audit.auditor else ""
    yield "Auditor outside the practitioner’s line", OUTSIDE_LINE[audit.auditor_outside_line]
    yield "Kind of audit", audit.kind.label
    yield "Tool", audit.tool.name
    yield (
        "Look back",
        f"{filters.plural(audit.look_back_months, 'month')}: {filters.day(since)} to {filters.day(until)}",
    )
    yield "Allocated and due", f"{filters.day(audit.allocated_on)}, due {filters.day(audit.due_on)}"
    yield "Submitted", filters.moment(audit.submitted_at) or DRAFT
    yield "Seal of the trail", f"{seal.chain} (number {seal.number})" if seal else "The trail has no seal yet"


def _outcome(audit: Audit) -> Iterator[Block]:
    if audit.grade:
        yield Heading("Overall grade", 2, audit.grade_that_stands or audit.grade)
        if audit.agreed_grade:
            first, agreed = telling.grade_words(audit.grade), telling.grade_words(audit.agreed_grade)
            yield Words(f"The auditor’s grade was {first}. Moderation, a blind second reading, came to {agreed}.")
        words = f"To be audited again by {filters.day(audit.re_audit_by)}." if audit.re_audit_by else ""
        yield Words(words or "This grade asks for no further audit.")


def _concerns(audit: Audit, reader: Viewer) -> Iterator[Block]:
    """Those that this reader may see."""
    found = db.session.scalars(select_concerns(reader).where(Concern.audit_id == audit.id)).all()
    if found:
        yield Heading("Immediate concerns")
        yield Table(
            f"Concerns, as at {filters.day(clock.today())}",
            ["Concern", "Raised", "State", "Taken on", "Closed", "Done for the child"],
            [
                (one.reference, one.raised_at, one.state.label, one.acknowledged_at, one.closed_at, one.done_on)
                for one in found
            ],
        )


def _sections(audit: Audit, answers: Mapping[str, Answer]) -> Iterator[Block]:
    yield Heading("What the auditor saw")
    for told in telling.tell(audit.tool, audit.status, audit.kind, answers):
        yield from _section(told)


def _section(told: ToldSection) -> Iterator[Block]:
    yield Heading(told.name, 3, told.grade)
    if told.section.safety_critical:
        yield Words("Safety-critical: this grade holds the overall grade down.", is_quiet=True)
    if told.is_empty:
        yield Words("Nothing written.", is_quiet=True)
        return
    if told.questions:
        rows = [(line.label, line.words or telling.NOT_ANSWERED) for line in told.questions]
        yield Facts(f"Questions of {told.name}", rows)
    for line in told.written:
        yield Heading(line.label, 4)
        yield Words(line.words)


def _findings(audit: Audit, findings: Sequence[Finding], raised: Mapping[UUID, Sequence[Action]]) -> Iterator[Block]:
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


def _log(found: Sequence[Action]) -> Iterator[Block]:
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


def _timeline(audit: Audit) -> Iterator[Block]:
    yield Heading("What has happened")
    lines = [(line.at, line.what, line.who or "The platform") for line in reversed(queries.timeline_of(audit.id))]
    yield Table("Who and when, the oldest first", ["When", "What", "Who"], lines)
