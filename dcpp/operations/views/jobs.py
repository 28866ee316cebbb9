"""The page of jobs, and its two buttons."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel import beats, clock, jobs
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.operations import access, queries, services
from dcpp.operations.views import blueprint
from training import queries as training


@blueprint.get("/jobs")
@may(access.VIEW_JOBS)
def list_jobs() -> ResponseReturnValue:
    return render_template(
        "operations/list_jobs.html",
        jobs=queries.list_jobs(clock.now()),
        failed=queries.list_failed_work(),
        unfinished=queries.count_unfinished_work(),
        schedulers=beats.count_alive("scheduler"),
        workers=beats.count_alive("worker"),
        bookings_check=training.find_last_check(),
        may_run=viewer().may(access.RUN_JOBS),
    )


@blueprint.post("/jobs/<name>/run")
@may(access.RUN_JOBS)
def run_job(name: str) -> ResponseReturnValue:
    job = jobs.declared().get(name) or abort(404)
    with transaction():
        services.ask_for_job(job, by=viewer().person_id)
    flash(f"“{job.purpose}” will run within a few seconds")
    return redirect(url_for(".list_jobs"))


@blueprint.post("/work/<uuid:work_id>/try-again")
@may(access.RUN_JOBS)
def try_work_again(work_id: UUID) -> ResponseReturnValue:
    with transaction():
        services.try_work_again(work_id)
    flash("The work is waiting for its turn again")
    return redirect(url_for(".list_jobs"))
