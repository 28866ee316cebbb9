import hashlib
import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.rules import frames, sampling, seeds
from tests.audits.samples import ANNE, BEN, DRAW, LINES, RULES, make_head, make_sample

STRATA = st.dictionaries(st.text("abcdé ", min_size=1, max_size=4), st.integers(0, 60), min_size=1, max_size=9)


@given(STRATA, st.integers(1, 80))
def test_sizes_add_up_and_never_pass_what_is_there(eligible, size):
    sizes = sampling.allocate(size, eligible)

    assert sizes.keys() == eligible.keys()
    assert sum(sizes.values()) == min(size, sum(eligible.values()))
    assert all(0 <= sizes[name] <= count for name, count in eligible.items())


@given(STRATA, st.integers(1, 80))
def test_every_stratum_has_a_case_when_the_size_allows(eligible, size):
    there = [name for name, count in eligible.items() if count]
    sizes = sampling.allocate(size, eligible)

    if size >= len(there):
        assert all(sizes[name] >= 1 for name in there)


@given(STRATA, st.integers(1, 80))
def test_strata_that_share_freely_stay_within_one_of_their_share(eligible, size):
    sizes = sampling.allocate(size, eligible)
    total, left = sum(eligible.values()), min(size, sum(eligible.values()))

    if total and all(left * count >= total for count in eligible.values() if count):
        shares = {name: left * count / total for name, count in eligible.items()}
        assert all(math.floor(shares[name]) <= sizes[name] <= math.ceil(shares[name]) for name in eligible)


@given(STRATA, st.integers(1, 80))
def test_the_order_that_strata_come_in_does_not_matter(eligible, size):
    backwards = dict(reversed(eligible.items()))

    assert sampling.allocate(size, backwards) == sampling.allocate(size, eligible)


def test_equal_remainders_go_to_the_larger_stratum_and_then_by_name():
    assert sampling.allocate(4, {"b": 3, "a": 3, "c": 0}) == {"a": 2, "b": 2, "c": 0}
    assert sampling.allocate(3, {"b": 5, "a": 5}) == {"a": 2, "b": 1}
    assert sampling.allocate(1, {"b": 5, "a": 5}) == {"a": 1, "b": 0}


def test_a_small_stratum_is_given_one_and_the_rest_is_shared_again():
    assert sampling.allocate(10, {"large": 970, "small": 20, "tiny": 10}) == {"large": 8, "small": 1, "tiny": 1}


@given(STRATA, st.integers(1, 80), st.integers(0, 12))
def test_every_stratum_gets_the_largest_minimum_that_the_size_can_keep(eligible, size, minimum):
    sizes = sampling.allocate(size, eligible, minimum)
    kept = next(n for n in range(minimum, -1, -1) if sum(min(n, count) for count in eligible.values()) <= size)

    assert sum(sizes.values()) == min(size, sum(eligible.values()))
    assert all(min(kept, count) <= sizes[name] <= count for name, count in eligible.items())


@given(
    STRATA,
    st.integers(1, 80),
    st.integers(0, 5),
    st.dictionaries(st.text("abcdé ", min_size=1, max_size=2), st.integers(0, 50)),
)
def test_minimums_of_their_own_are_kept_as_far_as_the_size_allows(eligible, size, minimum, own):
    sizes = sampling.allocate(size, eligible, minimum, own)
    wanted = {name: min(own.get(name, minimum), count) for name, count in eligible.items()}

    assert sum(sizes.values()) == min(size, sum(eligible.values()))
    assert all(sizes[name] <= count for name, count in eligible.items())
    if sum(wanted.values()) <= size:
        assert all(sizes[name] >= wanted[name] for name in eligible)


@given(STRATA, st.integers(0, 200), st.integers(0, 5))
def test_one_minimum_for_all_is_the_same_said_for_each(eligible, size, minimum):
    said = dict.fromkeys(eligible, minimum)

    assert sampling.allocate(size, eligible, 0, said) == sampling.allocate(size, eligible, minimum)


def test_a_minimum_of_its_own_is_taken_before_the_rest_is_shared():
    assert sampling.allocate(10, {"large": 90, "small": 10}, 1, {"small": 4}) == {"large": 6, "small": 4}
    assert sampling.allocate(4, {"a": 9, "b": 9, "c": 9}, 1, {"a": 3}) == {"a": 2, "b": 1, "c": 1}


def test_a_minimum_of_three_is_taken_before_the_rest_is_shared():
    assert sampling.allocate(20, {"large": 900, "small": 40, "tiny": 2}, 3) == {"large": 15, "small": 3, "tiny": 2}


@given(STRATA, st.integers(1, 30), st.integers(1, 30))
def test_a_top_up_goes_on_where_the_draw_left_off(eligible, size, more):
    lines = frames.ordered_lines(
        frames.FrameLine(f"{name}-{n}", name) for name, count in eligible.items() for n in range(count)
    )
    if sum(eligible.values()) < size + more:
        return
    drawn = sampling.draw(lines, size=size, seed="s", frame_hash="f")
    taken = Counter(case.stratum for case in drawn)

    added = sampling.top_up(lines, taken, more, seed="s", frame_hash="f")

    every = sampling.draw(lines, size=len(lines), seed="s", frame_hash="f")
    for name in eligible:
        in_turn = [case for case in every if case.stratum == name]
        so_far = [case for case in [*drawn, *added] if case.stratum == name]
        assert so_far == in_turn[: len(so_far)]
    assert len(added) == more


def test_more_than_there_is_cannot_be_added():
    lines = [frames.FrameLine(f"C{n}", "a") for n in range(3)] + [frames.FrameLine("D1", "b")]
    with pytest.raises(sampling.CannotTopUp, match="Fewer than 2 are left in a: 1"):
        sampling.top_up(lines, {"a": 2}, 2, "a", seed="s", frame_hash="f")
    with pytest.raises(sampling.CannotTopUp, match="Fewer than 3 are left on the frozen list: 2"):
        sampling.top_up(lines, {"a": 2}, 3, seed="s", frame_hash="f")


def test_a_ticket_can_be_repeated_by_hand():
    seed, frame_hash = "5" * 64, "f" * 64
    by_hand = hashlib.sha256((seed + "\n" + frame_hash + "\nC-001\n").encode()).hexdigest()

    assert sampling.ticket(seed, frame_hash, "C-001") == by_hand
    lines = [frames.FrameLine("C-001", "All cases")]
    assert sampling.draw(lines, size=1, seed=seed, frame_hash=frame_hash)[0].ticket == by_hand


def test_the_lowest_tickets_of_each_stratum_are_drawn():
    sample = make_sample()
    groups = sampling.eligible_by_stratum(sample.lines)
    for stratum, case_ids in groups.items():
        drawn = [case for case in sample.drawn if case.stratum == stratum]
        every = sorted(sampling.ticket(sample.seed, sample.frame_hash, case_id) for case_id in case_ids)
        assert [case.ticket for case in drawn] == every[: len(drawn)]


def test_an_excluded_case_is_never_drawn_and_a_stratum_without_cases_is_left():
    sample = make_sample(size=500)
    kept_out = {line.case_id for line in LINES if line.exclusion}

    assert len(sample.drawn) == len(LINES) - len(kept_out)
    assert not kept_out & {case.case_id for case in sample.drawn}


def test_every_case_has_the_same_chance():
    lines = [frames.FrameLine(f"C{n}", "All cases") for n in range(20)]
    seen = Counter(
        case.case_id
        for draw in range(2000)
        for case in sampling.draw(lines, size=5, seed=f"{draw:064x}", frame_hash="0" * 64)
    )
    # 2,000 draws of a quarter: 500 each, standard deviation 19; five of them either way.
    assert all(abs(count - 500) < 97 for count in seen.values())


def test_replacements_follow_the_ticket_order_until_none_is_left():
    sample = make_sample(changes=[0, 0])
    stratum = sample.drawn[0].stratum
    every = sampling.draw(sample.lines, size=500, seed=sample.seed, frame_hash=sample.frame_hash)
    in_turn = [case for case in every if case.stratum == stratum]
    size = sum(case.stratum == stratum for case in sample.drawn)

    assert [case for one in sample.changes for case in one.drawn] == in_turn[size : size + 2]
    with pytest.raises(sampling.CannotReplaceCase, match=f"No case is left in {stratum}: all {len(in_turn)}"):
        sampling.next_in_stratum(sample.lines, stratum, len(in_turn), seed=sample.seed, frame_hash=sample.frame_hash)


def test_nothing_to_draw_from_is_said():
    for lines in ([], [frames.FrameLine("C1", "All cases", "Closed")]):
        with pytest.raises(sampling.CannotDrawSample, match="No case on the list can be drawn"):
            sampling.draw(lines, size=3, seed="a", frame_hash="b")


def test_the_frame_is_written_one_way_only():
    head, ordered = make_head(), frames.ordered_lines(LINES)
    text = b"".join(frames.frame_bytes(head, ordered))

    assert frames.frame_hash(head, frames.ordered_lines(reversed(LINES))) == hashlib.sha256(text).hexdigest()
    assert text.startswith(b"dcpp-frame-2\ndraw\t6f0c1d8e-3f0e-4a52-9a2e-51f6a0a3b001\nprogramme\tMonthly core audit\n")
    assert text.endswith("Ünïcode case, 100% “real”\tChild in need / South\t\tvisit_overdue\n".encode())
    assert frames.lines_of(text) == ordered


def test_the_frame_hash_covers_what_is_kept_out_and_what_was_planned():
    head, ordered = make_head(), frames.ordered_lines(LINES)
    known = frames.frame_hash(head, ordered)
    reasons = [line._replace(exclusion="Closed") if line.exclusion else line for line in ordered]

    assert frames.frame_hash(head, reasons) != known
    assert frames.frame_hash(head, ordered[1:]) != known
    assert frames.frame_hash(make_head(size=9), ordered) != known
    assert frames.frame_hash(make_head(minimum=2), ordered) != known
    assert frames.frame_hash(make_head(kind="closure"), ordered) != known
    assert frames.frame_hash(make_head(rules=RULES), ordered) != known
    assert frames.frame_hash(head, [line._replace(rules="") for line in ordered]) != known
    assert frames.frame_hash(make_head(seed_plan=("public value", "x", "y", "2026-12-05")), ordered) != known


def test_many_thousand_lines_are_written_in_pieces_that_join():
    lines = frames.ordered_lines(frames.FrameLine(f"C{n}", "s") for n in range(frames.LINES_AT_ONCE + 1))

    assert frames.lines_of(b"".join(frames.frame_bytes(make_head(), lines))) == lines


@pytest.mark.parametrize("case_id", ["", "C\t1", "C\n1", "C\u20281", "C\ud8001"])
def test_a_reference_that_would_break_a_line_is_refused(case_id):
    with pytest.raises(frames.CannotFreezeFrame, match="Correct it and import it again"):
        frames.ordered_lines([frames.FrameLine(case_id, "s")])


def test_a_case_that_is_twice_on_the_list_is_refused():
    with pytest.raises(frames.CannotFreezeFrame, match="Case C1 is on the list twice"):
        frames.ordered_lines([frames.FrameLine("C1", "a"), frames.FrameLine("C1", "b")])


def test_a_label_is_always_writable():
    assert frames.stratum_label("Child\tin need", None, " ") == "Child in need / Not recorded / Not recorded"
    assert frames.stratum_label() == "All cases"


def test_cases_are_counted_by_stratum_and_by_reason():
    counts = {count.stratum: (count.eligible, count.excluded) for count in frames.count_strata(LINES)}

    assert counts["Child in need / South"] == (15, 1)
    assert counts["Child in need / North"] == (0, 3)
    assert frames.count_exclusions(LINES) == {"Audited in the last 12 months": 3, "Closed": 1}


def test_a_commitment_opens_only_with_its_value_its_salt_its_person_and_its_draw():
    promised = seeds.commitment(DRAW, ANNE, "six 4 two", "salt")

    assert seeds.is_opened_by(promised, DRAW, ANNE, "six 4 two", "salt")
    assert not seeds.is_opened_by(promised, DRAW, ANNE, "six 4 tw", "osalt")
    assert not seeds.is_opened_by(promised, DRAW, BEN, "six 4 two", "salt")
    assert not seeds.is_opened_by(promised, ANNE, ANNE, "six 4 two", "salt")


def test_the_seed_does_not_depend_on_who_reveals_first():
    one, other = seeds.Reveal(str(ANNE), "v1", "s1"), seeds.Reveal(str(BEN), "v2", "s2")

    assert seeds.seed_from_reveals(DRAW, [one, other]) == seeds.seed_from_reveals(DRAW, [other, one])
    assert seeds.seed_from_reveals(DRAW, [one, one]) != seeds.seed_from_reveals(DRAW, [one, other])


def test_values_are_taken_with_their_outer_blanks_off_and_odd_ones_refused():
    assert seeds.checked_value("  six 4 two ") == "six 4 two"
    assert seeds.checked_public_value(" 4  8\t15 ") == "4 8 15"
    assert seeds.checked_commitment(" " + "AB" * 32 + "\n") == "ab" * 32
    for bad in ("", "short", "x" * 201, "two\nlines"):
        with pytest.raises(seeds.CannotCommitValue, match="Enter a value"):
            seeds.checked_value(bad)
    with pytest.raises(seeds.CannotCommitValue, match="64 characters"):
        seeds.checked_commitment("ab" * 31)
    for bad in (" ", "x" * 201, "a\x00b"):
        with pytest.raises(seeds.CannotNamePublicValue, match="as it was published"):
            seeds.checked_public_value(bad)
