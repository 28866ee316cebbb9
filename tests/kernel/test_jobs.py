"""Jobs have a time, and each firing happens once."""

from datetime import UTC, datetime, timedelta

import pytest

from dcpp.kernel import firing, jobs
from dcpp.kernel.db import db, transaction
from dcpp.kernel.jobs import Job, JobOutcome, JobRun, daily, every, weekly
from dcpp.kernel.refusal import Refusal

CALLS = []


@pytest.fixture(autouse=True)
def no_calls():
    CALLS.clear()


def water_plants():
    """Water the plants that are dry."""
    CALLS.append("watered")


def refuse_to_water():
    raise Refusal("There is no water")


@pytest.fixture
def declare(app):
    kept = app.extensions["jobs"]
    yield lambda *found: jobs.register(app, found)
    app.extensions["jobs"] = kept


PLANTS = Job(water_plants, at=daily(hour=7))


def runs():
    return db.session.query(JobRun).order_by(JobRun.due_at).all()


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_the_hour_that_the_clocks_change_is_refused(minute):
    with pytest.raises(ValueError, match="01:00 and 02:00"):
        daily(hour=1, minute=minute)


def test_a_time_that_is_no_time_is_refused():
    with pytest.raises(ValueError, match="24:0 is not a time"):
        daily(hour=24)
    with pytest.raises(ValueError, match="7:60 is not a time"):
        daily(hour=7, minute=60)
    with pytest.raises(ValueError, match="once a second"):
        every(seconds=0)
    with pytest.raises(ValueError, match="weekday"):
        weekly("someday", hour=7)


def test_seven_o_clock_is_seven_in_london_in_summer_and_in_winter():
    assert PLANTS.next_due(datetime(2026, 7, 1, 12, tzinfo=UTC)) == datetime(2026, 7, 2, 6, tzinfo=UTC)
    assert PLANTS.next_due(datetime(2026, 12, 1, 12, tzinfo=UTC)) == datetime(2026, 12, 2, 7, tzinfo=UTC)


def test_a_period_is_said_in_the_largest_unit_that_fits():
    assert [str(every(minutes=n)) for n in (1, 5, 60, 90, 120)] == [
        "every minute", "every 5 minutes", "every hour", "every 90 minutes", "every 2 hours"
    ]  # fmt: skip
    assert str(every(seconds=20)) == "every 20 seconds"


def test_a_week_has_one_monday():
    job = Job(water_plants, at=weekly("monday", hour=8))

    assert job.next_due(datetime(2026, 11, 23, 9, 30, tzinfo=UTC)) == datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_a_missed_time_is_due_at_once():
    yesterday = datetime(2026, 11, 22, 7, tzinfo=UTC)

    assert PLANTS.next_due(datetime(2026, 11, 24, 9, tzinfo=UTC), yesterday) == datetime(2026, 11, 23, 7, tzinfo=UTC)


def test_every_process_has_the_same_due_times():
    job = Job(water_plants, at=every(minutes=5))

    assert job.next_due(datetime(2026, 11, 23, 9, 31, 17, tzinfo=UTC)) == datetime(2026, 11, 23, 9, 35, tzinfo=UTC)
    assert str(job.at) == "every 5 minutes"


def test_a_firing_happens_once(app, now):
    assert firing.fire(PLANTS, now)
    assert not firing.fire(PLANTS, now)

    assert CALLS == ["watered"]
    assert runs()[0].outcome is JobOutcome.DONE


def test_a_job_that_refuses_says_why_and_runs_again_next_time(app, now):
    job = Job(refuse_to_water, at=daily(hour=7))

    firing.fire(job, now)
    firing.fire(job, now + timedelta(days=1))

    assert [run.error for run in runs()] == ["There is no water"] * 2


def test_a_run_asked_for_by_hand_is_taken_up_once(app, declare):
    declare(PLANTS)
    with transaction():
        jobs.request_run(PLANTS)
        jobs.request_run(PLANTS)

    firing.take_up_left_runs()
    firing.take_up_left_runs()

    assert CALLS == ["watered"]


def leave_a_claim(now, attempts=1, job="water_plants"):
    with transaction():
        db.session.add(JobRun(job=job, due_at=now, claimed_by="a killed process", claimed_at=now, attempts=attempts))


def test_a_claim_left_by_a_killed_process_is_taken_again(app, declare, now):
    declare(PLANTS)
    leave_a_claim(now)

    firing.take_up_left_runs()

    assert CALLS == ["watered"]
    assert runs()[0].outcome is JobOutcome.DONE


def test_a_job_that_kills_its_process_is_given_up(app, declare, now):
    declare(PLANTS)
    leave_a_claim(now, attempts=3)

    firing.take_up_left_runs()

    assert CALLS == []
    assert "three times" in runs()[0].error


def test_a_run_of_a_job_that_is_gone_is_closed(app, declare, now):
    declare()
    leave_a_claim(now, job="forgotten")

    firing.take_up_left_runs()

    assert runs()[0].outcome is JobOutcome.FAILED


def test_old_runs_are_cleared_but_the_last_of_each_job_is_kept(app, now):
    for age in (90, 60, 40):
        with transaction():
            moment = now - timedelta(days=age)
            db.session.add(JobRun(job="water_plants", due_at=moment, claimed_by="x", finished_at=moment))

    with transaction():
        firing.clear_old_runs()

    assert [run.due_at for run in runs()] == [now - timedelta(days=40)]
    assert jobs.last_runs()["water_plants"].due_at == now - timedelta(days=40)


def test_two_jobs_of_one_name_are_refused(app, declare):
    with pytest.raises(ValueError, match="same name"):
        declare(PLANTS, PLANTS)
