"""When a change is called, and when nobody can tell."""

from datetime import date

from dcpp.inspection.rules import runs
from dcpp.kernel import clock

MONTHS = [clock.add_months(date(2026, 10, 1), step) for step in range(-17, 1)]


def run(*counted):
    return runs.run_of([(month, *pair) for month, pair in zip(MONTHS, counted, strict=False)])


def test_an_even_run_has_no_clear_change():
    told = run(*[(6, 10), (5, 10)] * 9)

    assert not told.has_changed
    assert told.sentence == "No clear change."


def test_eight_on_one_side_of_the_mean_is_a_change():
    told = run(*[(4, 10)] * 10, *[(7, 10)] * 8)

    assert told.sentence == "A clear change: 8 or more in a row above the mean, from March 2026 to October 2026."


def test_with_too_few_large_months_nobody_can_tell():
    told = run(*[(0, 4)] * 11, *[(9, 10)] * 7)

    assert not told.can_tell and not told.has_changed
    assert told.sentence.startswith("Cannot tell")


def test_a_month_with_nothing_is_a_gap_and_not_a_nought():
    told = run((0, 0), *[(5, 10)] * 9)

    assert told.points[0].share is None and told.points[0].upper is None
    assert told.mean == 50


def test_nothing_at_all_has_no_mean():
    told = run(*[(0, 0)] * 18)

    assert told.mean is None and not told.can_tell
