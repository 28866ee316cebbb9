"""The report on paper: a tagged PDF made from the snapshot alone."""

from flask import render_template

from dcpp.inspection.rules import pictures, showing
from dcpp.inspection.rules import snapshot as snapshots
from dcpp.inspection.rules.snapshot import Snapshot
from dcpp.web import look, pdf


def render(snapshot: Snapshot) -> bytes:
    """The bytes of the PDF. Raises pdf.CannotMakePdf where pango is not installed."""
    return pdf.from_html(html_of(snapshot), identifier=snapshot.reference, address=snapshot.address)


def html_of(snapshot: Snapshot) -> str:
    """The page that the PDF is made from: each chart once, at the width of paper."""
    return render_template(
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
