"""The list of audits to take away, and all answers of those that were submitted."""

from collections.abc import Iterator
from itertools import islice

from flask.typing import ResponseReturnValue

from audits import access, queries
from audits.rules import telling
from audits.views import blueprint
from audits.views.audits import audits_listing
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.web import exports, filters
from dcpp.web.exports import Export
from dcpp.web.listing import Listing
from dcpp.web.sheets import Cell, Sheet

AT_ONCE = 200

AUDITS = Export(
    "Audits",
    "audits",
    "audit",
    {
        "Audit": lambda row: row[0].reference,
        "Case": lambda row: row[0].case_words,
        "Status": lambda row: row[0].status_words,
        "Age": lambda row: row[0].age_years,
        "Service": lambda row: row[0].service_name,
        "Team": lambda row: row[0].team_name,
        "Practitioner": lambda row: row[0].practitioner_name,
        "Auditor": lambda row: row[1],
        "Kind of audit": lambda row: row[0].kind.label,
        "Drawn for": lambda row: filters.month(row[0].month) if row[0].draw_id else "",
        "Tool": lambda row: f"{row[0].tool_code}, version {row[0].tool_version}",
        "Look back in months": lambda row: row[0].look_back_months,
        "Allocated": lambda row: row[0].allocated_on,
        "Due": lambda row: row[0].due_on,
        "Days late": lambda row: row[0].days_overdue(clock.today()),
        "State": lambda row: row[0].state.label,
        "Submitted": lambda row: row[0].submitted_on,
        "Grade": lambda row: telling.grade_words(row[0].grade) if row[0].grade else "",
        "Audit again by": lambda row: row[0].re_audit_by,
    },
)
ANSWERS = ("Audit", "Case", "Submitted", "Tool", "Section", "Question", "Answer")


@blueprint.get("/export")
@may(access.EXPORT_AUDITS)
def export_audits() -> ResponseReturnValue:
    return exports.send(audits_listing(viewer()), AUDITS)


@blueprint.get("/answers/export")
@may(access.EXPORT_AUDITS)
def export_answers() -> ResponseReturnValue:
    """One row for each answer of the submitted audits among those that the list's filters leave."""
    listing = audits_listing(viewer(), submitted=True)
    facts = exports.facts_of_listing(listing, "Answers of submitted audits", of="Audits")
    sheet = Sheet("Answers", ANSWERS, _answers(listing), facts)
    return exports.send_sheets(sheet, name="answers", kind="audit")


def _answers(listing: Listing) -> Iterator[list[Cell]]:
    rows = listing.stream()
    while some := [row[0] for row in islice(rows, AT_ONCE)]:
        answers = queries.answers_of_all(some)
        for audit in some:
            head = [audit.reference, audit.case_words, audit.submitted_on, audit.tool.name]
            for told in telling.tell(audit.tool, audit.status, audit.kind, answers[audit.id]):
                yield from ([*head, told.name, line.label, line.words] for line in told.lines())
