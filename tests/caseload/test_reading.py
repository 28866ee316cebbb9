"""A workbook in, rows, cases and findings out."""

from datetime import date
from io import BytesIO

import pytest

from dcpp.caseload.rules.findings import CannotImportLists
from dcpp.caseload.rules.reading import report, sha256_of
from dcpp.frameworks.annex_a import annex_a_known
from dcpp.frameworks.status import CaseStatus
from tests.caseload.workbooks import AS_AT, IN_NEED, REFUSING, codes, official, raw, read, write

HEADERS = list(IN_NEED)


def test_the_official_workbook_is_read_whole():
    found = read(official())

    assert {count.list_number: count.rows_read for count in found.counts} == {1: 1, 2: 10} | dict.fromkeys(
        range(3, 12), 0
    )
    assert all(count.rows_read == count.rows_kept + count.rows_refused for count in found.counts)
    assert [sheet.header_row for sheet in found.recognised] == [2] * 11
    assert len(found.cases) == 9
    assert "Date of Birth" not in str(found.rows)


def test_the_sample_of_2015_is_read_whole():
    found = read(official("annex_a_2015-01-sample.xlsx"))

    assert [(count.list_number, count.rows_kept) for count in found.counts if count.rows_read] == [(3, 5)]
    assert [(row.case_id, row.gender, row.ethnicity) for row in found.rows][:2] == [
        ("1", "Female", "WBRI"),
        ("2", "Female", "OOTH"),
    ]


def test_a_workbook_that_is_no_list_is_refused():
    with pytest.raises(CannotImportLists, match="No list was found"):
        read(official("matcher_report_example.xlsx"))


@pytest.mark.parametrize("titled", [True, False])
def test_the_title_row_may_be_there_or_not(tmp_path, titled):
    found = read(write(tmp_path / "lists.xlsx", {6: [IN_NEED]}, titled=titled))

    assert len(found.recognised) == 11
    assert [(row.list_number, row.case_id, row.row) for row in found.rows] == [(6, "1001", 2 + titled)]


@pytest.mark.parametrize("name", ["List_6", "List 6", "list6", "LIST 06", "Annex A List 6", "Sheet1", "CIN"])
def test_a_list_is_known_by_its_sheet_title_or_headers(tmp_path, name):
    path = raw(tmp_path / "lists.xlsx", {name: [HEADERS, list(IN_NEED.values())]})

    assert [(count.list_number, count.sheet) for count in read(path).counts] == [(6, name)]


def test_a_title_tells_the_list_where_the_sheet_does_not(tmp_path):
    headers = ["Child Unique ID", "Age", "Allocated Team"]
    path = raw(tmp_path / "lists.xlsx", {"Data": [[], ["List 8: Children in care"], [], headers, [7, 9.5, "Team B"]]})
    found = read(path)

    assert [(row.list_number, row.row, row.age, row.team) for row in found.rows] == [(8, 5, 9, "Team B")]


def test_headers_may_be_untidy_and_columns_in_any_order(tmp_path):
    path = raw(
        tmp_path / "lists.xlsx",
        {
            "List 6": [
                ["Notes", " allocated\u00a0WORKER", "AGE", "case STATUS ", "Child\u2019s Unique ID"],
                ["hello", "Worker Two", 8.884, "LAC", "1002.0"],
            ]
        },
    )
    found = read(path)

    assert [(row.case_id, row.age, row.worker, row.status) for row in found.rows] == [
        ("1002", 8, "Worker Two", "Looked after child")
    ]
    assert ("column-unknown", "Notes") in [(each.code, each.column) for each in found.findings]


def test_every_row_is_kept_or_refused_with_its_place_and_reason(tmp_path):
    rows = [
        IN_NEED,
        IN_NEED | {"Child Unique ID": "Jane Smith"},
        IN_NEED | {"Child Unique ID": None},
        IN_NEED | {"Child Unique ID": "Total 3"},
        IN_NEED | {"Child Unique ID": 1002},
    ]
    found = read(write(tmp_path / "lists.xlsx", {6: rows}))
    count = next(each for each in found.counts if each.list_number == 6)
    refused = [each for each in found.findings if each.code in REFUSING]

    assert (count.rows_read, count.rows_kept, count.rows_refused) == (5, 2, 3)
    assert [(each.row, each.column, each.code) for each in refused] == [
        (4, "Child Unique ID", "id-looks-like-a-name"),
        (5, "Child Unique ID", "missing-id"),
        (6, "Child Unique ID", "id-not-usable"),
    ]
    assert "Jane" not in str(found) and "Smith" not in str(found)


def test_blank_rows_are_not_rows(tmp_path):
    path = raw(tmp_path / "lists.xlsx", {"List_6": [HEADERS, [], list(IN_NEED.values()), [None, " "], []]})

    assert [(count.rows_read, count.rows_kept) for count in read(path).counts] == [(1, 1)]
    assert [row.row for row in read(path).rows] == [3]


def test_no_birth_date_leaves_the_reader(tmp_path):
    born = date(2014, 5, 6)
    row = IN_NEED | {"Date of Birth": born, "Age of Child (Years)": None}
    found = read(write(tmp_path / "lists.xlsx", {6: [row]}))

    assert found.rows[0].age == 12
    for said in (str(born), repr(born), "06/05/2014"):
        assert said not in str((found.rows, found.cases, found.findings))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"CIN Start Date": date(2026, 12, 1)}, "date-in-future"),
        ({"CIN Start Date": date(2026, 10, 1), "CIN Closure Date": date(2026, 9, 1)}, "start-after-end"),
        ({"CIN Start Date": "31/31/2026"}, "not-a-date"),
        ({"CIN Start Date": date(1900, 1, 1), "Date of Birth": None}, "not-a-date"),
        ({"CIN Start Date": date(2012, 1, 1)}, "before-birth"),
        ({"CIN Closure Date": date(2026, 1, 1), "CIN Start Date": date(2025, 1, 1)}, "outside-window"),
        ({"Age of Child (Years)": 9}, "age-disagrees"),
        ({"Age of Child (Years)": "many"}, "not-an-age"),
        ({"Age of Child (Years)": 20, "Date of Birth": None}, "age-out-of-range"),
        ({"Age of Child (Years)": None, "Date of Birth": None}, "missing-age"),
        ({"Gender": "Jane"}, "unknown-code"),
    ],
)
def test_what_is_odd_is_found_and_the_row_is_kept(tmp_path, change, code):
    found = read(write(tmp_path / "lists.xlsx", {6: [IN_NEED | change]}))

    assert code in codes(found, 6)
    assert len(found.rows) == 1


def test_a_sound_row_has_nothing_to_say(tmp_path):
    assert codes(read(write(tmp_path / "lists.xlsx", {6: [IN_NEED]}))) == []


def test_a_date_that_cannot_be_is_left_out(tmp_path):
    found = read(write(tmp_path / "lists.xlsx", {6: [IN_NEED | {"CIN Start Date": date(2026, 12, 1)}]}))

    assert list(found.rows[0].dates) == ["seen_on"]


def test_the_same_child_twice_is_found_where_each_has_one_row(tmp_path):
    found = read(write(tmp_path / "lists.xlsx", {6: [IN_NEED, IN_NEED]}))

    assert [(each.row, each.code, "row 3" in each.text) for each in found.findings if each.row] == [
        (4, "duplicate-id", True)
    ]
    assert len(found.cases) == 1


def test_a_child_on_a_plan_must_be_on_list_6_as_such(tmp_path):
    plan = {
        "Child Unique ID": 1001,
        "Gender": "M",
        "Date of Birth": date(2015, 3, 1),
        "Child Protection Plan Start Date": date(2026, 9, 1),
    }
    absent = plan | {"Child Unique ID": 1002}
    ended = plan | {"Child Unique ID": 1003, "Child Protection Plan End Date": date(2026, 10, 1)}
    found = read(write(tmp_path / "lists.xlsx", {6: [IN_NEED], 7: [plan, absent, ended]}))

    assert [(each.row, each.code) for each in found.findings if each.row] == [
        (3, "status-disagrees"),
        (4, "not-on-list-6"),
    ]


def test_the_first_status_that_applies_is_taken(tmp_path):
    rows = {
        2: [{"Child Unique ID": n, "Assessment start date": date(2026, 9, 1)} for n in (1, 2, 3, 4, 5, 6)],
        4: [{"Child Unique ID": n, "Continuous Assessment Start Date": date(2026, 10, 1)} for n in (1, 2, 3, 4)],
        6: [{"Child Unique ID": n, "Case status": "CIN", "Allocated Worker": "Six"} for n in (1, 2, 3)],
        7: [{"Child Unique ID": n, "Child Protection Plan Start Date": date(2026, 8, 1)} for n in (1, 2)],
        8: [{"Child Unique ID": 1, "Date Started to be Looked After": date(2026, 7, 1), "Allocated Worker": "Eight"}],
        9: [{"Child Unique ID": 5, "Age of Child (Years)": 19, "Allocated Personal Advisor": "Nine"}],
        1: [{"Child Unique ID": 7, "Date of Contact": date(2026, 11, 1)}],
    }
    rows[6].append({"Child Unique ID": 8, "Case status": "e) Closed episode", "CIN Closure Date": date(2026, 10, 5)})
    rows[1].append({"Child Unique ID": 8, "Date of Contact": date(2026, 11, 1)})
    found = {case.case_id: case for case in read(write(tmp_path / "lists.xlsx", rows)).cases}

    assert {case_id: case.status for case_id, case in found.items()} == {
        "1": CaseStatus.LOOKED_AFTER,
        "2": CaseStatus.CHILD_PROTECTION,
        "3": CaseStatus.CHILD_IN_NEED,
        "4": CaseStatus.OPEN_ASSESSMENT,
        "5": CaseStatus.CARE_LEAVER,
        "6": CaseStatus.EARLY_HELP,
        "7": CaseStatus.CONTACT,
        "8": CaseStatus.CLOSED,
    }
    assert (found["1"].worker, found["3"].worker, found["5"].worker) == ("Eight", "Six", "Nine")
    assert (found["1"].since, found["2"].since, found["8"].closed_on) == (
        date(2026, 7, 1),
        date(2026, 8, 1),
        date(2026, 10, 5),
    )
    assert found["1"].on_lists == (2, 4, 6, 7, 8)


def test_adopters_are_read_and_are_no_cases(tmp_path):
    found = read(write(tmp_path / "lists.xlsx", {11: [{"Individual adopter identifier": 9, "Gender": "F"}]}))

    assert [(row.list_number, row.case_id, row.gender) for row in found.rows] == [(11, "9", "")]
    assert found.cases == ()


def test_a_sheet_without_references_keeps_no_row(tmp_path):
    path = raw(tmp_path / "lists.xlsx", {"List 6": [["Age", "Gender", "Allocated Team"], [3, "M", "A"]]})
    found = read(path)

    assert [(count.rows_read, count.rows_refused) for count in found.counts] == [(1, 1)]
    assert ("column-missing", "error") in [(each.code, each.severity) for each in found.findings]


def test_the_same_list_on_two_sheets_is_read_and_said(tmp_path):
    rows = [HEADERS, list(IN_NEED.values())]
    found = read(raw(tmp_path / "lists.xlsx", {"List 6": rows, "List_6 (2)": rows}))

    assert len(found.rows) == 2
    assert {"list-twice", "duplicate-id"} <= {each.code for each in found.findings}


def test_the_report_has_the_promised_shape(tmp_path):
    found = read(write(tmp_path / "lists.xlsx", {6: [IN_NEED | {"Child Unique ID": None}]}))
    said = found.as_report()

    assert said == report(found.counts, found.findings)
    assert said["lists"][5] == {"list": 6, "sheet": "List_6", "rows_read": 1, "rows_kept": 0, "rows_refused": 1}
    assert {tuple(each) for each in said["findings"]} == {
        ("list", "sheet", "row", "column", "code", "severity", "text")
    }


def test_five_thousand_rows_add_up(tmp_path):
    rows = {
        each.number: [{each.headers[0]: 5000 * each.number + n} for n in range(500)] for each in annex_a_known()[:10]
    }
    steps = []
    found = read(write(tmp_path / "lists.xlsx", rows), progress=lambda *step: steps.append(step))

    assert [(count.rows_read, count.rows_kept) for count in found.counts] == [(500, 500)] * 10 + [(0, 0)]
    assert len(found.cases) == 5000
    assert all(done <= total for _stage, done, total in steps) and steps[-1][1] == 5000


def test_the_same_file_gives_the_same_reading(tmp_path):
    path = write(tmp_path / "lists.xlsx", {6: [IN_NEED, IN_NEED | {"Child Unique ID": "x"}]})

    assert read(path).as_report() == read(path).as_report()
    assert read(path).as_at == AS_AT
    assert sha256_of(BytesIO(b"")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
