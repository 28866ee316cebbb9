"""What the profession asks, on the day that it is asked."""

from datetime import date

import pytest

from dcpp.frameworks import professional


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 11, 30), date(2025, 12, 1)),
        (date(2026, 12, 1), date(2026, 12, 1)),
        (date(2027, 1, 1), date(2026, 12, 1)),
    ],
)
def test_the_registration_year_runs_from_december_to_november(day, year):
    rule = professional.registration_rule_on(day)

    assert rule.year_of(day) == year
    assert rule.last_day(year) == date(year.year + 1, 11, 30)
    assert rule.window_opens(year) == date(year.year + 1, 9, 1)


def test_two_pieces_and_one_with_a_peer_are_asked():
    rule = professional.registration_rule_on(date(2026, 11, 25))

    assert (rule.pieces, rule.with_peer) == (2, 1)
    assert list(professional.standards_on("cpd", date(2026, 11, 25)).parts) == [f"4.{n}" for n in range(1, 9)]


def test_the_standards_of_practice_change_with_the_first_of_april_2027():
    assert professional.standards_on("practice", date(2027, 3, 31)).code == "post_qualifying"
    assert professional.standards_on("practice", date(2027, 4, 1)).code == "early_career"


def test_who_begins_in_september_2027_begins_the_new_programme():
    assert [each.code for each in professional.programmes_to_begin(date(2027, 8, 31))] == ["asye"]
    assert [each.code for each in professional.programmes_to_begin(date(2027, 9, 1))] == ["ecdp"]
    with pytest.raises(LookupError):
        professional.early_career_programme("unheard_of")


def test_what_nobody_knows_is_said():
    with pytest.raises(LookupError, match="No rule for renewing a registration is known for 01 January 2010"):
        professional.registration_rule_on(date(2010, 1, 1))
