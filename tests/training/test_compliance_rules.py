"""How somebody stands with what is asked of them, rule by rule."""

from datetime import date, timedelta

import pytest

from training.rules.compliance import ONCE, Ask, Done, Standing, rung_of, stands

TODAY = date(2026, 11, 23)


def ask(**said):
    given = {
        "months": 12,
        "asked_from": date(2020, 1, 1),
        "from_on": date(2020, 1, 1),
        "newcomer_days": 90,
        "introduction_days": 30,
    }
    return Ask(**(given | said))


def days_ago(count):
    return TODAY - timedelta(days=count)


def test_what_was_done_within_the_months_is_in_date_until_the_same_day():
    found = stands(ask(), [Done(completed_on=date(2026, 3, 10))], TODAY)

    assert (found.standing, found.due_on) == (Standing.IN_DATE, date(2027, 3, 10))


def test_the_last_day_itself_is_still_in_date_and_the_next_is_not():
    kept = [Done(completed_on=date(2025, 11, 23))]

    assert stands(ask(), kept, TODAY).standing is Standing.IN_DATE
    assert stands(ask(), kept, TODAY + timedelta(days=1)).standing is Standing.OVERDUE


def test_what_is_done_once_is_done():
    found = stands(ask(months=ONCE), [Done(completed_on=date(2004, 5, 1))], TODAY)

    assert (found.standing, found.due_on) == (Standing.IN_DATE, None)


def test_a_certificate_that_runs_out_earlier_is_what_counts():
    kept = [Done(completed_on=date(2026, 9, 1), expires_on=date(2026, 11, 1))]

    assert stands(ask(), kept, TODAY).standing is Standing.OVERDUE


def test_the_record_that_holds_longest_counts_not_the_newest():
    short = Done(completed_on=date(2026, 9, 1), expires_on=date(2026, 10, 1))
    long = Done(completed_on=date(2026, 6, 1))

    found = stands(ask(), [short, long], TODAY)

    assert (found.done_on, found.due_on) == (date(2026, 9, 1), date(2027, 6, 1))


def test_who_never_did_it_is_overdue_once_both_graces_have_passed():
    assert stands(ask(), [], TODAY).standing is Standing.OVERDUE


def test_a_newcomer_has_days_from_their_start():
    found = stands(ask(since_on=days_ago(10)), [], TODAY)

    assert (found.standing, found.due_on) == (Standing.IN_GRACE, TODAY + timedelta(days=80))


def test_everybody_has_days_from_the_introduction():
    found = stands(ask(asked_from=days_ago(10), since_on=date(2019, 1, 1)), [], TODAY)

    assert (found.standing, found.due_on) == (Standing.IN_GRACE, TODAY + timedelta(days=20))


def test_who_is_exempt_is_asked_nothing_and_has_a_newcomer_s_days_after():
    exempt = ask(exempt_until=TODAY)

    assert stands(exempt, [], TODAY).standing is Standing.EXEMPT
    assert stands(exempt, [], TODAY + timedelta(days=1)).standing is Standing.IN_GRACE
    assert stands(exempt, [], TODAY + timedelta(days=91)).standing is Standing.OVERDUE


def test_shorter_months_leave_the_days_of_introduction_to_those_who_were_in_date():
    shorter = ask(from_on=days_ago(5), months_before=36)
    two_years = [Done(completed_on=days_ago(700))]

    found = stands(shorter, two_years, TODAY)

    assert (found.standing, found.due_on) == (Standing.IN_GRACE, TODAY + timedelta(days=25))


def test_shorter_months_give_nothing_to_those_who_were_overdue_before():
    shorter = ask(from_on=days_ago(5), months_before=24)

    assert stands(shorter, [Done(completed_on=days_ago(900))], TODAY).standing is Standing.OVERDUE


def test_what_held_for_ever_until_the_rule_changed_has_the_days_of_introduction():
    yearly = ask(from_on=days_ago(5), months_before=ONCE)

    assert stands(yearly, [Done(completed_on=days_ago(2000))], TODAY).standing is Standing.IN_GRACE


@pytest.mark.parametrize(
    ("left", "rung"),
    [(91, None), (90, 90), (61, 90), (60, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, -1), (-28, -1), (-29, -29)],
)
def test_each_rung_of_the_ladder_begins_on_its_day(left, rung):
    assert rung_of(TODAY + timedelta(days=left), TODAY) == rung
