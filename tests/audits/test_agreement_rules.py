"""Agreement of two readers: worked examples from the literature, and what must hold whatever they gave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.rules import agreement
from audits.rules.agreement import LEAST, Pair, agreement_of, ordinal_alpha, wilson

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), part C: four observers, twelve units, missing data.
FOUR_OBSERVERS = [
    [1, 1, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [5, 5, 5],
    [1, 1],
    [3],
]


def test_alpha_for_ranks_is_that_of_krippendorffs_own_example():
    assert round(ordinal_alpha(FOUR_OBSERVERS), 3) == 0.815


def test_alpha_of_two_readers_counted_by_hand():
    """Six pairs of two values: 12 values, 7 and 5; one pair differs. 1 - 11 * 2 / (2 * 7 * 5)."""
    pairs = [(1, 1)] * 3 + [(2, 2)] * 2 + [(1, 2)]

    assert ordinal_alpha(pairs) == pytest.approx(1 - 11 * 2 / (2 * 7 * 5))
    cells = {pair: pairs.count(pair) for pair in pairs}
    assert agreement.alpha_of_pairs(cells).value == pytest.approx(ordinal_alpha(pairs))


def test_nothing_that_varies_has_no_alpha():
    assert ordinal_alpha([(3, 3)] * 30) is None
    assert ordinal_alpha([]) is None
    assert agreement_of([Pair(3, 3, 3)] * 30).alpha is None
    assert agreement_of([Pair(3, 3, 3)] * 30).exact.value == 1


def test_opposite_readers_agree_less_than_chance():
    assert ordinal_alpha([(1, 4), (4, 1)] * 10) < 0


@pytest.mark.parametrize(
    ("part", "n", "low", "high"),
    # Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_of_shares_are_wilsons(part, n, low, high):
    found = wilson(part, n)

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_below_the_least_number_nothing_is_told():
    few = agreement_of([Pair(3, 2, 2)] * (LEAST - 1))

    assert not few.can_tell
    assert (few.n, few.exact, few.within_one, few.alpha, few.down, few.up) == (LEAST - 1, None, None, None, None, None)


def test_down_and_up_count_what_was_agreed_against_the_first_grade():
    found = agreement_of([Pair(3, 2, 2)] * 6 + [Pair(2, 3, 3)] * 2 + [Pair(3, 1, 3)] * 12 + [Pair(3, 2)] * 5)

    assert (found.n, found.n_agreed) == (25, 20)
    assert (found.down.part, found.up.part, found.down.n) == (6, 2, 20)
    assert (found.exact.part, found.within_one.part) == (0, 13)


def test_too_few_agreed_grades_tell_no_direction():
    found = agreement_of([Pair(3, 2, 2)] * 5 + [Pair(3, 3)] * 20)

    assert found.exact and found.down is None


STEP = st.integers(1, 4)


@given(st.lists(st.tuples(STEP, STEP), max_size=60))
def test_alpha_is_at_most_one_and_knows_no_order_of_readers_or_units(pairs):
    alpha = ordinal_alpha(pairs)

    if alpha is not None:
        assert alpha <= 1 + 1e-9
        assert alpha == pytest.approx(ordinal_alpha([(b, a) for a, b in reversed(pairs)]))
        if all(a == b for a, b in pairs):
            assert alpha == pytest.approx(1)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_wilson_interval_holds_its_share_and_stays_a_share(of):
    found = wilson(*of)

    assert 0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1


def test_the_interval_is_the_same_each_time_and_holds_the_figure():
    pairs = [Pair(a, b) for a in (1, 2, 3, 4) for b in (a, a, a, a, max(1, a - 1))] * 3
    first, again = agreement_of(pairs).alpha, agreement_of(list(reversed(pairs))).alpha

    assert first == again
    assert first.low <= first.value <= first.high
