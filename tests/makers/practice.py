"""Audits of drawn cases, for figures about practice; each call is a transaction of its own."""

from dcpp.kernel.db import db, transaction
from tests.makers.audits import make_draw
from tests.makers.audits_done import make_audit, make_submitted_audit


def make_drawn(draw=None, *, is_done=False, **given):
    """An audit of a case that was drawn, submitted where it is done."""
    audit = (make_submitted_audit if is_done else make_audit)(**given)
    draw = draw or make_draw()
    with transaction():
        audit.draw_id, audit.month = draw.id, draw.month
    return audit


def make_many_drawn(count):
    draw = make_draw()
    for _ in range(count):
        make_drawn(draw)


def set_days(audit, **days):
    """Let an audit have lived on other days."""
    with transaction():
        for name, value in days.items():
            setattr(db.session.get_one(type(audit), audit.id), name, value)
