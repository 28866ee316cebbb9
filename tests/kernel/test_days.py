"""Days that the database reckons are those that the clock reckons."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from dcpp.kernel import clock, days
from dcpp.kernel.db import db

A_DAY = date(2024, 1, 31)
DAYS = [A_DAY + timedelta(days=step * 13) for step in range(60)] + [date(2024, 2, 29), date(2023, 12, 31)]


@pytest.mark.parametrize("count", [1, 6, 12, 13, 36, 120])
def test_months_are_added_as_the_clock_adds_them(app, count):
    found = [db.session.scalar(select(days.months_after(days.literal(day), count))) for day in DAYS]

    assert found == [clock.months_from(day, count) for day in DAYS]


def test_days_are_added(app):
    assert db.session.scalar(select(days.days_after(days.literal(A_DAY), 30))) == date(2024, 3, 1)
    assert db.session.scalar(select(days.days_after(days.literal(A_DAY), 0))) == A_DAY


def test_the_latest_and_the_earliest_of_several_are_found(app):
    some = [days.literal(one) for one in (A_DAY, days.NEVER, days.FOR_EVER)]

    assert db.session.scalar(select(days.later_of(*some))) == date.max
    assert db.session.scalar(select(days.earlier_of(*some))) == date.min
