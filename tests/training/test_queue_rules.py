"""Deadlines in working days, the order of the queue, and what people are told of their place in it."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules import cut_offs, queue, timing
from training.rules.bookings import BookingState, CannotCancelBooking, Deed
from training.rules.queue import Cause, Happening, Waiter

THURSDAY = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
AFTER_CHRISTMAS = datetime(2026, 12, 29, 9, 30, tzinfo=UTC)
"""A Tuesday; Friday 25 and Monday 28 December are bank holidays."""


@pytest.mark.parametrize(
    ("starts", "days", "last"),
    [
        (THURSDAY, 0, date(2026, 12, 3)),
        (THURSDAY, 2, date(2026, 12, 1)),
        (THURSDAY, 4, date(2026, 11, 27)),
        (AFTER_CHRISTMAS, 1, date(2026, 12, 24)),
        (AFTER_CHRISTMAS, 3, date(2026, 12, 22)),
    ],
)
def test_days_before_are_working_days_and_know_bank_holidays(starts, days, last):
    assert cut_offs.last_day(starts, days) == last


def test_the_last_day_counts_whole_in_london_also_in_summer():
    starts = datetime(2026, 7, 9, 8, 30, tzinfo=UTC)  # Thursday, half past nine in London

    assert cut_offs.is_in_time(datetime(2026, 7, 7, 22, 59, tzinfo=UTC), starts, 2)
    assert not cut_offs.is_in_time(datetime(2026, 7, 7, 23, 1, tzinfo=UTC), starts, 2), "it is Wednesday in London"


def test_with_no_days_something_is_possible_until_the_session_begins():
    assert cut_offs.is_in_time(THURSDAY - timedelta(minutes=1), THURSDAY, 0)
    assert not cut_offs.is_in_time(THURSDAY, THURSDAY, 0)
    assert timing.is_frozen(THURSDAY, THURSDAY, 0)


def cancelling(now, state=BookingState.BOOKED, came=None):
    return timing.cancelling(
        state, now=now, first_starts_at=THURSDAY, cut_off_days=2, charge_pence=5000, came_from_queue_on=came
    )


def test_cancelling_in_time_is_free_and_late_has_its_charge():
    in_time, late = cancelling(THURSDAY - timedelta(days=2)), cancelling(THURSDAY - timedelta(days=1))

    assert (in_time.state, in_time.charge_pence) == (BookingState.CANCELLED_IN_TIME, 0)
    assert (late.state, late.charge_pence) == (BookingState.CANCELLED_LATE, 5000)
    assert late.free_until == date(2026, 12, 1)


def test_only_whoever_holds_a_place_cancels_late():
    for state in (BookingState.REQUESTED, BookingState.WAITING):
        assert not cancelling(THURSDAY - timedelta(hours=3), state).is_late


def test_a_place_that_came_from_the_queue_too_late_to_know_can_be_given_back_free():
    assert not cancelling(THURSDAY - timedelta(days=1), came=date(2026, 12, 1)).is_late
    assert cancelling(THURSDAY - timedelta(days=1), came=date(2026, 11, 30)).is_late


def test_what_has_begun_or_ended_is_not_cancelled():
    with pytest.raises(CannotCancelBooking, match="has begun"):
        cancelling(THURSDAY)
    with pytest.raises(CannotCancelBooking, match="cancelled in time"):
        cancelling(THURSDAY - timedelta(days=9), BookingState.CANCELLED_IN_TIME)


def test_a_request_runs_out_after_ten_working_days_or_when_booking_closes():
    far = datetime(2027, 3, 4, 9, 30, tzinfo=UTC)

    assert timing.expires_on(date(2026, 11, 23), far, 3) == date(2026, 12, 7)
    assert timing.expires_on(date(2026, 11, 23), THURSDAY, 3) == date(2026, 11, 30)
    assert timing.expires_on(date(2026, 12, 2), THURSDAY, 3) == date(2026, 12, 2)


waiters = st.lists(
    st.builds(Waiter, st.uuids(), st.integers(1, 10_000), st.sampled_from(["", "", "Booked elsewhere"])),
    max_size=30,
    unique_by=lambda one: one.arrived,
)


@given(waiters, st.integers(-3, 40))
def test_places_go_in_order_and_every_skip_has_its_reason(waiting, free):
    turn = queue.take_turns(waiting, free)

    assert len(turn.placed) == min(max(0, free), sum(not one.barred for one in waiting))
    assert [one.arrived for one in turn.placed] == sorted(one.arrived for one in turn.placed)
    assert not any(one.barred for one in turn.placed)
    last = turn.placed[-1].arrived if turn.placed else 0
    skipped = {one for one in waiting if one.arrived < last} - set(turn.placed)
    assert skipped == set(turn.passed_over)
    assert all(one.barred for one in turn.passed_over)


def happened(booking_id, arrived, deed, state, day, why=""):
    return Happening(booking_id, arrived, deed, state, datetime(2026, 5, day, 10, tzinfo=UTC), why)


def test_people_read_why_they_moved_and_nobodys_name():
    me, first, second, slow = uuid4(), uuid4(), uuid4(), uuid4()
    log = [
        happened(slow, 1, Deed.ASKED, BookingState.REQUESTED, 1),
        happened(first, 2, Deed.QUEUED, BookingState.WAITING, 1),
        happened(second, 3, Deed.QUEUED, BookingState.WAITING, 1),
        happened(me, 4, Deed.QUEUED, BookingState.WAITING, 2),
        happened(first, 2, Deed.PLACED, BookingState.BOOKED, 3, Cause.CANCELLED.value),
        happened(slow, 1, Deed.APPROVED, BookingState.APPROVED, 4),
        happened(slow, 1, Deed.QUEUED, BookingState.WAITING, 4),
        happened(second, 3, Deed.CANCELLED, BookingState.CANCELLED_IN_TIME, 5),
        happened(slow, 1, Deed.PASSED_OVER, BookingState.WAITING, 6, "Booked on Legal literacy at the same time"),
        happened(slow, 1, Deed.PLACED_BY_HAND, BookingState.BOOKED, 7, "Runs out in June"),
    ]

    assert [move.sentence() for move in queue.moves_of(me, log)] == [
        "You joined the queue in place 3 on 2 May",
        "You moved from 3 to 2 because somebody cancelled on 3 May",
        "You moved from 2 to 3 because somebody who had asked before was approved on 4 May",
        "You moved from 3 to 2 because somebody left the queue on 5 May",
        "You moved from 2 to 1 because the co-ordinator gave somebody a place by hand on 7 May",
    ]


def standing(**facts):
    usual = {"place": 3, "waiting": 9, "places": 20, "free": 0, "last_day": date(2026, 12, 1)}
    return queue.Standing(**(usual | {"is_frozen": False, "is_open": True} | facts))


def test_why_there_is_no_offer_yet_is_one_sentence():
    assert queue.why_no_offer(standing()).startswith("All 20 places are taken.")
    assert queue.why_no_offer(standing(places=1)).startswith("The only place is taken.")
    assert queue.why_no_offer(standing(is_frozen=True)).startswith("Places were given until 1 December 2026.")
    assert queue.why_no_offer(standing(free=1, barred="Booked on Play at the same time")).startswith("Booked on Play")
    assert "not open" in queue.why_no_offer(standing(is_open=False))
    assert "next looked at" in queue.why_no_offer(standing(free=2))
