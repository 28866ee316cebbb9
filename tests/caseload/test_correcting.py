"""Lists are shown as they were understood; what somebody corrects is remembered; nothing is kept before they say so."""

from datetime import date

import pytest
from sqlalchemy import func, select

from dcpp.caseload import access, queries, services
from dcpp.caseload.models import Case, ImportedRow, ImportFinding, ImportState, ListCorrection
from dcpp.kernel import uploads, work, workers
from dcpp.kernel.db import db, transaction
from tests.caseload.workbooks import AS_AT, IN_NEED, raw, write
from tests.makers.people import make_person, make_service, make_team

DIRTY = {
    "CIN data": [
        ["Child Unique ID", "Age", "Sex of child", "Case status", "Worker in charge", "Team", "Child name"],
        [1001, 11, "M", "Flibber", "One, Wendy", "North", "Jane Smith"],
        [1002, 12, "F", "Flibber", "Nobody Known", "North", "John Smith"],
        ["Jane Smith", 12, "F", "CIN", "Nobody Known", "North", ""],
    ],
    "Notes": [["Child Unique ID", "Age"], [1, 2]],
}


@pytest.fixture
def sent(app, now, tmp_path):
    """A dirty workbook, matched: its one list is on a sheet of another name."""
    path = raw(tmp_path / "lists.xlsx", DIRTY)
    with path.open("rb") as file, transaction():
        import_id = services.send_lists(file, file_name=path.name, dated_on=AS_AT, sent_by_id=None).id
    return carried_out(import_id).id


def carried_out(import_id):
    workers.carry_out(work.find_unfinished(services.IMPORT_LISTS, import_id).id)
    db.session.rollback()
    return queries.get_import(import_id)


def kept():
    return [db.session.scalar(select(func.count()).select_from(table)) for table in (Case, ImportedRow)]


def sheet(import_id, place=0):
    return queries.find_match(import_id).sheets[place]


def say(browse, import_id, post, endpoint="caseload.correct_sheet", **values):
    """Correct something, and have the file read again."""
    page = browse(endpoint, import_id=import_id, post=post, **values)
    carried_out(import_id)
    return page


def test_sheets_headers_and_words_are_corrected_and_remembered(browse, sign_in, sent, tmp_path):
    sign_in(access.IMPORT_LISTS)
    assert [(each.name, each.list_number) for each in queries.find_match(sent).sheets] == [
        ("CIN data", 0),
        ("Notes", 0),
    ]

    say(browse, sent, {"list": "6"}, place=0)
    assert sheet(sent).list_number == 6 and sheet(sent).how == "corrected"
    assert [header for _at, header in sheet(sent).other_headers] == ["Sex of child", "Worker in charge", "Child name"]

    answers = {"list": "6"} | {f"column-{each.position}": each.column for each in sheet(sent).columns}
    say(browse, sent, answers | {"column-2": "Gender", "column-4": "Allocated Worker", "column-6": "-"}, place=0)
    assert sheet(sent).unknown == 1

    say(browse, sent, {"value-0": "Child in need plan"}, "caseload.correct_column", place=0, position=3)
    assert sheet(sent).unknown == 0
    assert kept() == [0, 0]

    path = raw(tmp_path / "next.xlsx", DIRTY | {"Other": [["x"]]})
    with path.open("rb") as file:
        found = services.read_lists(file, AS_AT)
    assert [(row.case_id, row.gender, row.status, row.worker) for row in found.rows] == [
        ("1001", "Male", "Child in need plan", "One, Wendy"),
        ("1002", "Female", "Child in need plan", "Nobody Known"),
    ]


def test_a_column_that_names_children_cannot_be_said_to_be_the_worker(browse, sign_in, sent):
    sign_in(access.IMPORT_LISTS)
    say(browse, sent, {"list": "6"}, place=0)
    answers = {"list": "6"} | {f"column-{each.position}": each.column for each in sheet(sent).columns}

    page = browse("caseload.correct_sheet", import_id=sent, place=0, post=answers | {"column-6": "Allocated Worker"})
    assert page.errors == ["Choose one of the answers on the page"]


def test_no_name_of_a_child_is_in_the_match(browse, sign_in, sent):
    sign_in(access.IMPORT_LISTS)
    say(browse, sent, {"list": "6"}, place=0)
    dump = str([db.session.execute(table.select()).all() for table in db.metadata.sorted_tables])

    assert "Jane" not in dump and "John" not in dump
    for endpoint in ("caseload.correct_sheet", "caseload.view_import"):
        values = {"place": 0} if endpoint.endswith("sheet") else {}
        assert "Smith" not in browse(endpoint, import_id=sent, **values).text


def test_a_column_of_names_in_place_of_codes_is_counted_and_not_shown(app, now, tmp_path):
    rows = [[1000 + n, "CIN", f"Child Number{n}"] for n in range(60)]
    path = raw(tmp_path / "lists.xlsx", {"List 6": [["Child Unique ID", "Case status", "Gender"], *rows]})
    with path.open("rb") as file:
        column = next(each for each in services.read_lists(file, AS_AT).matches[0].columns if each.column == "Gender")

    assert (column.values, column.hidden, column.unknown) == ((), 60, 60)


def test_a_correction_is_taken_back(browse, sign_in, sent):
    sign_in(access.IMPORT_LISTS)
    say(browse, sent, {"list": "6"}, place=0)
    page = browse("caseload.list_corrections")
    assert page.rows()[0][:3] == ["cin data", "List 6", "Sheet"]

    correction_id = db.session.scalars(select(ListCorrection)).one().id
    browse("caseload.take_back_correction", correction_id=correction_id, post={})
    assert "Taken back by" in browse("caseload.list_corrections").text
    assert queries.corrections_now().of_sheet("CIN data") is None


def test_workers_are_suggested_said_and_remembered(browse, sign_in, app, now, tmp_path):
    team = make_team("North", service=make_service("Safeguarding"))
    worker = make_person("Wendy Oone", team=team)
    rows = [IN_NEED | {"Allocated Worker": name, "Allocated Team": "North"} for name in ("Wendy One", "Wendy Oone")]
    rows[1] |= {"Child Unique ID": 1002}
    path = write(tmp_path / "lists.xlsx", {6: rows})
    with path.open("rb") as file, transaction():
        import_id = services.send_lists(file, file_name="lists.xlsx", dated_on=AS_AT, sent_by_id=None).id
    carried_out(import_id)
    staff = {each.written: each for each in queries.find_match(import_id).staff}
    worker_id = worker.id
    assert staff["Wendy One"].nearest == (str(worker_id),) and not staff["Wendy One"].found_id
    assert staff["Wendy Oone"].found_id == str(worker_id) and staff["North"].found_id

    sign_in(access.IMPORT_LISTS)
    page = browse("caseload.match_staff", import_id=import_id)
    assert "2 of 3 were found by their names" in page.text and "Wendy Oone (near)" in page.text
    say(browse, import_id, {"staff-0": str(worker_id)}, "caseload.match_staff")

    with path.open("rb") as file, transaction():
        kept_id = services.import_lists(
            file, services.read_lists(file, AS_AT - (AS_AT - date(2026, 11, 19))), file_name=""
        ).id
    assert {case.worker_id for case in queries.frame_of(kept_id)} == {worker_id}


def test_lists_are_tried_kept_and_undone(browse, sign_in, sent):
    sign_in(access.IMPORT_LISTS, access.VIEW_CASELOAD)
    say(browse, sent, {"list": "6"}, place=0)
    browse("caseload.try_lists", import_id=sent, post={})
    assert carried_out(sent).state is ImportState.TRIED
    assert kept() == [0, 0] and queries.find_newest_import() is None
    page = browse("caseload.view_import", import_id=sent)
    assert "3 rows read: 2 would be kept, 1 refused" in page.text
    assert browse("caseload.list_findings", import_id=sent).rows()

    key = queries.get_import(sent).upload_key
    browse("caseload.confirm_lists", import_id=sent, post={})
    assert carried_out(sent).is_kept and kept() == [2, 2]
    with transaction():
        services.forget_uploads()
    assert not uploads.exists(key)

    assert "2 cases and 2 rows are taken out" in browse("caseload.undo_import", import_id=sent).text
    browse("caseload.undo_import", import_id=sent, post={})
    assert queries.get_import(sent).state is ImportState.UNDONE
    assert kept() == [0, 0] and queries.find_newest_import() is None
    assert db.session.scalar(select(func.count()).select_from(ImportFinding)) == 0
    assert "then undone" in browse("caseload.view_import", import_id=sent).text


def test_what_changes_between_trial_and_keeping_is_shown_first(browse, sign_in, sent):
    sign_in(access.IMPORT_LISTS)
    say(browse, sent, {"list": "6"}, place=0)
    browse("caseload.try_lists", import_id=sent, post={})
    carried_out(sent)
    with transaction():
        correction = db.session.scalars(select(ListCorrection)).one()
        services.take_back_correction(correction, None)
        db.session.add(
            ListCorrection(about=correction.about, scope="", said="cin data", means="7", made_at=correction.made_at)
        )
    browse("caseload.confirm_lists", import_id=sent, post={})

    assert carried_out(sent).state is ImportState.TRIED
    assert kept() == [0, 0]


@pytest.mark.parametrize("step", ["try_lists", "confirm_lists"])
def test_no_step_is_taken_out_of_turn(browse, sign_in, sent, step):
    sign_in(access.IMPORT_LISTS)
    browse("caseload.leave_lists", import_id=sent, post={})

    page = browse(f"caseload.{step}", import_id=sent, post={})
    assert "not taken" in page.text and "as somebody chose" in page.text
    assert queries.get_import(sent).state is ImportState.REFUSED


def test_lists_that_nobody_keeps_are_given_up_with_their_file(sent):
    with transaction():
        queries.get_import(sent).sent_at -= services.LOOKED_AT_WITHIN * 2
    with transaction():
        services.give_up_imports()
        services.forget_uploads()

    imported = queries.get_import(sent)
    assert (imported.state, imported.upload_key) == (ImportState.REFUSED, None)
    assert "within 7 days" in imported.refusal
