"""Targeted rules, kinds of programme and their schedules: what the lists themselves point to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.rules import framing, targeting
from audits.rules.kinds import DEFAULTS, PURPOSES, Source
from audits.rules.programmes import Schedule, draws_in
from audits.rules.targeting import THRESHOLDS, TargetedRule, settings_of
from dcpp.caseload.queries import FrameCase
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.status import CaseStatus

AS_AT = date(2026, 11, 30)
EVERY_RULE = [rule.value for rule in TargetedRule]


def case(status=CaseStatus.CHILD_IN_NEED, **said):
    return FrameCase("C-1", status, "North", "Team N", "Will Worker", None, **said)


def met(one, **limits):
    return targeting.rules_met(one, EVERY_RULE, settings_of(limits), AS_AT)


def days_ago(days):
    return AS_AT - timedelta(days=days)


@pytest.mark.parametrize(
    ("status", "field", "days"),
    [
        (CaseStatus.CHILD_IN_NEED, "last_seen_on", 28),
        (CaseStatus.CHILD_PROTECTION, "last_visited_on", 14),
        (CaseStatus.LOOKED_AFTER, "last_visited_on", 42),
        (CaseStatus.CARE_LEAVER, "last_visited_on", 61),
    ],
)
def test_a_visit_is_overdue_the_day_after_its_threshold(status, field, days):
    rest = {"last_reviewed_on": days_ago(1)}

    assert TargetedRule.VISIT_OVERDUE not in met(case(status, **rest, **{field: days_ago(days)}))
    assert TargetedRule.VISIT_OVERDUE in met(case(status, **rest, **{field: days_ago(days + 1)}))


def test_a_visit_that_is_not_recorded_counts_from_the_start_and_without_one_as_overdue():
    assert met(case(since=days_ago(10))) == []
    assert met(case(since=days_ago(40))) == [TargetedRule.VISIT_OVERDUE]
    assert met(case()) == [TargetedRule.VISIT_OVERDUE]


def test_a_child_is_long_in_need_after_twelve_months_or_as_many_as_are_set():
    long = case(last_seen_on=AS_AT, need_since=date(2025, 11, 29))

    assert met(long) == [TargetedRule.LONG_IN_NEED]
    assert met(case(last_seen_on=AS_AT, need_since=date(2025, 11, 30))) == []
    assert met(long, months_in_need=18) == []


def test_a_second_plan_is_one_after_at_least_one_before():
    at_hand = {"last_visited_on": AS_AT, "last_reviewed_on": AS_AT}

    assert met(case(CaseStatus.CHILD_PROTECTION, previous_plans=1, **at_hand)) == [TargetedRule.SECOND_PLAN]
    assert met(case(CaseStatus.CHILD_PROTECTION, previous_plans=0, **at_hand)) == []
    assert met(case(CaseStatus.CHILD_PROTECTION, previous_plans=None, **at_hand)) == []
    assert met(case(previous_plans=3, last_seen_on=AS_AT)) == []


def test_the_first_review_has_its_own_threshold():
    visited = {"last_visited_on": AS_AT}

    assert met(case(CaseStatus.LOOKED_AFTER, since=days_ago(28), **visited)) == []
    assert met(case(CaseStatus.LOOKED_AFTER, since=days_ago(29), **visited)) == [TargetedRule.NO_REVIEW]
    reviewed = {"since": days_ago(900), "last_reviewed_on": days_ago(183)}
    assert met(case(CaseStatus.LOOKED_AFTER, **reviewed, **visited)) == []


def test_a_rule_that_was_not_chosen_points_to_nobody_and_early_help_is_never_pointed_to():
    assert targeting.rules_met(case(), [], settings_of({}), AS_AT) == []
    assert met(case(CaseStatus.EARLY_HELP)) == []


def test_every_threshold_has_a_default_within_its_bounds_and_says_where_it_is_from():
    assert all(0 < one.default <= one.most and one.source for one in THRESHOLDS)
    assert {one.rule for one in THRESHOLDS} == set(TargetedRule)
    assert "Months as a child in need: 18" in targeting.rule_words(
        TargetedRule.LONG_IN_NEED, settings_of({"months_in_need": 18})
    )


@given(
    st.sampled_from(list(CaseStatus)),
    st.lists(st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1))), min_size=5, max_size=5),
    st.sampled_from([None, 0, 1, 7]),
)
def test_whatever_the_lists_say_a_line_comes_of_it(status, days, plans):
    names = ("since", "need_since", "last_seen_on", "last_visited_on", "last_reviewed_on")
    one = case(status, previous_plans=plans, **dict(zip(names, days, strict=True)))
    terms = framing.Terms(as_at=AS_AT, rules=EVERY_RULE, limits=settings_of({}), stratify_by=["status", "rule"])

    line = framing.frame_line(one, terms)

    assert bool(line.exclusion) == (not line.rules)
    assert line.stratum.startswith(status.label)


def why(one, source, **said):
    return framing.exclusion_of(one, framing.Terms(source=source, as_at=AS_AT, **said))


def test_the_front_door_draws_from_contacts_and_referrals():
    assert why(case(on_lists="1 6"), Source.CONTACTS) == ""
    assert why(case(on_lists="3"), Source.CONTACTS) == ""
    assert why(case(on_lists="10 6"), Source.CONTACTS) == "No contact or referral on the lists"


def test_closure_draws_from_what_was_closed_lately():
    def closed(day):
        return why(case(CaseStatus.CLOSED, closed_on=day), Source.CLOSED, look_back_months=3)

    assert closed(date(2026, 8, 30)) == ""
    assert closed(date(2026, 8, 29)) == "Closed more than 3 months ago"
    assert closed(None) == "Closed on a day that is not known"


def test_a_re_audit_draws_only_what_is_due():
    assert why(case(), Source.RE_AUDITS, due={"C-1"}) == ""
    assert why(case(), Source.RE_AUDITS) == "No re-audit is due"


def test_every_kind_has_sensible_defaults():
    assert DEFAULTS[AuditKind.EARLY_HELP].drawn_from == (CaseStatus.EARLY_HELP,)
    assert DEFAULTS[AuditKind.CLOSURE].drawn_from == (CaseStatus.CLOSED,)
    assert CaseStatus.CLOSED in DEFAULTS[AuditKind.CORE].left_out
    for kind in AuditKind:
        assert PURPOSES[kind] and DEFAULTS[kind].size > 0 and Schedule(DEFAULTS[kind].schedule)


def test_programmes_are_drawn_in_their_months_only():
    january, february = date(2027, 1, 1), date(2027, 2, 1)

    assert draws_in(Schedule.MONTHLY, [], february)
    assert draws_in(Schedule.QUARTERLY, [], january) and not draws_in(Schedule.QUARTERLY, [], february)
    assert draws_in(Schedule.CERTAIN_MONTHS, ["2"], february)
    assert not draws_in(Schedule.CERTAIN_MONTHS, ["2"], january)
    assert not draws_in(Schedule.BY_HAND, ["1"], january)
