"""Asking for a report, waiting for it, reading it, and taking its files away."""

from datetime import date

import pytest
from sqlalchemy import select

from dcpp.inspection import access, queries
from dcpp.inspection.models import ReadinessReport
from dcpp.inspection.services import paper
from dcpp.kernel.db import db
from dcpp.kernel.trail import TrailEntry
from tests.makers.facts import make_report
from tests.makers.inspection import make_failed_report, make_request, make_told_report

WIDE, NARROW = ".dcpp-chart__picture--wide", ".dcpp-chart__picture--narrow"


@pytest.fixture
def reader(sign_in, now):
    return sign_in(access.VIEW_REPORTS).id


@pytest.fixture
def lead(sign_in, now):
    return sign_in(access.VIEW_REPORTS, access.REQUEST_REPORTS).id


def trail_of(record_id):
    rows = db.session.scalars(select(TrailEntry).where(TrailEntry.record_id == record_id).order_by(TrailEntry.id))
    return [(row.event, row.who_id, row.details) for row in rows]


def test_with_no_report_the_page_says_when_the_first_one_comes(browse, reader):
    page = browse("inspection.list_reports")

    assert "second working day" in page.text
    assert "Build a report" not in page.links


def test_who_may_asks_for_a_report_and_sees_it_wait(browse, lead):
    page = browse("inspection.request_report", post={"month": "2026-10-01"})

    assert page.heading == "Readiness report for October 2026"
    assert "Waiting for a worker" in page.text
    assert "You can leave this page" in page.text
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page.html
    assert db.session.scalars(select(ReadinessReport.requested_by_id)).one() == lead


def test_pressing_twice_leads_to_the_same_report(browse, lead):
    for _ in range(2):
        browse("inspection.request_report", post={"month": "2026-10-01"})

    assert len(db.session.scalars(select(ReadinessReport.id)).all()) == 1


@pytest.mark.parametrize("month", ["", "2031-01-01", "tomorrow"])
def test_a_month_that_is_not_on_offer_is_sent_back(browse, lead, month):
    page = browse("inspection.request_report", post={"month": month})

    assert page.errors
    assert db.session.scalars(select(ReadinessReport.id)).all() == []


def test_a_report_says_on_screen_what_its_snapshot_says(browse, reader):
    report = make_told_report()

    page = browse("inspection.view_report", report_id=report.id)

    for sentence in report.snapshot.summary:
        assert sentence.text in page.text
    for figure in report.snapshot.figures:
        assert figure.headline in page.text and figure.definition in page.text
    assert report.snapshot.seal.hash in page.text
    assert report.snapshot_sha256 in page.text
    assert len(page.soup.select(f"main {WIDE} svg[role=img]")) == count_charts(report.snapshot)
    assert len(page.soup.select(f"main {NARROW} svg[role=img]")) == count_charts(report.snapshot)


def test_a_printed_report_holds_each_chart_once(app):
    snapshot = make_report()

    html = paper.html_of(snapshot)

    assert html.count("<svg ") == count_charts(snapshot)


def count_charts(snapshot):
    return sum(figure.chart is not None for figure in snapshot.figures)


def test_every_row_with_records_leads_to_them(browse, reader):
    report = make_told_report()
    figure = report.snapshot.figure("grades-in_care")
    place = next(at for at, row in enumerate(figure.rows) if row.records)

    page = browse("inspection.view_figure", report_id=report.id, code=figure.key, query={"row": place})

    assert {row[0] for row in page.rows()} == set(figure.rows[place].records)
    assert page.heading == f"Grades: {figure.rows[place].cells[0]}"


@pytest.mark.parametrize("row", ["", "999", "-1", "x", "1" * 400])
def test_a_row_that_is_not_there_shows_the_whole_figure(browse, reader, row):
    report = make_told_report()

    page = browse("inspection.view_figure", report_id=report.id, code="grades-in_care", query={"row": row})

    assert page.heading == "Grades"


def test_a_figure_that_is_not_there_is_not_found(browse, reader):
    report = make_told_report()

    browse("inspection.view_figure", report_id=report.id, code="no-such-figure", status=404)


def test_a_download_is_a_file_and_is_in_the_trail(browse, reader):
    report = make_told_report()

    response = browse("inspection.download_file", report_id=report.id, kind="pdf").response

    assert response.data == b"pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert trail_of(report.id)[-1] == ("Downloaded", reader, '{"what":"report_pdf"}')


def test_reading_a_report_is_in_the_trail(browse, reader):
    report = make_told_report()

    browse("inspection.view_report", report_id=report.id)

    assert trail_of(report.id)[-1][:2] == ("Viewed", reader)


def test_a_file_that_is_not_made_yet_is_not_found(browse, reader):
    report_id = make_request()

    browse("inspection.download_file", report_id=report_id, kind="pdf", status=404)


def test_a_report_that_failed_says_why_and_can_be_built_again(browse, lead):
    report = make_failed_report()

    page = browse("inspection.view_report", report_id=report.id)
    assert "libpangoft2-1.0-0" in page.text
    again = browse("inspection.build_again", report_id=report.id, post={})

    assert again.notice == "The report is being built again"
    assert "Waiting for a worker" in again.text


def test_a_reader_cannot_ask_for_a_report(browse, reader):
    report = make_failed_report()

    assert "Build it again" not in browse("inspection.view_report", report_id=report.id).text
    browse("inspection.build_again", report_id=report.id, post={}, status=403)


def test_a_ready_report_is_not_built_again(browse, lead):
    report = make_told_report()

    browse("inspection.build_again", report_id=report.id, post={}, status=409)


def test_editions_stand_beside_each_other(browse, lead):
    make_told_report()
    make_told_report()

    page = browse("inspection.list_reports")

    assert [row[0] for row in page.rows()] == ["October 2026, edition 2", "October 2026"]


def test_the_newest_ready_report_is_of_the_latest_month(app, now):
    make_told_report(month=date(2026, 10, 1))
    make_told_report(month=date(2026, 9, 1))

    assert queries.find_newest_ready().month == date(2026, 10, 1)


def test_a_report_of_a_running_month_says_so_on_its_page(browse, reader):
    from dcpp.inspection.rules.period import Period

    snapshot = make_report(period=Period(date(2026, 11, 1), date(2026, 11, 23)))
    report = make_told_report(snapshot, month=date(2026, 11, 1))

    assert "The month was not over" in browse("inspection.view_report", report_id=report.id).text


def test_the_version_for_outside_names_no_record_and_no_small_number(browse, reader):
    report = make_told_report()

    page = browse("inspection.view_report_for_outside", report_id=report.id)

    assert page.heading.endswith("for outside")
    assert "AUD-" not in page.text
    cells = {cell.get_text(strip=True) for cell in page.soup.select("td.govuk-table__cell--numeric")}
    assert not cells & {"1", "2", "3", "4"}


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_the_version_for_outside_leaves_as_a_file_and_the_trail_says_so(browse, reader, kind):
    report = make_told_report()

    response = browse("inspection.download_for_outside", report_id=report.id, kind=kind).response

    assert f"for-outside.{kind}" in response.headers["Content-Disposition"]
    assert trail_of(report.id)[-1] == ("Downloaded", reader, f'{{"what":"report_for_outside_{kind}"}}')


def test_a_report_that_is_not_ready_has_no_version_for_outside(browse, reader):
    browse("inspection.view_report_for_outside", report_id=make_request(), status=404)
