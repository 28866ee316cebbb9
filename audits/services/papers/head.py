"""What a paper of an audit begins with: what the list said of the case, the tool, the draw, the days and the grade."""

from collections.abc import Iterator

from audits.models import Audit, AuditDraw
from audits.rules import telling
from dcpp.kernel import seals
from dcpp.kernel.db import db
from dcpp.web import filters
from dcpp.web.papers import Block, Heading, Words

DRAFT = "Draft, not submitted"
OUTSIDE_LINE = {True: "Yes", False: "No", None: "Cannot be told"}
NOT_DRAWN = "No sample: given by hand"


def facts_of(audit: Audit) -> Iterator[tuple[str, str]]:
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
    yield "Tool", f"{audit.tool.name} ({audit.tool_code})"
    yield "Drawn for", _drawn(audit)
    yield (
        "Look back",
        f"{filters.plural(audit.look_back_months, 'month')}: {filters.day(since)} to {filters.day(until)}",
    )
    yield "Allocated and due", f"{filters.day(audit.allocated_on)}, due {filters.day(audit.due_on)}"
    yield "Submitted", filters.moment(audit.submitted_at) or DRAFT
    yield "Seal of the trail", f"{seal.chain} (number {seal.number})" if seal else "The trail has no seal yet"


def _drawn(audit: Audit) -> str:
    """The sample that the case came from, so that the draw can be verified."""
    if audit.draw_id is None:
        return NOT_DRAWN
    draw = db.session.get_one(AuditDraw, audit.draw_id)
    drawn = f", drawn {filters.day(draw.drawn_at)}" if draw.drawn_at else ""
    return f"{draw.programme_name}, {filters.month(draw.month)}: draw {draw.reference}{drawn}"


def outcome_of(audit: Audit) -> Iterator[Block]:
    if audit.grade:
        yield Heading("Overall grade", 2, audit.grade_that_stands or audit.grade)
        if audit.agreed_grade:
            first, agreed = telling.grade_words(audit.grade), telling.grade_words(audit.agreed_grade)
            yield Words(f"The auditor’s grade was {first}. Moderation, a blind second reading, came to {agreed}.")
        words = f"To be audited again by {filters.day(audit.re_audit_by)}." if audit.re_audit_by else ""
        yield Words(words or "This grade asks for no further audit.")
