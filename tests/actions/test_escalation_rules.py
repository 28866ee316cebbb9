"""Who hears of a late action, and when."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcpp.actions.rules import AGE_BANDS, ActionState
from dcpp.actions.rules.escalation import Rung, Told, days_late, holder_of, line_above, next_step, rung_for

TODAY = date(2026, 11, 23)
ONE, TWO, THREE, FOUR = (UUID(int=number) for number in range(1, 5))


@pytest.mark.parametrize(
    ("days", "rung"),
    [
        (0, None),
        (1, Rung.TEAM_MANAGER),
        (14, Rung.TEAM_MANAGER),
        (15, Rung.SERVICE_MANAGER),
        (28, Rung.SERVICE_MANAGER),
        (29, Rung.HEAD_OF_SERVICE),
        (56, Rung.HEAD_OF_SERVICE),
        (57, Rung.BOARD),
        (4000, Rung.BOARD),
    ],
)
def test_each_age_belongs_to_one_rung(days, rung):
    assert rung_for(days) is rung
    assert len(Rung) == len(AGE_BANDS)


def test_what_is_done_is_late_only_when_nobody_checks_it_for_a_fortnight():
    due = TODAY - timedelta(days=90)

    assert days_late(ActionState.DONE_BY_OWNER, due, TODAY - timedelta(days=14), TODAY) == 0
    assert days_late(ActionState.DONE_BY_OWNER, due, TODAY - timedelta(days=15), TODAY) == 1
    assert days_late(ActionState.EVIDENCE_CHECKED, due, due, TODAY) == 0


def test_a_rung_is_told_once():
    told = [Told(Rung.TEAM_MANAGER, 1, None)]

    assert next_step(3, told, TODAY) is None
    assert next_step(15, told, TODAY) == (Rung.SERVICE_MANAGER, 1)


def test_after_a_sign_of_life_it_is_quiet_for_a_fortnight():
    told = [Told(Rung.TEAM_MANAGER, 1, TODAY)]

    assert next_step(20, told, TODAY + timedelta(days=13)) is None
    assert next_step(20, told, TODAY + timedelta(days=14)) == (Rung.SERVICE_MANAGER, 2)


@given(st.lists(st.booleans(), max_size=120))
def test_however_often_it_is_updated_no_rung_is_told_twice_in_a_spell(updates):
    told = []
    for number, is_updated in enumerate(updates):
        day = TODAY + timedelta(days=number)
        if step := next_step(number, told, day):
            told.append(Told(*step, ended_on=None))
        if is_updated:
            told = [Told(one.rung, one.spell, one.ended_on or day) for one in told]

    assert len({(one.rung, one.spell) for one in told}) == len(told)
    assert sum(one.ended_on is None for one in told) <= len(Rung)


def test_the_line_is_everybody_above_who_is_still_here():
    managers = {ONE: TWO, TWO: THREE, THREE: FOUR, FOUR: None}

    assert line_above(ONE, managers, {ONE, TWO, FOUR}) == [TWO, FOUR]


@given(st.dictionaries(st.sampled_from([ONE, TWO, THREE, FOUR]), st.sampled_from([None, ONE, TWO, THREE, FOUR])))
def test_a_circle_ends_by_itself_and_nobody_stands_above_themselves(managers):
    line = line_above(ONE, managers, {ONE, TWO, THREE, FOUR})

    assert ONE not in line and len(line) == len(set(line))


def test_who_stands_on_a_rung():
    line = [TWO, THREE]

    assert [holder_of(rung, line, None, ONE) for rung in Rung] == [TWO, THREE, THREE, THREE]
    assert holder_of(Rung.BOARD, line, FOUR, ONE) == FOUR
    assert holder_of(Rung.BOARD, line, ONE, ONE) == THREE
    assert holder_of(Rung.TEAM_MANAGER, [], None, ONE) is None
