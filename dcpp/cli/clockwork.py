"""Commands on what happens by the clock."""

import sys
from datetime import datetime

import click

from dcpp.cli.ending import tell
from dcpp.cli.opening import opened
from dcpp.kernel import clock, firing, trail
from dcpp.kernel import jobs as kernel_jobs
from dcpp.kernel.db import reading, transaction
from dcpp.kernel.jobs import Job, JobRun


@click.command()
def jobs() -> None:
    """List the jobs: when each runs, when it last ran and how that ended, and when it is next due."""
    with opened(), reading():
        runs = kernel_jobs.last_runs()
        found = kernel_jobs.declared()
        width = max(len(name) for name in found)
        for name, job in found.items():
            click.echo(f"{name:<{width}}  {_last(runs.get(name))}; {job.at}; next {_moment(job.next_due(clock.now()))}")


@click.command("run-job")
@click.argument("name")
def run_job(name: str) -> None:
    """Run the job NAME now, here, and say how it ended. `dcpp jobs` lists the names."""
    with opened():
        job = _find(name)
        with transaction():
            trail.commanded()
        due_at = clock.now()
        firing.fire(job, due_at)
        with transaction():
            run = kernel_jobs.get_run(job, due_at)
            error = run.error
    if error:
        sys.exit(tell(f"{name} failed: {error}", 1))
    click.echo(f"{name} is done")


def _find(name: str) -> Job:
    found = kernel_jobs.declared()
    if name not in found:
        raise click.UsageError(f"There is no job {name!r}. The jobs are: {', '.join(found)}")
    return found[name]


def _last(run: JobRun | None) -> str:
    if run is None:
        return "has not run yet"
    if run.finished_at is None:
        return f"running since {_moment(run.claimed_at or run.due_at)}" if run.claimed_by else "asked for, waiting"
    how = run.outcome.value if run.outcome else "done"
    return f"{how} {_moment(run.finished_at)}" + (f" ({run.error})" if run.error else "")


def _moment(moment: datetime) -> str:
    return clock.london(moment).strftime("%d %b %Y %H:%M")
