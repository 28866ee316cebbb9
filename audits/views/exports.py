"""Audits, all their answers, programmes, tools and samples, to take away."""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from flask.typing import ResponseReturnValue

from audits import access, queries
from audits.rules import telling
from audits.views import blueprint
from audits.views.audits import audits_listing
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.viewing import shows_no_record
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
        "Moderated grade": lambda row: telling.grade_words(row[0].agreed_grade) if row[0].agreed_grade else "",
        "Audit again by": lambda row: row[0].re_audit_by,
    },
)
ANSWERS = ("Audit", "Case", "Submitted", "Tool", "Section", "Question", "Answer")


PROGRAMMES = Export(
    "Audit programmes",
    "programmes",
    "programme",
    {
        "Programme": lambda one: one.name,
        "Kind": lambda one: one.kind.label,
        "At work": lambda one: one.is_active,
        "Tool": lambda one: one.tool_code,
        "Drawn each time": lambda one: one.size,
        "Least from each group": lambda one: one.minimum,
        "Least from groups of their own": lambda one: "; ".join(f"{name}: {n}" for name, n in one.minimums.items()),
        "Spread over": lambda one: ", ".join(one.stratify_by),
        "Left out": lambda one: ", ".join(CaseStatus(code).label for code in one.statuses_left_out),
        "Months between audits of a case": lambda one: one.months_apart,
        "Look back in months": lambda one: one.look_back_months,
        "Drawn": lambda one: one.schedule.label,
        "Set up": lambda one: one.set_up_at,
    },
)
TOOLS = Export(
    "Tools and their versions",
    "tools",
    "tool",
    {
        "Tool": lambda one: one.code,
        "Version": lambda one: one.number,
        "Title": lambda one: one.title,
        "State": lambda one: one.state.label,
        "From": lambda one: one.valid_from,
        "Published": lambda one: one.published_at,
        "Retired": lambda one: one.retired_on,
        "What changed": lambda one: one.note,
        "Fingerprint (SHA-256)": lambda one: one.content_hash,
    },
)
SAMPLE = Export(
    "Cases of a sample",
    "sample",
    "draw",
    {
        "Case": lambda one: one.case_id,
        "Stratum": lambda one: one.stratum,
        "Place": lambda one: one.place,
        "Ticket": lambda one: one.ticket,
        "Service": lambda one: one.service,
        "Team": lambda one: one.team,
        "Drawn": lambda one: one.drawn_at,
        "Stands": lambda one: one.stands,
        "Replaced": lambda one: one.replaced_at,
        "Why replaced": lambda one: one.replaced_because,
    },
)


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


@blueprint.get("/programmes/export")
@may(access.VIEW_SAMPLES)
def export_programmes() -> ResponseReturnValue:
    return exports.send_rows(queries.list_programmes(), PROGRAMMES)


@blueprint.get("/tools/export")
@may(access.VIEW_SAMPLES, access.BUILD_TOOLS)
def export_tools() -> ResponseReturnValue:
    return exports.send_rows([version for tool in queries.list_tools() for version in tool.versions], TOOLS)


@blueprint.get("/draws/<uuid:draw_id>/export")
@may(access.VIEW_SAMPLES)
@shows_no_record("Each download leaves its own row")
def export_sample(draw_id: UUID) -> ResponseReturnValue:
    """Cases that were replaced too: what was drawn stays to be seen."""
    return exports.send_rows(queries.get_draw(draw_id).cases, SAMPLE, record_id=draw_id)
