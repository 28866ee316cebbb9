"""The written rule by which a change is called, and nothing but it."""

from datetime import date

import pytest

from dcpp.inspection.rules import runs, telling
from dcpp.kernel import clock

MONTHS = [clock.add_months(date(2026, 10, 1), step) for step in range(-17, 1)]


def run(*counted):
    return runs.run_of([(month, *pair) for month, pair in zip(MONTHS, counted, strict=False)])


def test_an_even_run_has_no_clear_change():
    told = run(*[(6, 10), (5, 10)] * 9)

    assert told.changes == ()
    assert telling.run_headline(told) == "No clear change."


def test_eight_on_one_side_of_the_mean_is_a_change():
    told = run(*[(4, 10)] * 10, *[(7, 10)] * 8)

    assert [(change.kind, change.is_above) for change in told.changes] == [("in a row", False), ("in a row", True)]
    assert telling.run_headline(told) == (
        "A change: every month large enough to count from March 2026 to October 2026 lies above the mean."
    )


def test_seven_on_one_side_is_not_yet_a_change():
    pattern = [(5, 10), (7, 10)] * 5 + [(5, 10)] + [(7, 10)] * 7

    assert run(*pattern).changes == ()


def test_a_month_beyond_its_limits_is_a_change():
    told = run(*[(30, 50), (28, 50)] * 8, (30, 50), (5, 50))

    assert telling.run_headline(told) == "A change: October 2026 lies below the lower limit."


def test_small_months_are_shown_and_call_nothing():
    told = run(*[(6, 10), (5, 10)] * 8, (0, 4), (4, 4))

    assert told.points[-1].share == 1.0
    assert told.changes == ()


def test_with_too_few_large_months_nobody_can_tell():
    told = run(*[(0, 4)] * 11, *[(9, 10)] * 7)

    assert not told.can_tell
    assert telling.run_headline(told).startswith("Cannot tell")


@pytest.mark.parametrize("pair", [(0, 10), (10, 10)])
def test_all_or_nothing_has_limits_on_the_mean(pair):
    told = run(*[pair] * 18)

    assert told.points[0].lower == told.points[0].upper == told.mean
    assert told.changes == ()


def test_a_month_with_nothing_is_a_gap_and_not_a_nought():
    told = run((0, 0), *[(5, 10)] * 9)

    assert told.points[0].share is None and told.points[0].upper is None
    assert told.mean == 0.5


def test_nothing_at_all_has_no_mean():
    assert run(*[(0, 0)] * 18).mean is None
