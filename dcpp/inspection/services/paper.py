"""The report on paper: a tagged PDF made from the snapshot alone."""

from flask import render_template

from dcpp.inspection.rules import pictures, showing
from dcpp.inspection.rules import snapshot as snapshots
from dcpp.inspection.rules.snapshot import Snapshot
from dcpp.kernel.refusal import Refusal
from dcpp.web import look, pdf


class CannotPrintReport(Refusal):
    """The machine lacks what a PDF needs."""


NO_PANGO = (
    "The PDF cannot be made: this machine has no pango. Ask an administrator to install the system packages "
    "libpangoft2-1.0-0 and libharfbuzz-subset0, and then try again."
)


def render(snapshot: Snapshot) -> bytes:
    """The bytes of the PDF. Raises CannotPrintReport where pango is not installed."""
    html = render_template(
        "print/readiness_report.html",
        snapshot=snapshot,
        sections=pictures.told_sections(snapshot),
        facts=showing.cover_facts(snapshot),
        title=showing.title_of(snapshot),
        sha256=snapshots.sha256(snapshots.to_text(snapshot)),
        as_at=snapshot.as_at,
        description=snapshot.summary[0].text,
        council=look.Council(snapshot.council, snapshot.colour),
    )
    try:
        return pdf.from_html(html, identifier=snapshot.reference, address=snapshot.address)
    except OSError as error:
        raise CannotPrintReport(NO_PANGO) from error
