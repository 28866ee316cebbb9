"""From a request to a report with its files: frozen once, and the same bytes whenever it is made again."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO

import openpyxl
import page
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from dcpp.inspection import jobs, queries
from dcpp.inspection.models import ReadinessReport
from dcpp.inspection.rules import outside
from dcpp.inspection.rules import snapshot as snapshots
from dcpp.inspection.rules.facts import Facts
from dcpp.inspection.rules.reports import CannotRequestReport, FileKind, ReportState
from dcpp.inspection.services import building, paper, reports, workbook
from dcpp.kernel import clock, files
from dcpp.kernel.db import db, transaction
from tests.makers.facts import make_audit, make_council, make_report
from tests.makers.work import do_waiting_work

OCTOBER = date(2026, 10, 1)


def request(month=OCTOBER):
    with transaction():
        return reports.request_report(month).id


def built(month=OCTOBER):
    report_id = request(month)
    do_waiting_work()
    return queries.get_report(report_id)


def run_job_at(*moment):
    with clock.pretend(datetime(*moment, tzinfo=UTC)), transaction():
        jobs.build_months_report()


def count_reports():
    return len(db.session.scalars(select(ReadinessReport.id)).all())


def test_a_report_is_built_with_four_files_and_a_manifest_of_their_sums(app, now):
    report = built()

    assert report.is_ready
    assert [file.kind for file in report.files_in_order] == list(FileKind)
    for file in report.files:
        content = files.get(file.sha256)
        assert len(content) == file.size
        assert sha256(content).hexdigest() == file.sha256
    by_kind = {file.kind: file for file in report.files}
    told = json.loads(files.get(by_kind[FileKind.MANIFEST].sha256))
    assert {each["name"]: each["sha256"] for each in told["files"]} == {
        file.name: file.sha256 for file in report.files if file.kind is not FileKind.MANIFEST
    }
    assert told["snapshot_sha256"] == report.snapshot_sha256 == by_kind[FileKind.JSON].sha256


def test_asked_twice_before_it_is_built_there_is_one_report(app, now):
    assert request() == request()


def test_asked_again_later_there_is_a_second_edition_and_the_first_stays(app, now):
    first, second = built(), built()

    assert (first.edition, second.edition) == (1, 2)
    assert queries.get_report(first.id).is_ready


def test_a_month_that_has_not_begun_is_refused(app, now):
    with pytest.raises(CannotRequestReport, match="December 2026 has not begun"):
        request(date(2026, 12, 1))


def test_a_month_before_any_judgements_are_known_is_refused(app, now):
    with pytest.raises(CannotRequestReport, match="from November 2013"):
        request(date(2013, 10, 1))


def test_a_report_of_this_month_says_that_the_month_is_not_over(app, now):
    snapshot = building.frozen_snapshot(request(date(2026, 11, 1)))

    assert snapshot.is_running
    assert snapshot.last_day == snapshot.as_at == date(2026, 11, 23)


def test_a_frozen_snapshot_cannot_be_changed_by_anybody(app, now):
    report_id = request()
    building.frozen_snapshot(report_id)

    with pytest.raises(DatabaseError, match="never changes"), transaction():
        db.session.execute(text("UPDATE readiness_reports SET snapshot_text = 'other' WHERE reference LIKE 'RDY%'"))
    assert queries.get_report(report_id).snapshot is not None


def test_a_worker_that_was_killed_after_freezing_leaves_a_snapshot_to_go_on_from(app, now):
    report_id = request()
    frozen = building.frozen_snapshot(report_id)

    with clock.pretend(datetime(2026, 12, 24, 9, tzinfo=UTC)):
        do_waiting_work()

    report = queries.get_report(report_id)
    assert report.is_ready and report.snapshot == frozen and report.as_at == date(2026, 11, 23)


def test_without_pango_the_report_says_what_to_install_and_can_be_built_later(app, now, monkeypatch):
    report_id = request()
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "weasyprint", BrokenWeasyPrint("weasyprint"))
        with pytest.raises(AssertionError, match="libpangoft2"):
            do_waiting_work()
    assert queries.states_of([queries.get_report(report_id)])[report_id] is ReportState.FAILED

    with transaction():
        reports.build_again(queries.get_report(report_id))
    do_waiting_work()

    assert queries.get_report(report_id).is_ready


class BrokenWeasyPrint(type(sys)):
    """As the library behaves where pango is missing: importing it raises OSError."""

    def __getattr__(self, name):
        raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.mark.parametrize(("day", "count"), [(1, 0), (2, 0), (3, 1), (20, 1)])
def test_the_job_builds_last_months_report_from_the_second_working_day(app, day, count):
    run_job_at(2026, 11, day, 5)

    assert count_reports() == count


def test_the_job_builds_it_once_however_often_it_runs(app):
    for day in (3, 4, 5):
        run_job_at(2026, 11, day, 5)

    assert count_reports() == 1


def test_a_report_asked_for_while_the_month_ran_does_not_stand_in_for_the_whole(app, now):
    built(date(2026, 11, 1))

    run_job_at(2026, 12, 2, 5)

    assert count_reports() == 2


def test_the_same_snapshot_gives_the_same_bytes_in_another_process(app, tmp_path):
    kept = tmp_path / "snapshot.json"
    kept.write_text(snapshots.to_text(make_report()))
    script = (
        "import sys; from pathlib import Path; from dcpp.app import create_app; from dcpp.config import Settings;"
        "from dcpp.inspection.rules.snapshot import from_text; from dcpp.inspection.services import building;"
        "folder = Path(sys.argv[1]);"
        "app = create_app(Settings(data=folder, database_url='sqlite://', secret_key='x', council_colour='#333333'));"
        "context = app.app_context(); context.push();"
        "made = building.make_files(from_text((folder / 'snapshot.json').read_text()));"
        "print(*[file.sha256 for file in made])"
    )

    again = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()

    assert again == [file.sha256 for file in building.make_files(make_report())]


@pytest.mark.parametrize(
    "snapshot",
    [make_report(), make_report(Facts(), seal=None), outside.for_outside(make_report())],
    ids=["a council", "an empty council", "for people outside"],
)
def test_the_pdf_passes_pdf_ua_1(app, snapshot):
    result = page.validate_pdf_bytes(paper.render(snapshot), profile=page.ValidationProfile.PDF_UA_1)

    assert [(failure.rule_id, failure.message) for failure in result.failures] == []


def test_the_workbook_has_a_sheet_for_each_figure_with_its_definition(app):
    snapshot = make_report()

    book = openpyxl.load_workbook(BytesIO(workbook.render(snapshot)))

    assert len(book.worksheets) == len(snapshot.figures) + 2
    sheet = book["Grades in care"]
    said = " ".join(str(row[0]) for row in sheet.iter_rows(max_row=6, values_only=True))
    assert snapshot.figure("grades-in_care").definition in said and "n: 24 audits" in said
    assert len(sheet.tables) == 1


def test_words_that_look_like_a_formula_stay_words(app):
    facts = Facts(audits=[make_audit(1, service='=HYPERLINK("http://evil.example")')])

    book = openpyxl.load_workbook(BytesIO(workbook.render(make_report(facts))))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert cells and {cell.data_type for cell in cells} == {"s"}


def test_a_report_of_a_thousand_audits_is_made(app):
    snapshot = make_report(make_council(60))

    assert len(snapshot.records) > 900
    assert workbook.render(snapshot)
