"""A workbook becomes a snapshot: whole, once, by a worker that may be killed."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select

from dcpp.caseload import jobs, queries, services
from dcpp.caseload.models import Case, Import, ImportedRow, ImportFinding, ImportState
from dcpp.caseload.rules.findings import CannotImportLists
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock, uploads, work, workers
from dcpp.kernel.db import db, transaction
from tests.caseload.workbooks import AS_AT, IN_NEED, raw, write
from tests.makers.people import make_person, make_service, make_team


@pytest.fixture
def workbook(tmp_path):
    """A file of lists: three cases, one of them refused."""
    rows = [IN_NEED, IN_NEED | {"Child Unique ID": 1002}, IN_NEED | {"Child Unique ID": "Jane Smith"}]
    return write(tmp_path / "lists.xlsx", {6: rows})


def send(path, dated_on=AS_AT):
    with path.open("rb") as file, transaction():
        return services.send_lists(file, file_name=path.name, dated_on=dated_on, sent_by_id=None).id


def do_work(import_id):
    """The import as it is once every step was taken: matched, tried, kept."""
    carry_out(import_id)
    for step in (services.try_lists, services.confirm_lists):
        if queries.get_import(import_id).is_open:
            with transaction():
                step(queries.get_import(import_id))
            carry_out(import_id)
    return queries.get_import(import_id)


def carry_out(import_id):
    workers.carry_out(work.find_unfinished(services.IMPORT_LISTS, import_id).id)
    db.session.rollback()


def counts():
    return [db.session.scalar(select(func.count()).select_from(table)) for table in (Case, ImportedRow, ImportFinding)]


def test_a_sent_workbook_is_kept_by_a_worker(app, now, workbook):
    imported = do_work(send(workbook))

    assert imported.state is ImportState.KEPT
    assert (imported.rows_read, imported.rows_kept, imported.rows_refused, imported.cases) == (3, 2, 1, 2)
    assert queries.find_newest_import() is imported
    assert [sheet.rows_read for sheet in imported.sheets] == [0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0]


def test_the_frame_holds_every_case_in_order(app, now, workbook):
    frame = queries.frame_of(do_work(send(workbook)).id)

    assert [case.case_id for case in frame] == ["1001", "1002"]
    assert (frame[0].status, frame[0].service) == (CaseStatus.CHILD_IN_NEED, "Help and protection")


def test_no_name_of_a_child_and_no_birth_date_is_anywhere_in_the_database(app, now, workbook):
    do_work(send(workbook))
    dump = str([db.session.execute(table.select()).all() for table in db.metadata.sorted_tables])

    assert "Jane" not in dump
    assert "2015-03-01" not in dump and "2015, 3, 1" not in dump


def test_the_file_is_forgotten_once_it_is_read(app, now, workbook):
    import_id = send(workbook)
    key = queries.get_import(import_id).upload_key
    assert uploads.exists(key)

    do_work(import_id)
    with transaction():
        jobs.forget_sent_workbooks()

    assert not uploads.exists(key)
    assert queries.get_import(import_id).upload_key is None


def test_a_file_that_waits_is_not_forgotten(app, now, workbook):
    import_id = send(workbook)
    with transaction():
        jobs.forget_sent_workbooks()

    assert uploads.exists(queries.get_import(import_id).upload_key)


def test_a_file_whose_reading_failed_for_good_is_forgotten_and_the_import_says_so(app, now, workbook):
    import_id = send(workbook)
    key = queries.get_import(import_id).upload_key
    with transaction():
        found = work.find_newest(services.IMPORT_LISTS, import_id)
        found.state, found.error = work.WorkState.FAILED, "The work was cut off"
    with transaction():
        jobs.forget_sent_workbooks()

    imported = queries.get_import(import_id)
    assert (imported.state, imported.refusal) == (ImportState.REFUSED, "The work was cut off")
    assert not uploads.exists(key)


def test_a_workbook_without_lists_is_refused_with_a_sentence_and_keeps_nothing(app, now, tmp_path):
    imported = do_work(send(raw(tmp_path / "other.xlsx", {"Sheet1": [["hello"]]})))

    assert imported.state is ImportState.REFUSED
    assert "No list was found" in imported.refusal
    assert counts() == [0, 0, 0]


def test_what_is_no_workbook_is_refused_at_once(app, now, tmp_path):
    path = tmp_path / "lists.xlsx"
    path.write_bytes(b"hello")
    with pytest.raises(CannotImportLists):
        send(path)

    assert db.session.scalars(select(Import)).all() == []


def test_the_same_file_twice_is_said(app, now, workbook):
    send(workbook)

    with pytest.raises(
        CannotImportLists, match=r"brought in on 23 November 2026, as at 20 November 2026 \(LST-2026-0001\)"
    ):
        send(workbook)


def test_the_same_file_as_at_another_day_is_another_snapshot(app, now, workbook):
    first = do_work(send(workbook))
    second = do_work(send(workbook, AS_AT - timedelta(days=7)))

    assert second.is_kept
    assert queries.find_newest_import() is first
    assert queries.find_newest_import(AS_AT - timedelta(days=1)) is second


def test_a_refused_file_may_be_sent_again(app, now, tmp_path):
    path = raw(tmp_path / "other.xlsx", {"Sheet1": [["hello"]]})
    do_work(send(path))

    assert do_work(send(path)).reference == "LST-2026-0002"


def test_a_day_in_the_future_is_refused(app, now, workbook):
    with pytest.raises(CannotImportLists, match="today or earlier"):
        send(workbook, date(2026, 11, 24))


def test_a_worker_killed_while_keeping_leaves_nothing_and_the_next_one_finishes(app, now, workbook, monkeypatch):
    import_id = send(workbook)
    task = work.Task(work_id=work.find_newest(services.IMPORT_LISTS, import_id).id, record_id=import_id)

    class Killed(BaseException):
        pass

    def die(*_args, **_values):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("dcpp.caseload.services.keeping.announce", die)
        with pytest.raises(Killed), transaction():
            jobs.import_lists(task)
    assert counts() == [0, 0, 0]

    assert do_work(import_id).is_kept
    assert counts()[:2] == [2, 2]


def test_an_import_that_is_done_is_not_done_again(app, now, workbook):
    import_id = send(workbook)
    do_work(import_id)
    with transaction():
        jobs.import_lists(work.Task(work_id=import_id, record_id=import_id))

    assert counts()[0] == 2


def test_staff_are_matched_by_exact_name_and_the_unmatched_are_listed(app, now, tmp_path):
    service = make_service("Safeguarding")
    team = make_team("Team A", service=service)
    worker = make_person("Worker One", team=team)
    make_person("Twin Name")
    make_person("Twin Name")
    names = ["One, Worker", "worker one", "Nobody Known", "Nobody Known", "Twin Name"]
    teams = ["Team A", "Elsewhere", "Team A", "Team A", "Team A"]
    rows = [
        IN_NEED | {"Child Unique ID": n, "Allocated Worker": who, "Allocated Team": where}
        for n, (who, where) in enumerate(zip(names, teams, strict=True), 1)
    ]
    imported = do_work(send(write(tmp_path / "lists.xlsx", {6: rows})))
    frame = {case.case_id: case for case in queries.frame_of(imported.id)}

    assert [frame[n].worker_id for n in "12345"] == [worker.id, worker.id, None, None, None]
    assert {case.team_id for case in frame.values()} == {team.id}
    assert frame["2"].service == "Safeguarding" and frame["2"].service_id == service.id
    found = [
        (each["row"], each["code"], each["severity"])
        for each in queries.write_report(imported)["findings"]
        if each["row"]
    ]
    assert found == [(4, "team-unknown", "query"), (5, "worker-unknown", "query"), (7, "worker-unknown", "query")]


def test_without_staff_nobody_is_missed(app, now, workbook):
    imported = do_work(send(workbook))

    assert not [each for each in queries.write_report(imported)["findings"] if "unknown" in each["code"]]


def test_the_report_from_the_database_is_the_one_of_the_reading(app, now, workbook):
    imported = do_work(send(workbook))

    assert queries.write_report(imported) == services.read_lists(BytesIO(workbook.read_bytes()), AS_AT).as_report()


def test_who_takes_part_is_in_the_trail_and_no_case_is(app, now, workbook):
    from dcpp.kernel import trail

    imported = do_work(send(workbook))
    entries = trail.entries_of("caseload_import", imported.id)

    assert [entry.event for entry in entries] == ["ListsImported", "ListsTried", "ListsMatched", "ListsSent"]
    assert "1001" not in "".join(entry.details for entry in entries)


def test_people_may_be_taken_away_and_the_case_stays(app, now, workbook):
    worker = make_person("Worker One")
    imported = do_work(send(workbook))
    assert queries.find_case(imported.id, "1001").worker_id == worker.id

    with transaction():
        for table in ("accounts", "person_roles", "people"):
            column = "id" if table == "people" else "person_id"
            db.session.execute(
                db.text(f"DELETE FROM {table} WHERE {column} = :id"),
                {"id": worker.id.hex if db.engine.dialect.name == "sqlite" else worker.id},
            )

    assert queries.find_case(imported.id, "1001").worker_id is None
    assert clock.today() == date(2026, 11, 23)


def test_a_file_that_waits_to_be_read_again_is_not_forgotten(app, now, workbook):
    first, second = send(workbook), send(workbook, AS_AT - timedelta(days=1))
    with transaction():
        services.refuse_import(queries.get_import(first), "The day was wrong")
        services.forget_uploads()

    assert uploads.exists(queries.get_import(second).upload_key)


def test_a_case_knows_how_many_plans_came_before(app, now, tmp_path):
    plan = {"Child Unique ID": 1001, "Child Protection Plan Start Date": date(2026, 9, 1)}
    rows = [plan | {"Number of Previous Child Protection Plans": 2}, plan | {"Child Unique ID": 1002}]
    imported = do_work(send(write(tmp_path / "lists.xlsx", {7: rows})))

    assert queries.find_case(imported.id, "1001").previous_plans == 2
    assert queries.find_case(imported.id, "1002").previous_plans is None
