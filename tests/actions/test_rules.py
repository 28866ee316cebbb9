"""The ladder of an action."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcpp.actions import rules
from dcpp.actions.rules import AGE_BANDS, ActionState

TODAY = date(2026, 11, 23)


def test_nothing_follows_the_end():
    assert rules.NEXT[ActionState.IMPACT_CHECKED] == rules.NEXT[ActionState.WITHDRAWN] == set()


@pytest.mark.parametrize("state", ActionState)
def test_only_finished_work_can_be_checked(state):
    may = rules.may_lead_to(state, ActionState.EVIDENCE_CHECKED)

    assert may == (state is ActionState.DONE_BY_OWNER)


@given(st.integers(min_value=0, max_value=5000))
def test_every_age_lies_in_exactly_one_band(days):
    assert len([band for band in AGE_BANDS if band.holds(days)]) == 1


def test_it_is_late_from_the_day_after():
    assert rules.days_overdue(ActionState.RAISED, TODAY, TODAY) == 0
    assert rules.days_overdue(ActionState.RAISED, TODAY - timedelta(days=1), TODAY) == 1


def test_it_is_not_late_once_its_owner_has_finished():
    assert rules.days_overdue(ActionState.DONE_BY_OWNER, TODAY - timedelta(days=9), TODAY) == 0
