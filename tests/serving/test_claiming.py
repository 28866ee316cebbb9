"""A due time is not lost because its claim could not be written at once."""

from datetime import datetime

from sqlalchemy.exc import OperationalError

from dcpp.serving.scheduler import ClaimingExecutor


def test_a_claim_that_meets_a_locked_database_is_tried_again(app, now):
    tried = []

    def fire(name, due_at):
        tried.append(due_at)
        if len(tried) == 1:
            raise OperationalError("insert", {}, Exception("database is locked"))

    ClaimingExecutor(app, fire)._fire_each(
        "draw_monthly_samples", [now, datetime(2026, 11, 24, 6, 15, tzinfo=now.tzinfo)]
    )

    assert tried == [now, now, datetime(2026, 11, 24, 6, 15, tzinfo=now.tzinfo)]
