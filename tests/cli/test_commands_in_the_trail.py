"""What is done by a command is in the trail, by the command's name."""

import sqlite3

import pytest

from dcpp.cli import commands
from dcpp.kernel import seals, trail
from dcpp.kernel.db import db, transaction
from dcpp.kernel.trail import TrailEntry

# Each leaves a row (the last two by the events of what they do).
LEAVE_A_ROW = {"backup", "restore", "run-job", "migrate", "import-annex-a", "first-administrator", "sample-council"}
# These look at sums and times, and print nothing that is kept of anybody.
ONLY_CHECK = {"check-bookings", "jobs", "verify-report", "verify-sample", "verify-trail"}
# What these do is done by the jobs, the workers and the people who sign in.
PROCESSES = {"start", "serve", "web", "scheduler", "worker"}


@pytest.fixture
def on_sqlite(settings):
    if not settings.is_sqlite:
        pytest.skip("PostgreSQL makes its own backups")


def rows():
    db.session.rollback()
    return [(entry.event, entry.acting) for entry in db.session.query(TrailEntry).order_by(TrailEntry.id)]


def rows_in(file):
    with sqlite3.connect(file) as database:
        found = database.execute("SELECT event, acting FROM trail_entries ORDER BY id").fetchall()
    database.close()
    return found


def test_of_every_command_it_is_known_whether_it_leaves_a_row():
    assert set(commands.commands) == LEAVE_A_ROW | ONLY_CHECK | PROCESSES


def test_a_job_run_by_hand_is_kept(dcpp):
    dcpp("run-job", "find_lost_work")

    assert rows() == [("CommandRun", "command:run-job")]


def test_a_first_administrator_is_let_in_by_the_command(dcpp, settings):
    dcpp("first-administrator", "ada@council.example", "Ada Byron", SECRET_KEY=settings.secret_key)

    assert set(rows()) == {("PersonAdded", "command:first-administrator"), ("RoleGiven", "command:first-administrator")}


@pytest.mark.usefixtures("on_sqlite")
def test_a_backup_is_kept_and_is_in_the_backup_itself(dcpp, tmp_path):
    environment = {"DCPP_DATA": tmp_path / "new", "DATABASE_URL": f"sqlite:///{tmp_path}/new/dcpp.sqlite3"}
    dcpp("backup", tmp_path / "kept.tar")
    assert rows() == [("CommandRun", "command:backup")]

    dcpp("restore", tmp_path / "kept.tar", **environment)

    restored = rows_in(tmp_path / "new/dcpp.sqlite3")
    assert restored == [("CommandRun", "command:backup"), ("CommandRun", "command:restore")]


@pytest.mark.usefixtures("on_sqlite")
def test_a_backup_that_cannot_be_leaves_no_row(dcpp, tmp_path):
    (tmp_path / "kept.tar").write_text("something else")

    assert dcpp("backup", tmp_path / "kept.tar")[0] == 2
    assert rows() == []


@pytest.mark.usefixtures("on_sqlite")
def test_a_database_whose_trail_cannot_be_written_is_still_backed_up(dcpp, tmp_path):
    with transaction():
        trail.keep(happened_at=trail.clock.now(), event="A", record_kind="audit", record_id=None, details={})
        db.session.flush()
        seals.seal_settled_rows()
    with transaction():
        db.session.connection().exec_driver_sql("ALTER TABLE trail_entries RENAME TO trail_elsewhere")

    code, said = dcpp("backup", tmp_path / "kept.tar")

    assert code == 0 and "could not be kept in the trail" in said and "Wrote" in said


@pytest.mark.usefixtures("on_sqlite")
def test_a_migration_is_kept_where_it_changes_something(dcpp, tmp_path):
    environment = {"DCPP_DATA": tmp_path, "DATABASE_URL": f"sqlite:///{tmp_path}/dcpp.sqlite3"}
    for _ in range(2):
        dcpp("migrate", **environment)

    assert rows_in(tmp_path / "dcpp.sqlite3") == [("CommandRun", "command:migrate")]
