"""The scheduler's process: APScheduler decides when, one leader fires, each firing is claimed in the database."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger
from flask import Flask
from sqlalchemy.exc import DBAPIError

from dcpp.kernel import beats, clock, firing, jobs
from dcpp.kernel.db import reading
from dcpp.kernel.jobs import Job
from dcpp.serving import signs
from dcpp.serving.leading import leadership

LOOK_EVERY = 0.5  # seconds between two looks at who leads
LEFT_RUNS_EVERY = 5  # seconds between two looks for runs that were asked for by hand or left by a killed process
LEFT_RUNS = "left runs"

log = structlog.get_logger()


CLAIM_TRIES = 5
"""A locked SQLite gives way after twenty seconds; a PostgreSQL that restarts is back within as many."""


class ClaimingExecutor(ThreadPoolExecutor):  # type: ignore[misc]
    """Hands each due time to `fire`, which APScheduler's own executor would keep to itself."""

    def __init__(self, app: Flask, fire: Callable[[str, datetime], None]) -> None:
        super().__init__(max_workers=4)
        self.app = app
        self.fire = fire

    def _do_submit_job(self, job: Any, run_times: Sequence[datetime]) -> None:
        def let_go(future: "Future[None]") -> None:
            error = future.exception()
            if error is None:
                self._run_job_success(job.id, [])
            else:
                self._run_job_error(job.id, error, error.__traceback__)

        self._pool.submit(self._fire_each, job.id, run_times).add_done_callback(let_go)

    def _fire_each(self, name: str, run_times: Sequence[datetime]) -> None:
        for due_at in run_times:
            for attempt in range(CLAIM_TRIES):
                with self.app.app_context():
                    try:
                        self.fire(name, due_at.astimezone(UTC))
                        break
                    except DBAPIError:  # the claim could not be written: nobody else will look for this due time
                        log.warning("a due time could not be claimed", job=name, attempt=attempt)


def run(app: Flask, stale_after: timedelta = beats.STALE_AFTER) -> None:
    """Fire the application's jobs, or stand ready to, until this process is asked to stop."""
    asked_to_stop = signs.StopAsked()
    lead = leadership(app)
    with app.app_context(), beats.beating(signs.name_of_process("scheduler")):
        while not asked_to_stop:
            if lead.holds():
                with beats.beating(signs.name_of_process("leader")):
                    _lead_until(app, asked_to_stop, lead.holds, stale_after)
            asked_to_stop.wait(LOOK_EVERY)
        lead.give_up()


def _lead_until(
    app: Flask, asked_to_stop: signs.StopAsked, still_leads: Callable[[], bool], stale_after: timedelta
) -> None:
    scheduler = _start(app, stale_after)
    log.info("this scheduler leads", jobs=len(jobs.declared()))
    while not asked_to_stop.wait(LOOK_EVERY) and still_leads():
        pass
    scheduler.shutdown(wait=True)


def _start(app: Flask, stale_after: timedelta) -> BackgroundScheduler:
    def fire(name: str, due_at: datetime) -> None:
        if name == LEFT_RUNS:
            firing.take_up_left_runs(stale_after)
        else:
            firing.fire(jobs.declared()[name], due_at)

    scheduler = BackgroundScheduler(executors={"default": ClaimingExecutor(app, fire)}, timezone=UTC)
    for job in jobs.declared().values():
        _add(scheduler, job)
    scheduler.add_job(_nothing, IntervalTrigger(seconds=LEFT_RUNS_EVERY), id=LEFT_RUNS, coalesce=True)
    scheduler.start()
    return scheduler


def _add(scheduler: BackgroundScheduler, job: Job) -> None:
    """Begin after the last claimed due time, so that a change of leader or a night switched off leaves no gap."""
    with reading():
        next_due = job.next_due(clock.now(), firing.last_due(job))
    scheduler.add_job(
        _nothing,
        job.at.trigger(),
        id=job.name,
        next_run_time=next_due,
        coalesce=not job.each_time,
        misfire_grace_time=None,
        max_instances=100 if job.each_time else 1,
    )


def _nothing() -> None:
    """APScheduler wants a function; the executor knows what to do by the job's name."""
