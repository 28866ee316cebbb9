"""Draws of December 2026, advanced as the scheduler does, alone or by two at once."""

import threading
from datetime import UTC, datetime

from audits import queries, services
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.refusal import Refusal
from tests.makers.audits import MONTH

PAST = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
FIRST = datetime(2026, 12, 1, 6, 15, tzinfo=UTC)


def advance():
    with transaction():
        return services.advance_draws()


def do(deed, *args, **kwargs):
    with transaction():
        return deed(*args, **kwargs)


def the_draw(programme, month=MONTH):
    found = queries.find_live_draw(programme.id, month)
    return queries.get_draw(found.id) if found else None


def at_once(app, deed):
    """What became of the same deed, done in two threads at the same moment."""
    barrier, outcomes = threading.Barrier(2), []

    def run():
        with app.app_context(), clock.pretend(FIRST):
            barrier.wait(10)
            try:
                do(deed)
                outcomes.append("done")
            except Refusal as refusal:
                outcomes.append(type(refusal).__name__)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def name_value(draw, known_on):
    do(services.name_public_value, draw, by_id=None, what="Six numbers", where="Their page", known_on=known_on)
