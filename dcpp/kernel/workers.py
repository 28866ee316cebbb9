"""How asked work gets done: claimed by one worker, in one transaction, and found again when its worker died."""

import secrets
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import select, update

from dcpp.kernel import beats, clock, queue, trail, work
from dcpp.kernel.db import affected, db, transaction
from dcpp.kernel.jobs import Job, every
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.work import Task, Work, WorkState

ATTEMPTS = 3
LOST_AFTER = timedelta(seconds=30)
GAVE_UP = "The work was cut off three times before it was finished. Ask for it again, or tell an administrator."
UNEXPECTED = (
    "Something went wrong on our side. Try again; if it happens again, give an administrator this reference: {}"
)

log = structlog.get_logger()


class TakenOver(Exception):
    """Another worker holds the claim now; what was done here is undone."""


def carry_out(work_id: UUID) -> None:
    """Do a piece of queued work. Does nothing when it is not waiting (done, or somebody else's)."""
    claim = secrets.token_hex(8)
    with beats.beating(f"work:{claim}"):
        if not _take(work_id, claim):
            return
        try:
            _do(work_id, claim)
        except TakenOver:
            log.warning("work was taken over", work=str(work_id))
        except Refusal as refusal:
            _fail(work_id, claim, str(refusal))
        except Exception as error:  # noqa: BLE001 - whatever a handler raises ends here, said and logged
            _fail(work_id, claim, unexpected(error, work=str(work_id)))


def unexpected(error: Exception, **about: str) -> str:
    """Log an error nobody foresaw, and the sentence about it with the log's reference."""
    reference = secrets.token_hex(4).upper()
    log.error("unexpected error", reference=reference, **about, exc_info=error)
    return UNEXPECTED.format(reference)


def requeue(work_id: UUID) -> bool:
    """Let failed work be tried again from the start; whether it had failed and is queued now."""
    values = {"state": WorkState.QUEUED, "attempts": 0, "error": "", "claim": "", "finished_at": None}
    statement = update(Work).where(Work.id == work_id, Work.state == WorkState.FAILED).values(values)
    if not affected(statement):
        return False
    work.queue_after_commit(work_id)
    return True


def sweep(stale_after: timedelta = beats.STALE_AFTER, lost_after: timedelta = LOST_AFTER) -> None:
    """Put back into the queue what a dead worker left, and what never reached the queue."""
    for found in _list_in_state(WorkState.RUNNING):
        if not beats.is_alive(f"work:{found.claim}", within=stale_after):
            _free(found)
    waiting = queue.here().waiting()
    for found in _list_in_state(WorkState.QUEUED):
        if found.id not in waiting and clock.now() - found.asked_at >= lost_after:
            work.queue_after_commit(found.id)


def _take(work_id: UUID, claim: str) -> bool:
    values = {"state": WorkState.RUNNING, "claim": claim, "attempts": Work.attempts + 1, "started_at": clock.now()}
    with transaction():
        return affected(update(Work).where(Work.id == work_id, Work.state == WorkState.QUEUED).values(values)) == 1


def _do(work_id: UUID, claim: str) -> None:
    with transaction():
        found = work.get_work(work_id)
        task = Task(work_id=found.id, record_id=found.record_id, asked_by_id=found.asked_by_id)
        handler = work.handlers()[found.kind]
        name = f"work:{found.kind}"
        db.session.rollback()  # so that a handler that begins with reading holds no write lock
        with trail.acting(name):
            handler(task)
        _end(work_id, claim, state=WorkState.DONE, error="")


def _fail(work_id: UUID, claim: str, sentence: str) -> None:
    try:
        with transaction():
            _end(work_id, claim, state=WorkState.FAILED, error=sentence)
    except TakenOver:
        log.warning("work was taken over", work=str(work_id))


def _end(work_id: UUID, claim: str, **values: object) -> None:
    """Close our claim, in the transaction of what was done: the two can never disagree."""
    statement = update(Work).where(Work.id == work_id, Work.claim == claim, Work.state == WorkState.RUNNING)
    if not affected(statement.values(finished_at=clock.now(), **values)):
        raise TakenOver
    work.forget_progress(work_id)


def _free(found: Work) -> None:
    """Take work from a dead worker; three deaths are enough."""
    values: dict[str, object] = {"state": WorkState.QUEUED, "claim": ""}
    if found.attempts >= ATTEMPTS:
        values = {"state": WorkState.FAILED, "claim": "", "finished_at": clock.now(), "error": GAVE_UP}
    changed = affected(update(Work).where(Work.id == found.id, Work.claim == found.claim).values(values))
    if changed and values["state"] is WorkState.QUEUED:
        log.warning("work is queued again", work=str(found.id), attempts=found.attempts)
        work.queue_after_commit(found.id)


def _list_in_state(state: WorkState) -> list[Work]:
    return list(db.session.scalars(select(Work).where(Work.state == state).order_by(Work.asked_at, Work.id)))


def find_lost_work() -> None:
    """Queue again what a stopped worker left unfinished."""
    sweep()


JOBS = [Job(find_lost_work, at=every(minutes=1))]
