"""The list of audits finished in the last six months that an inspection asks for: seen first, then taken away."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import true
from werkzeug.datastructures import MultiDict

from audits import access, queries
from audits.models import Audit
from audits.queries import FinishedAudit
from audits.rules import telling
from audits.views import blueprint
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.grades import grade_scale
from dcpp.kernel import clock, seals
from dcpp.kernel.access import may, viewer
from dcpp.kernel.refusal import Refusal
from dcpp.people import queries as people
from dcpp.web import downloads, exports, filters, papers
from dcpp.web.listing import Listing, OnDay, OneOf
from dcpp.web.papers import Heading, Paper, Table
from dcpp.web.sheets import Cell, Fact, Sheet

TITLE = "Practice audits finished"
NAME = "audit-list"
MONTHS = 6
MOST_ON_PAPER = 1_000
AUDITOR = "Auditor"


class CannotPrintList(Refusal):
    """More rows than anybody reads on paper."""


class Column(NamedTuple):
    """What a column says of an audit, and what that means."""

    heading: str
    says: Callable[[FinishedAudit], Cell]
    means: str


def _grade(code: str | None) -> str:
    return telling.grade_words(code) if code else ""


COLUMNS = (
    Column("Audit", lambda row: row.audit.reference, "The audit’s own reference."),
    Column("Case", lambda row: row.audit.case_words, "The child’s reference in the case system. No name is kept here."),
    Column("Finished", lambda row: row.audit.submitted_on, "The day on which the auditor submitted the audit."),
    Column("Kind of audit", lambda row: row.audit.kind.label, "Why the case was looked at."),
    Column("Programme", lambda row: row.programme, "The programme whose sample the case was drawn for, if any."),
    Column("Themes", lambda row: row.theme_names, "What the audit’s findings are about, in the Centre’s words."),
    Column("Status", lambda row: row.audit.status_words, "The child’s status on the list that the case came from."),
    Column("Service", lambda row: row.audit.service_name, "The service that held the case on the day of that list."),
    Column("Team", lambda row: row.audit.team_name, "The team that held the case on the day of that list."),
    Column(AUDITOR, lambda row: row.auditor, "Who audited: somebody outside the practitioner’s line."),
    Column("Grade", lambda row: _grade(row.audit.grade), "The auditor’s overall grade."),
    Column(
        "Moderated grade",
        lambda row: _grade(row.audit.agreed_grade),
        "The grade that a blind second reading came to. Empty where there was none, or it is not agreed yet.",
    ),
    Column("Actions open", lambda row: row.actions_open, "Actions of its findings that are not closed, as at the day."),
    Column(
        "Actions closed",
        lambda row: row.actions_closed,
        "Actions of its findings that somebody other than their owner has seen done. Withdrawn ones do not count.",
    ),
    Column("Audit again by", lambda row: row.audit.re_audit_by, "The day by which the grade asks for another audit."),
)


@blueprint.get("/inspection-list")
@may(access.EXPORT_AUDITS)
def view_inspection_list() -> ResponseReturnValue:
    listing = inspection_listing()
    return render_template(
        "audits/view_inspection_list.html",
        listing=listing,
        columns=_columns(listing),
        rows=[FinishedAudit(*row) for row in listing.rows],
        since=_days(listing)[0],
        until=_days(listing)[1],
        most=MOST_ON_PAPER,
    )


@blueprint.get("/inspection-list/export")
@may(access.EXPORT_AUDITS)
def export_inspection_list() -> ResponseReturnValue:
    listing = inspection_listing()
    sheet = Sheet(TITLE, [column.heading for column in _columns(listing)], _cells(listing), _facts(listing))
    return exports.send_sheets(sheet, _definitions(listing), name=NAME, kind="audit")


@blueprint.get("/inspection-list/files/pdf")
@may(access.EXPORT_AUDITS)
def download_inspection_list() -> ResponseReturnValue:
    listing = inspection_listing()
    if listing.count > MOST_ON_PAPER:
        raise CannotPrintList(
            f"These are {filters.plural(listing.count, 'audit')}. On paper a list has {MOST_ON_PAPER:,} at most: "
            "choose fewer months, or take it as Excel."
        )
    return downloads.send(
        papers.pdf(_paper(listing)),
        name=f"{NAME}-{clock.today().isoformat()}.pdf",
        media_type=papers.PDF,
        kind="audit",
        record_id=None,
        what="audit_list_pdf",
    )


def inspection_listing() -> Listing:
    """Six months to today unless the address says otherwise."""
    today = clock.today()
    usual = {"from": clock.months_from(today, -MONTHS).isoformat(), "until": today.isoformat()}
    chosen = {name: value for name, value in request.args.items() if value}
    return Listing(
        queries.select_finished(viewer()),
        args=MultiDict(usual | chosen),
        columns={"finished": Audit.submitted_on, "reference": Audit.reference, "team": Audit.team_name},
        tie=Audit.id,
        usual="-finished",
        filters=[
            OnDay("from", "Finished from", lambda day: Audit.submitted_on >= day),
            OnDay("until", "Finished until", lambda day: Audit.submitted_on <= day),
            OneOf("kind", "Kind of audit", AuditKind, lambda kind: Audit.kind == kind),
            OneOf(
                "service",
                "Service",
                [(service.id, service.name) for service in people.list_services()],
                lambda service_id: Audit.service_id == service_id,
            ),
            OneOf(
                "grade",
                "Grade",
                [(grade.code, grade.label) for grade in grade_scale()],
                lambda code: Audit.grade_that_stands == code,
            ),
            OneOf("names", "Auditors’ names", [("out", "Left out")], lambda _: true()),
        ],
    )


def _columns(listing: Listing) -> list[Column]:
    are_left_out = any(one.name == "names" for one, _ in listing.in_force)
    return [column for column in COLUMNS if not (are_left_out and column.heading == AUDITOR)]


def _cells(listing: Listing) -> Iterator[list[Cell]]:
    columns = _columns(listing)
    for row in listing.stream():
        finished = FinishedAudit(*row)
        yield [column.says(finished) for column in columns]


def _days(listing: Listing) -> tuple[date | None, date | None]:
    answers = {one.name: answer for one, answer in listing.in_force}
    return answers.get("from"), answers.get("until")


def _facts(listing: Listing) -> list[Fact]:
    """With the seal, so that what the list says can be held against the trail of that moment."""
    seal = seals.newest_seal()
    sealed = f"{seal.chain} (number {seal.number})" if seal else "The trail has no seal yet"
    return [*exports.facts_of_listing(listing, TITLE), ("Seal of the trail", sealed)]


def _definitions(listing: Listing) -> Sheet:
    return Sheet("What the columns mean", ["Column", "Means"], [[one.heading, one.means] for one in _columns(listing)])


def _paper(listing: Listing) -> Paper:
    meanings = _definitions(listing)
    since, until = _days(listing)
    period = f"{filters.day(since) or 'the beginning'} to {filters.day(until) or 'today'}"
    return Paper(
        title=f"{TITLE}, {period}",
        description=f"Every practice audit finished from {period}, with its grade and its actions.",
        facts=[("Made by", f"{viewer().name}, {filters.moment(clock.now())}"), *_facts(listing)[3:]],
        as_at=clock.today(),
        marking=papers.marking(),
        is_wide=True,
        blocks=[
            Heading("The audits"),
            Table("Audits, the last finished first", [one.heading for one in _columns(listing)], list(_cells(listing))),
            Heading(meanings.title),
            Table("Columns of the list", meanings.columns, list(meanings.rows)),
        ],
    )
