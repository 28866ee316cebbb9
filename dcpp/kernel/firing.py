"""How a job runs: each due time is claimed by adding a row, so that of many schedulers one runs it, once."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog
from sqlalchemy import Select, delete, func, select, update

from dcpp.kernel import beats, clock, jobs, trail
from dcpp.kernel.db import affected, db, insert_if_absent, reading, transaction
from dcpp.kernel.jobs import Job, JobOutcome, JobRun, daily
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.workers import TakenOver, unexpected

ATTEMPTS = 3
KEPT_FOR = timedelta(days=30)
GAVE_UP = "The job was cut off three times before it was finished."
UNKNOWN = "There is no job of this name any more."

log = structlog.get_logger()


def fire(job: Job, due_at: datetime) -> bool:
    """Run a job for a due time, unless that firing is or was somebody else's. Whether it was ours."""
    run_id, claim = uuid4(), secrets.token_hex(8)
    with beats.beating(f"job:{claim}"):
        with transaction():
            ours = insert_if_absent(
                JobRun,
                id=run_id,
                job=job.name,
                due_at=due_at,
                claimed_by=claim,
                claimed_at=clock.now(),
                attempts=1,
                error="",
            )
        if ours:
            _run(job, run_id, claim)
    return ours


def take_up_left_runs(stale_after: timedelta = beats.STALE_AFTER) -> None:
    """Run what was asked for by hand, and what a killed process had claimed and not finished."""
    with reading():
        left = [(run.id, run.job, run.claimed_by, run.attempts) for run in db.session.scalars(_unfinished())]
    for run_id, name, old_claim, attempts in left:
        if old_claim and beats.is_alive(f"job:{old_claim}", within=stale_after):
            continue
        _take_up(run_id, jobs.declared().get(name), old_claim, attempts)


def last_due(job: Job) -> datetime | None:
    """The latest due time of a job that anybody has claimed."""
    found: datetime | None = db.session.scalar(
        select(func.max(JobRun.due_at)).where(JobRun.job == job.name, JobRun.claimed_by != "")
    )
    return found


def _take_up(run_id: UUID, job: Job | None, old_claim: str, attempts: int) -> None:
    claim = secrets.token_hex(8)
    with beats.beating(f"job:{claim}"):
        mine = update(JobRun).where(JobRun.id == run_id, JobRun.claimed_by == old_claim, JobRun.finished_at.is_(None))
        with transaction():
            taken = affected(mine.values(claimed_by=claim, claimed_at=clock.now(), attempts=JobRun.attempts + 1))
        if not taken:
            return
        if job is None or attempts >= ATTEMPTS:
            _fail(run_id, claim, GAVE_UP if job else UNKNOWN)
        else:
            _run(job, run_id, claim)


def _run(job: Job, run_id: UUID, claim: str) -> None:
    try:
        with transaction(), trail.acting(f"job:{job.name}"):
            job.do()
            _end(run_id, claim, outcome=JobOutcome.DONE)
    except TakenOver:
        log.warning("a job was taken over", job=job.name)
    except Refusal as refusal:
        _fail(run_id, claim, str(refusal))
    except Exception as error:  # noqa: BLE001 - whatever a job raises ends here, said and logged
        _fail(run_id, claim, unexpected(error, job=job.name))


def _fail(run_id: UUID, claim: str, sentence: str) -> None:
    try:
        with transaction():
            _end(run_id, claim, outcome=JobOutcome.FAILED, error=sentence)
    except TakenOver:
        log.warning("a job was taken over", run=str(run_id))


def _end(run_id: UUID, claim: str, **values: object) -> None:
    """Close our claim in the transaction of the job itself: either both are kept or neither."""
    statement = update(JobRun).where(JobRun.id == run_id, JobRun.claimed_by == claim, JobRun.finished_at.is_(None))
    if not affected(statement.values(finished_at=clock.now(), **values)):
        raise TakenOver


def _unfinished() -> Select[JobRun]:
    return select(JobRun).where(JobRun.finished_at.is_(None)).order_by(JobRun.due_at, JobRun.id)


def clear_old_runs() -> None:
    """Clear away the record of job runs older than 30 days, and signs of life that nobody needs."""
    latest = select(func.max(JobRun.due_at)).group_by(JobRun.job)
    old = delete(JobRun).where(JobRun.finished_at < clock.now() - KEPT_FOR, JobRun.due_at.not_in(latest))
    db.session.execute(old, execution_options={"synchronize_session": False})
    beats.forget_the_dead()


JOBS = [Job(clear_old_runs, at=daily(hour=3, minute=30))]
