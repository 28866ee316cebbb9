"""Half have got there: with everybody who still waits counted."""

from hypothesis import given
from hypothesis import strategies as st

from dcpp.practice.rules import behind
from dcpp.practice.rules.waits import Wait, waits_of

SOME = st.lists(st.builds(Wait, st.integers(0, 400), st.booleans(), st.integers(1, 5)))


def test_when_all_have_arrived_half_is_the_median():
    assert waits_of([Wait(days, True) for days in (2, 4, 9, 30)]).median == 4


def test_who_still_waits_makes_it_longer():
    """Two of four came after 2 and 4 days; the others wait since 10: the median of those who came would be 3."""
    told = waits_of([Wait(2, True), Wait(4, True), Wait(10, False), Wait(10, False)])

    assert (told.began, told.arrived, told.waiting, told.median) == (4, 2, 2, 4)


def test_where_fewer_than_half_arrive_no_day_is_told():
    assert waits_of([Wait(2, True), Wait(50, False), Wait(60, False)]).median is None


def test_who_waits_less_than_others_needed_does_not_count_against_them():
    """Kaplan and Meier: 1 of 4 at day 1 leaves 3/4; one is lost at day 2; 1 of 2 at day 5 leaves 3/8."""
    assert waits_of([Wait(1, True), Wait(2, False), Wait(5, True), Wait(9, True)]).median == 5


@given(SOME)
def test_counts_add_up_and_a_median_is_a_day_on_which_somebody_arrived(told):
    found = waits_of(told)

    assert found.began == sum(wait.many for wait in told)
    assert found.arrived + found.waiting == found.began
    assert found.median is None or any(wait.has_arrived and wait.days == found.median for wait in told)


@given(st.text(), st.text(), st.text())
def test_any_address_gets_words(measure, by, value):
    assert behind.words_of(measure, by, value)


def test_a_month_is_named():
    assert behind.words_of("late", "month", "202611") == "Completed late: November 2026"
