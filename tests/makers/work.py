"""Doing what waits, as a worker process would."""

from sqlalchemy import select

from dcpp.kernel import work, workers
from dcpp.kernel.db import db


def do_waiting_work():
    """Carry out all queued work, also what that work asks for; fails the test when any of it fails."""
    waiting = select(work.Work).where(work.Work.state == work.WorkState.QUEUED)
    while found := db.session.scalars(waiting.order_by(work.Work.asked_at)).first():
        work_id = found.id
        db.session.rollback()
        workers.carry_out(work_id)
        done = work.get_work(work_id)
        assert not done.has_failed, done.error
