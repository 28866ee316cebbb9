"""One audit as a paper: everything that stands in it, as its reader may see it today."""

from collections.abc import Iterator

from audits import queries
from audits.models import Audit
from audits.rules import telling
from audits.services.papers.answers import sections_of
from audits.services.papers.concerns import concerns_of
from audits.services.papers.findings import findings_of, log_of
from audits.services.papers.head import DRAFT, facts_of, outcome_of
from audits.services.papers.moderation import moderation_of
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.web import filters
from dcpp.web.papers import Block, Heading, Paper, Table, marking


def paper_of(audit: Audit, reader: Viewer) -> Paper:
    """Raises CannotExportAudit where it has nothing yet that this reader may read."""
    telling.check_may_export(audit.reference, audit.state, audit.auditor_id, reader.person_id)
    findings = queries.list_findings(audit.id)
    raised = queries.raised_from(findings) if audit.is_submitted else {}
    return Paper(
        title=f"Audit {audit.reference}: {audit.subject}",
        description=f"Everything that stands in audit {audit.reference}, as at {filters.day(clock.today())}.",
        facts=list(facts_of(audit)),
        as_at=clock.today(),
        marking=marking() if audit.is_submitted else marking(DRAFT),
        blocks=[
            *outcome_of(audit),
            *concerns_of(audit, reader),
            *sections_of(audit, queries.answers_of(audit)),
            *moderation_of(audit, reader),
            *findings_of(audit, findings, raised),
            *log_of([action for found in raised.values() for action in found]),
            *_timeline(audit),
        ],
    )


def _timeline(audit: Audit) -> Iterator[Block]:
    yield Heading("What has happened")
    lines = [(line.at, line.what, line.who or "The platform") for line in reversed(queries.timeline_of(audit.id))]
    yield Table("Who and when, the oldest first", ["When", "What", "Who"], lines)
