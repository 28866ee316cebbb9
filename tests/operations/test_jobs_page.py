"""Administrators see what ran, run it now, and let failed work be tried again."""

from datetime import timedelta

import pytest

from dcpp.kernel import beats, firing, jobs, work
from dcpp.kernel.db import db, transaction
from dcpp.kernel.jobs import Job, JobRun, daily
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.work import WorkState
from dcpp.operations import access
from tests.makers.work import make_failed_work


def water_plants():
    """Water the plants that are dry."""


def weigh_letters():
    """Weigh the letters."""
    raise Refusal("The scales are away")


WATER, WEIGH = Job(water_plants, at=daily(hour=7)), Job(weigh_letters, at=daily(hour=8, minute=15))


@pytest.fixture
def declared(app, monkeypatch):
    monkeypatch.setitem(app.extensions, "jobs", {job.name: job for job in (WATER, WEIGH)})
    monkeypatch.setitem(app.extensions, "work", {"import_lists": print})


@pytest.fixture
def administrator(declared, sign_in):
    return sign_in(access.VIEW_JOBS, access.RUN_JOBS)


def line(page, words):
    return next(row for row in page.rows() if words in row[0])


def test_the_page_says_when_each_job_ran_how_it_ended_and_when_it_is_due(browse, administrator, now):
    firing.fire(WEIGH, now)

    page = browse("operations.list_jobs")

    assert line(page, "Water the plants")[1:4] == ["Every day at 7am", "Not run yet", "24 November 2026 at 7am"]
    assert line(page, "Weigh the letters")[2] == "Failed 23 November 2026 at 9:30am The scales are away"


def test_a_job_is_run_now_once_however_often_it_is_asked_for(browse, administrator, now):
    browse("operations.run_job", name="water_plants", post={})
    page = browse("operations.run_job", name="water_plants", post={})
    assert "“Water the plants that are dry” will run within a few seconds" in page.notice
    assert "Asked for" in line(page, "Water the plants")[2]

    firing.take_up_left_runs()

    assert "Done" in line(browse("operations.list_jobs"), "Water the plants")[2]
    assert jobs.last_runs()["water_plants"].asked_by_id == administrator.id


def test_a_job_that_does_not_exist_is_not_found(browse, administrator):
    browse("operations.run_job", name="burn_letters", post={}, status=404)


def test_failed_work_is_shown_with_its_reason_and_tried_again(browse, administrator, now):
    failed = make_failed_work()
    page = browse("operations.list_jobs")
    assert page.rows(1)[0][:3] == ["Import lists", "23 November 2026 at 8:31am", "The workbook holds no list"]

    page = browse("operations.try_work_again", work_id=failed.id, post={})

    assert "Nothing has failed" in page.text
    assert work.get_work(failed.id).state is WorkState.QUEUED


def test_work_that_is_under_way_again_is_not_tried_twice(browse, administrator):
    failed = make_failed_work()
    browse("operations.try_work_again", work_id=failed.id, post={})

    page = browse("operations.try_work_again", work_id=failed.id, post={}, status=409)

    assert "under way or done already" in page.text


def test_a_failure_that_was_asked_for_again_is_not_shown(browse, administrator, now):
    failed = make_failed_work()
    with transaction():
        work.ask("import_lists", failed.record_id)

    assert "Nothing has failed" in browse("operations.list_jobs").text


def test_without_scheduler_or_worker_the_page_says_what_to_do(browse, administrator):
    assert "No scheduler is running" in browse("operations.list_jobs").text

    with beats.beating("scheduler:here:1"), beats.beating("worker:here:2"):
        page = browse("operations.list_jobs")

    assert "No scheduler is running" not in page.text
    assert "No worker is running" not in page.text


def test_who_may_only_look_has_no_buttons(browse, declared, sign_in):
    sign_in(access.VIEW_JOBS)
    make_failed_work()

    page = browse("operations.list_jobs")

    assert not page.soup.select("main form")


def test_a_run_that_has_begun_is_running(browse, administrator, now):
    with transaction():
        db.session.add(JobRun(job="water_plants", due_at=now, claimed_by="x", claimed_at=now - timedelta(minutes=1)))

    assert "Running" in line(browse("operations.list_jobs"), "Water the plants")[2]
