"""Processes are killed in the middle of things, and everything still happens once."""

import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from dcpp.inspection import queries as inspection
from dcpp.inspection.services import reports
from dcpp.kernel import beats, clock, trail, work
from dcpp.kernel.db import db, reading, transaction
from dcpp.kernel.ids import ReferenceCounter
from dcpp.kernel.jobs import JobOutcome, JobRun
from tests.serving import ticking

pytestmark = pytest.mark.slow

SECOND = timedelta(seconds=1)


@pytest.fixture
def begin(app, settings):
    """Starts processes of the application under test; what is still there at the end is killed."""
    started = []
    environment = os.environ | {"DCPP_DATA": str(settings.data), "DATABASE_URL": settings.database_url}

    def begin(*roles):
        command = [sys.executable, "-m", "tests.serving.ticking", *roles]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
        started.append(process)
        return process, [int(process.stdout.readline()) for _ in roles]

    yield begin
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def wait_until(true, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with reading():
            found = true()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def ask_to_stop(family, pids):
    for pid in pids:
        os.kill(pid, signal.SIGTERM)
    assert family.wait(timeout=40) == 0


def ticks(*those):
    return db.session.scalar(select(func.count()).where(JobRun.job == "tick", *those))


def done():
    return ticks(JobRun.outcome == JobOutcome.DONE)


def is_nothing_left():
    return not ticks(JobRun.finished_at.is_(None), JobRun.due_at < clock.now() - 2 * SECOND)


def counted(series):
    counter = db.session.get(ReferenceCounter, f"{series}-2026")
    return counter.last if counter else 0


def leader_of(pids):
    leading = {int(name.rpartition(":")[2]) for name in beats.last_beats("leader:")}
    return next((pid for pid in pids if pid in leading), None)


def test_four_schedulers_and_two_kills_give_each_firing_once(begin):
    family, schedulers = begin(*["scheduler"] * 4)
    for firings in (2, 4):
        wait_until(lambda least=firings: done() >= least)
        leader = wait_until(lambda: leader_of(schedulers))
        schedulers.remove(leader)
        os.kill(leader, signal.SIGKILL)
    wait_until(lambda: done() >= 6 and is_nothing_left())
    ask_to_stop(family, schedulers)

    with reading():
        due = db.session.scalars(select(JobRun.due_at).where(JobRun.job == "tick").order_by(JobRun.due_at)).all()
        assert due == [due[0] + n * SECOND for n in range(len(due))], "no gap and no double"
        assert done() == len(due) == counted("TICK"), "each was done, once"


def test_work_of_a_killed_worker_is_done_once_by_the_next(begin, app, monkeypatch):
    monkeypatch.setitem(app.extensions, "work", {"build": ticking.build})
    first, (scheduler, killed) = begin("scheduler", "worker")
    with transaction():
        work_id = work.ask("build", uuid4()).id
    wait_until(lambda: work.get_work(work_id).stage == "Building")
    os.kill(killed, signal.SIGKILL)
    second, (worker,) = begin("worker")

    wait_until(lambda: work.get_work(work_id).is_finished)

    ask_to_stop(first, [scheduler])
    ask_to_stop(second, [worker])
    with reading():
        found = work.get_work(work_id)
        assert (found.state, found.attempts) == (work.WorkState.DONE, 2)
        assert counted("BUILT") == 1


def test_a_report_whose_worker_is_killed_is_built_once_from_its_snapshot(begin):
    with transaction():
        report_id = reports.request_report(date(2026, 10, 1)).id
    first, (scheduler, killed) = begin("scheduler", "worker")
    frozen = wait_until(lambda: inspection.get_report(report_id).snapshot_sha256, seconds=40)
    os.kill(killed, signal.SIGKILL)
    with reading():
        assert not inspection.get_report(report_id).is_ready, "killed too late for this test to say anything"
    second, (worker,) = begin("worker")

    wait_until(lambda: inspection.get_report(report_id).is_ready, seconds=60)

    ask_to_stop(first, [scheduler])
    ask_to_stop(second, [worker])
    with reading():
        report = inspection.get_report(report_id)
        told = [entry.event for entry in trail.entries_of("readiness_report", report_id)]
        assert (report.snapshot_sha256, len(report.files)) == (frozen, 4)
        assert told == ["ReportBuilt", "ReportFrozen", "ReportRequested"]
