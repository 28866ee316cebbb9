"""Heavy work: doing what waits, as a worker process would, and work that has failed."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select

from dcpp.kernel import clock, work, workers
from dcpp.kernel.db import db, transaction
from dcpp.kernel.work import Work, WorkState


def do_waiting_work():
    """Carry out all queued work, also what that work asks for; fails the test when any of it fails."""
    waiting = select(Work).where(Work.state == WorkState.QUEUED)
    while found := db.session.scalars(waiting.order_by(Work.asked_at)).first():
        work_id = found.id
        db.session.rollback()
        workers.carry_out(work_id)
        done = work.get_work(work_id)
        assert not done.has_failed, done.error


def make_failed_work(count=1, error="The workbook holds no list"):
    """Work that was asked for an hour ago and failed; gives the last."""
    failed, asked_at = None, clock.now() - timedelta(hours=1)
    with transaction():
        for n in range(count):
            failed = Work(
                kind="import_lists",
                record_id=uuid4(),
                asked_at=asked_at + timedelta(seconds=n),
                finished_at=asked_at + timedelta(minutes=1),
                state=WorkState.FAILED,
                error=error,
            )
            db.session.add(failed)
    return failed
