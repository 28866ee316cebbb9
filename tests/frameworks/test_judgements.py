"""What was judged when, and what an audit speaks of."""

from datetime import date
from itertools import pairwise

import pytest

from dcpp.frameworks.grades import grade, grade_scale
from dcpp.frameworks.judgements import AREA_OF_STATUS, Area, judgement_set_on, judgement_sets
from dcpp.frameworks.pack import pack_items
from dcpp.frameworks.status import CaseStatus


def judgement_for(status, on):
    return judgement_set_on(on).judgement_of(AREA_OF_STATUS[status])


def test_overall_effectiveness_ends_with_march_2026():
    judged = [{each.area for each in judgement_set_on(day).judgements} for day in (date(2026, 3, 31), date(2026, 4, 1))]

    assert [Area.OVERALL in areas for areas in judged] == [True, False]


@pytest.mark.parametrize(("on", "count"), [(date(2018, 1, 1), 4), (date(2023, 1, 1), 5), (date(2026, 11, 22), 4)])
def test_each_period_has_its_number_of_judgements(on, count):
    assert len(judgement_set_on(on).judgements) == count


def test_the_sets_follow_on_without_gap_or_overlap():
    sets = judgement_sets()

    for earlier, later in pairwise(sets):
        assert (later.valid_from - earlier.valid_to).days == 1
    assert sets[-1].valid_to is None


def test_a_day_before_any_set_is_refused_in_words():
    with pytest.raises(LookupError, match="12 May 2001"):
        judgement_set_on(date(2001, 5, 12))


def test_care_leavers_were_judged_with_children_in_care_until_2022():
    name = "The experiences and progress of children in care and care leavers"

    assert judgement_for(CaseStatus.CARE_LEAVER, date(2022, 12, 31)).name == name
    assert (
        judgement_for(CaseStatus.CARE_LEAVER, date(2023, 1, 1)).name == "The experiences and progress of care leavers"
    )


@pytest.mark.parametrize("status", CaseStatus)
@pytest.mark.parametrize("on", [date(2014, 1, 1), date(2020, 1, 1), date(2024, 1, 1), date(2026, 6, 1)])
def test_every_status_has_a_judgement_in_every_set(status, on):
    assert judgement_for(status, on).name


def test_nothing_is_said_about_overall_effectiveness_once_it_is_gone():
    with pytest.raises(LookupError, match="overall effectiveness"):
        judgement_set_on(date(2026, 4, 1)).judgement_of(Area.OVERALL)


def test_the_scale_runs_from_outstanding_to_inadequate():
    assert [each.code for each in grade_scale()] == ["outstanding", "good", "requires_improvement", "inadequate"]
    assert grade("requires_improvement").label == "Requires improvement to be good"


def test_statuses_come_in_the_order_of_the_lists():
    assert sorted(CaseStatus, key=lambda status: status.rank)[:4] == [
        CaseStatus.LOOKED_AFTER,
        CaseStatus.CHILD_PROTECTION,
        CaseStatus.CHILD_IN_NEED,
        CaseStatus.OPEN_ASSESSMENT,
    ]


def test_the_pack_has_nineteen_items():
    assert [item.code for item in pack_items()] == [f"P{number:02}" for number in range(1, 20)]
