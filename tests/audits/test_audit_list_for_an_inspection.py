"""The list of audits finished in six months: the same rows on screen, on paper, as a workbook and as CSV."""

import csv
import io
from datetime import UTC, datetime

import openpyxl
import page as page_validation
import pypdfium2
import pytest

from audits import access
from audits.views import inspection_list
from dcpp.inspection.access import VIEW_REPORTS
from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db, transaction
from dcpp.kernel.seals import newest_seal, seal_trail
from dcpp.kernel.trail import TrailEntry
from dcpp.people.rules import Role
from tests.makers.audits_done import add_finding, make_audit, make_auditor, make_submitted_audit, submit, write_all
from tests.makers.people import make_person, make_team


@pytest.fixture
def lead(app, now, sign_in):
    return sign_in(access.VIEW_AUDITS, access.EXPORT_AUDITS)


def take(browse, form, **query):
    if form == "pdf":
        return browse("audits.download_inspection_list", query=query).response.data
    return browse("audits.export_inspection_list", query={**query, "as": form}).response.data


def rows_of(content, form):
    """What stands below the facts, up to the next empty line: heading and rows."""
    if form == "csv":
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        lines = [["" if value is None else value for value in row] for row in sheet.values]
    begin = next(number for number, line in enumerate(lines) if "Case" in line)
    return list(_until_empty(lines[begin:]))


def _until_empty(lines):
    for line in lines:
        if not any(line):
            return
        yield [f"{value:%d/%m/%Y}" if isinstance(value, datetime) else str(value) for value in line]


def test_the_same_rows_leave_in_every_form_and_stand_on_screen(browse, lead):
    north = make_team("North")
    first = make_submitted_audit(practitioner=make_person("Pat P", Role.PRACTITIONER, team=north), grade="inadequate")
    second = make_submitted_audit()
    make_audit()
    first_reference, second_reference = first.reference, second.reference

    shown = browse("audits.view_inspection_list")
    written, read = rows_of(take(browse, "xlsx"), "xlsx"), rows_of(take(browse, "csv"), "csv")
    paper = " ".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(take(browse, "pdf")))

    assert written == read and len(written) == 3
    assert written[0] == [column.heading for column in inspection_list.COLUMNS]
    row = dict(zip(written[0], next(line for line in written if line[0] == first_reference), strict=True))
    assert row["Grade"] == "Inadequate" and row["Audit again by"] == "23/02/2027" and row["Team"] == "North"
    assert (row["Actions open"], row["Actions closed"], row["Finished"]) == ("1", "0", "23/11/2026")
    assert row["Themes"] == "Plans"
    assert first_reference in paper and second_reference in paper and "Practice audits finished" in paper
    assert "2 audits" in shown.text and len(shown.rows()) == 2


def test_themes_that_two_findings_share_are_told_once(browse, lead):
    audit = make_audit()
    add_finding(audit)
    add_finding(audit)
    write_all(audit, "good")
    submit(audit)

    heading, row = rows_of(take(browse, "csv"), "csv")
    assert dict(zip(heading, row, strict=True))["Themes"] == "Plans"


def test_the_days_may_be_chosen_and_six_months_are_usual(browse, lead):
    with clock.pretend(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        old = make_submitted_audit().reference
    new = make_submitted_audit().reference

    assert [line[0] for line in rows_of(take(browse, "csv"), "csv")[1:]] == [new]
    chosen = {"from": "2026-01-01", "until": "2026-06-30"}
    assert [line[0] for line in rows_of(take(browse, "csv", **chosen), "csv")[1:]] == [old]
    assert "No audits in this list" in browse("audits.view_inspection_list", query={"until": "2020-01-01"}).text
    assert browse("audits.view_inspection_list", query={"from": "nonsense", "until": "\x00"}).status == 200


def test_auditors_names_can_be_left_out_of_every_form(browse, lead):
    make_submitted_audit(make_auditor("Zoe Nameless"))

    for form in ("csv", "xlsx"):
        rows = rows_of(take(browse, form, names="out"), form)
        assert "Auditor" not in rows[0] and "Zoe Nameless" not in str(rows)
    paper = pypdfium2.PdfDocument(take(browse, "pdf", names="out"))
    assert "Zoe Nameless" not in " ".join(one.get_textpage().get_text_range() for one in paper)
    assert "Zoe Nameless" not in browse("audits.view_inspection_list", query={"names": "out"}).text


def test_it_says_when_by_whom_with_which_filters_and_seal_and_what_the_columns_mean(browse, lead):
    make_submitted_audit()
    with transaction():
        seal_trail()
    chain = newest_seal().chain

    book = openpyxl.load_workbook(io.BytesIO(take(browse, "xlsx", grade="good")))
    facts = {row[0]: row[1] for row in book.worksheets[0].values if row[0]}
    paper = take(browse, "pdf")

    assert facts["As at"] == "23 November 2026 at 9:30am" and facts["Made by"] == lead.name
    assert "Grade: Good" in facts["Filters"] and "Finished from: 23 May 2026" in facts["Filters"]
    assert facts["Rows"] == "1" and facts["Seal of the trail"].startswith(chain)
    assert [row[0] for row in book.worksheets[1].values][1:] == [one.heading for one in inspection_list.COLUMNS]
    assert [one.message for one in page_validation.validate_pdf_bytes(paper, profile="ua1").failures] == []
    kept = [row.details for row in db.session.query(TrailEntry.details).filter_by(event="Downloaded")]
    assert kept == ['{"what":"audit_list_xlsx"}', '{"what":"audit_list_pdf"}']


def test_too_many_for_paper_are_refused_with_what_to_do(browse, lead, monkeypatch):
    make_submitted_audit()
    monkeypatch.setattr(inspection_list, "MOST_ON_PAPER", 0)

    refused = browse("audits.download_inspection_list", status=409)

    assert "take it as Excel" in refused.text
    assert "Download as PDF" not in browse("audits.view_inspection_list").text


def test_who_may_take_less_takes_only_what_they_reach(browse, sign_in, now):
    practitioner = make_person("Pat Practitioner", Role.PRACTITIONER, team=make_team("North"))
    theirs = make_submitted_audit(practitioner=practitioner).reference
    make_submitted_audit()
    colleague = make_person("Cal Colleague", team=practitioner.team)
    sign_in(access.VIEW_AUDITS, access.EXPORT_AUDITS, person=colleague, but={access.EXPORT_AUDITS: Scope.TEAM})

    assert [line[0] for line in rows_of(take(browse, "csv"), "csv")[1:]] == [theirs]
    taken = browse("audits.export_audits", query={"as": "csv"}).response.data
    assert [line[0] for line in rows_of(taken, "csv")[1:]] == [theirs]
    assert dict(csv.reader(io.StringIO(take(browse, "csv").decode("utf-8-sig").split("\r\n\r\n")[0])))["Rows"] == "1"


def test_readiness_leads_to_it(browse, sign_in, now):
    sign_in(VIEW_REPORTS, access.VIEW_AUDITS, access.EXPORT_AUDITS)

    assert "Audit list for an inspection" in browse("inspection.list_reports").links
