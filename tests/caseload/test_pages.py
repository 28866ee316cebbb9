"""The journeys: send lists, watch them being read, see what was found, look through the cases."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest

from dcpp.caseload import access, queries, services
from dcpp.caseload.rules import reading
from dcpp.kernel import clock, trail, work, workers
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db, transaction
from tests.caseload.workbooks import AS_AT, IN_NEED, write
from tests.makers.people import make_person, make_service, make_team

DAY = {"dated_on-day": "20", "dated_on-month": "11", "dated_on-year": "2026"}


@pytest.fixture
def workbook(tmp_path):
    rows = [
        IN_NEED,
        IN_NEED | {"Child Unique ID": 1002, "Allocated Worker": "Worker Two"},
        IN_NEED | {"Child Unique ID": ""},
    ]
    return write(tmp_path / "lists.xlsx", {6: rows})


def upload(path):
    return (BytesIO(path.read_bytes()), path.name)


def carry_out(import_id):
    workers.carry_out(work.find_unfinished(services.IMPORT_LISTS, import_id).id)
    db.session.rollback()


def bring_in(path):
    """The lists, read and kept; gives the import."""
    with path.open("rb") as file, transaction():
        found = reading.read_workbook(file, AS_AT)
        return services.import_lists(file, found, file_name=path.name).id


def test_lists_are_sent_read_and_shown(browse, now, sign_in, workbook):
    sign_in(access.IMPORT_LISTS, access.VIEW_CASELOAD)

    page = browse("caseload.send_lists", post=DAY | {"file": upload(workbook)})
    assert page.heading == "Lists as at 20 November 2026"
    assert "Waiting to be read" in page.text and "You can leave this page" in page.text
    assert page.soup.select_one("meta[http-equiv=refresh]")

    imported = queries.find_same_file(reading.sha256_of(BytesIO(workbook.read_bytes())), AS_AT)
    import_id = imported.id
    carry_out(import_id)
    page = browse("caseload.view_import", import_id=import_id)
    assert page.rows()[5][:3] == ["List_6", "List 6, by its name", "3"]
    browse("caseload.try_lists", import_id=import_id, post={})
    carry_out(import_id)
    page = browse("caseload.view_import", import_id=import_id)
    assert "3 rows read: 2 would be kept, 1 refused" in page.text
    browse("caseload.confirm_lists", import_id=import_id, post={})
    carry_out(import_id)
    page = browse("caseload.view_import", import_id=import_id)
    assert "3 rows read: 2 kept, 1 refused. Together they are about 2 cases." in page.text
    assert ["6: Children in need", "List_6", "3", "2", "1"] in page.rows(1)
    assert ["No case reference", "Error", "1"] in page.rows()
    assert not page.soup.select_one("meta[http-equiv=refresh]")

    cases = browse("caseload.list_cases")
    assert [row[0] for row in cases.rows()] == ["1001", "1002"]
    assert "As at 20 November 2026" in cases.text


@pytest.mark.parametrize(
    ("post", "error"),
    [
        (DAY, "Select the file that holds the lists"),
        (
            DAY | {"file": (BytesIO(b"hello"), "lists.xlsx")},
            (
                "This file is not an Excel workbook, a CSV or a zip of CSVs. "
                "Save the lists as .xlsx, or each as .csv, and send that."
            ),
        ),
        (DAY | {"file": (BytesIO(b"hello"), "lists.pdf")}, "The selected file must be XLSX or XLS or CSV or ZIP"),
    ],
)
def test_a_file_that_cannot_be_taken_is_sent_back(browse, now, sign_in, post, error):
    sign_in(access.IMPORT_LISTS)

    assert browse("caseload.send_lists", post=post).errors == [error]


def test_a_day_to_come_is_sent_back_beside_the_day(browse, now, sign_in, workbook):
    sign_in(access.IMPORT_LISTS)
    page = browse("caseload.send_lists", post=DAY | {"dated_on-day": "24", "file": upload(workbook)})

    assert page.errors == ["The day of the lists must be today or earlier"]
    assert page.soup.select_one(".govuk-error-summary__list a")["href"] == "#dated_on-day"


def test_the_same_file_twice_is_sent_back(browse, now, sign_in, workbook):
    sign_in(access.IMPORT_LISTS)
    browse("caseload.send_lists", post=DAY | {"file": upload(workbook)})
    page = browse("caseload.send_lists", post=DAY | {"file": upload(workbook)})

    assert page.errors[0].startswith("This same file was brought in on 23 November 2026")


def test_a_reading_that_failed_says_so(browse, now, sign_in, workbook):
    sign_in(access.IMPORT_LISTS)
    browse("caseload.send_lists", post=DAY | {"file": upload(workbook)})
    import_id = queries.list_waiting_imports()[0].id
    with transaction():
        found = work.find_newest(services.IMPORT_LISTS, import_id)
        found.state, found.error = work.WorkState.FAILED, "The work was cut off"

    page = browse("caseload.view_import", import_id=import_id)
    assert "The work was cut off" in page.text and "Nothing of this file was kept" in page.text
    assert not page.soup.select_one("meta[http-equiv=refresh]")


def test_findings_are_listed_filtered_and_downloaded(browse, now, sign_in, workbook):
    import_id = bring_in(workbook)
    sign_in(access.IMPORT_LISTS)

    errors = browse("caseload.list_findings", import_id=import_id, query={"severity": "error"})
    assert errors.rows() == [
        ["List_6, row 5", "Child Unique ID", "Error", "This row has no case reference. The row was not kept."]
    ]
    assert "No findings match" in browse("caseload.list_findings", import_id=import_id, query={"list": "3"}).text

    answer = browse("caseload.download_report", import_id=import_id).response
    assert json.loads(answer.data) == queries.write_report(queries.get_import(import_id))
    assert "attachment" in answer.headers["Content-Disposition"]
    assert next(entry.event for entry in trail.entries_of("caseload_import", import_id)) == "Downloaded"


def test_cases_are_filtered(browse, now, sign_in, workbook):
    bring_in(workbook)
    sign_in(access.VIEW_CASELOAD)

    assert [row[0] for row in browse("caseload.list_cases", query={"worker": "two"}).rows()] == ["1002"]
    assert len(browse("caseload.list_cases", query={"status": "child_in_need"}).rows()) == 2
    assert "No cases match" in browse("caseload.list_cases", query={"status": "looked_after"}).text


def test_a_case_says_what_each_list_says_and_looking_is_in_the_trail(browse, now, sign_in, workbook):
    import_id = bring_in(workbook)
    sign_in(access.VIEW_CASELOAD)
    case_id = queries.find_case(import_id, "1001").id

    page = browse("caseload.view_case", case_id=case_id)
    assert (page.heading, page.summary("Age"), page.summary("Ethnicity")) == ("Case 1001", "11", "White British")
    assert "Date Child Was Last Seen: 10 November 2026" in page.text
    assert [entry.event for entry in trail.entries_of("case", case_id)] == ["Viewed"]


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        (Scope.OWN, ["1001"]),
        (Scope.TEAM, ["1001"]),
        (Scope.SERVICE, ["1001", "1002"]),
        (Scope.COUNCIL, ["1001", "1002", "1003"]),
    ],
)
def test_people_see_the_cases_in_their_reach(browse, now, sign_in, tmp_path, scope, seen):
    service = make_service("Safeguarding")
    team, other = make_team("Team A", service=service), make_team("Team B", service=service)
    one = make_person("Worker One", team=team)
    make_person("Worker Two", team=other)
    rows = [
        IN_NEED,
        IN_NEED | {"Child Unique ID": 1002, "Allocated Worker": "Worker Two", "Allocated Team": "Team B"},
        IN_NEED | {"Child Unique ID": 1003, "Allocated Worker": "Nobody", "Allocated Team": "Elsewhere"},
    ]
    import_id = bring_in(write(tmp_path / "lists.xlsx", {6: rows}))
    others_case = queries.find_case(import_id, "1002").id
    sign_in(access.VIEW_CASELOAD, scope=scope, person=one)

    assert [row[0] for row in browse("caseload.list_cases").rows()] == seen
    browse("caseload.view_case", case_id=others_case, status=200 if "1002" in seen else 404)


def test_without_lists_the_page_offers_the_first_step(browse, now, sign_in):
    sign_in(access.VIEW_CASELOAD, access.IMPORT_LISTS)

    assert "Bring in the lists" in browse("caseload.list_cases").links
    assert "No lists yet" in browse("caseload.list_imports").text


def test_an_older_snapshot_names_the_newer(browse, now, sign_in, tmp_path):
    older = write(tmp_path / "older.xlsx", {6: [IN_NEED]})
    with clock.pretend(now - timedelta(days=1)), older.open("rb") as file, transaction():
        found = reading.read_workbook(file, date(2026, 10, 1))
        older_id = services.import_lists(file, found, file_name="older.xlsx").id
    bring_in(write(tmp_path / "newer.xlsx", {6: [IN_NEED, IN_NEED | {"Child Unique ID": 7}]}))
    sign_in(access.IMPORT_LISTS)

    assert "LST-2026-0002, as at 20 November 2026" in browse("caseload.view_import", import_id=older_id).links
    assert [row[0] for row in browse("caseload.list_imports").rows()] == ["LST-2026-0002", "LST-2026-0001"]


def test_before_lists_are_kept_it_is_said_which_they_replace(browse, now, sign_in, tmp_path):
    many = [IN_NEED | {"Child Unique ID": 1000 + n} for n in range(5)]
    whole = write(tmp_path / "all.xlsx", {6: many})
    with clock.pretend(now - timedelta(days=1)), whole.open("rb") as file, transaction():
        found = reading.read_workbook(file, date(2026, 11, 1))
        services.import_lists(file, found, file_name="all.xlsx")
    sign_in(access.IMPORT_LISTS)
    part = write(tmp_path / "part.xlsx", {6: many[:2]})
    browse("caseload.send_lists", post=DAY | {"file": upload(part)})
    import_id = queries.find_same_file(reading.sha256_of(BytesIO(part.read_bytes())), AS_AT).id
    carry_out(import_id)
    browse("caseload.try_lists", import_id=import_id, post={})
    carry_out(import_id)

    page = browse("caseload.view_import", import_id=import_id)

    assert "take the place of LST-2026-0001, as at 1 November 2026, which holds 5 cases" in page.text
    assert "less than half as many cases" in page.text
