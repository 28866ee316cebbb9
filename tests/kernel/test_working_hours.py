"""Working hours run from nine to five in London on England's working days, whatever the clocks do."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcpp.kernel import clock, working_hours

MOMENTS = st.integers(0, 4 * 365 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
SPANS = st.integers(0, 60 * 60).map(lambda minutes: timedelta(minutes=minutes))


def london(year, month, day, hour, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=clock.LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "hours", "expected"),
    [
        (london(2026, 11, 24, 10), 4, london(2026, 11, 24, 14)),
        (london(2026, 11, 24, 13), 4, london(2026, 11, 24, 17)),  # the last minute of the day is still in time
        (london(2026, 11, 24, 15), 4, london(2026, 11, 25, 11)),
        (london(2026, 11, 24, 20), 4, london(2026, 11, 25, 13)),  # an evening
        (london(2026, 11, 24, 6), 4, london(2026, 11, 24, 13)),
        (london(2026, 11, 27, 16), 4, london(2026, 11, 30, 12)),  # a weekend
        (london(2026, 11, 28, 11), 4, london(2026, 11, 30, 13)),
        (london(2026, 12, 24, 15), 4, london(2026, 12, 29, 11)),  # Christmas, and Boxing Day's substitute on the 28th
        (london(2027, 3, 25, 16), 4, london(2027, 3, 30, 12)),  # Easter, and the clocks going forward
        (london(2026, 10, 23, 16), 4, london(2026, 10, 26, 12)),  # the clocks going back
        (london(2026, 11, 24, 10), 16, london(2026, 11, 26, 10)),
    ],
)
def test_so_many_hours_at_work_end_when_people_would_say(moment, hours, expected):
    assert working_hours.add(moment, timedelta(hours=hours)) == expected
    assert working_hours.between(moment, expected) == timedelta(hours=hours)


@given(MOMENTS, SPANS)
def test_what_is_added_is_what_lies_between(moment, span):
    end = working_hours.add(moment, span)

    assert working_hours.between(moment, end) == span
    assert end >= moment


@given(MOMENTS, SPANS)
def test_it_ends_at_work(moment, span):
    end = clock.london(working_hours.add(moment, span))

    assert clock.is_working_day(end.date())
    assert working_hours.OPENS <= end.time() <= working_hours.CLOSES


@given(MOMENTS, SPANS, SPANS)
def test_two_spans_after_each_other_are_their_sum(moment, one, other):
    stepwise = working_hours.add(working_hours.add(moment, one), other)

    assert working_hours.between(moment, stepwise) == one + other


@given(MOMENTS, MOMENTS)
def test_backwards_is_the_same_below_nothing(one, other):
    assert working_hours.between(one, other) == -working_hours.between(other, one)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (london(2026, 11, 24, 10, 40), "3 hours 20 minutes left"),
        (london(2026, 11, 24, 13), "1 hour left"),
        (london(2026, 11, 24, 13, 59), "1 minute left"),
        (london(2026, 11, 24, 14), "less than a minute left"),
        (london(2026, 11, 24, 15, 5), "1 hour 5 minutes late"),
        (london(2026, 11, 25, 8), "3 hours late"),
    ],
)
def test_what_is_left_is_said_in_words(now, words):
    assert working_hours.left_in_words(london(2026, 11, 24, 14), now) == words


def test_by_night_time_is_up_and_not_late():
    assert working_hours.left_in_words(london(2026, 11, 24, 17), london(2026, 11, 24, 22)) == "time is up"
