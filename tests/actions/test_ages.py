"""How old actions were on a day, whatever happened since."""

from datetime import UTC, date, datetime, timedelta

from dcpp.actions import queries, services
from dcpp.kernel import clock
from tests.makers.actions import do, make_action
from tests.makers.people import make_person

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def raised(days_ago, owner):
    with clock.pretend(MONDAY - timedelta(days=days_ago)):
        return make_action(owner, due_on=date(2026, 12, 31))


def counts(day):
    return [count for _band, count in queries.count_by_age(day)]


def test_each_band_is_counted_at_its_edges(app):
    owner = make_person()
    for days in (0, 14, 15, 28, 29, 56, 57, 400):
        raised(days, owner)

    assert counts(MONDAY.date()) == [2, 2, 2, 2]


def test_a_day_in_the_past_is_counted_as_it_was_then(app):
    owner, other = make_person(), make_person()
    action = raised(20, owner)
    with clock.pretend(MONDAY - timedelta(days=2)):
        do(services.finish_action, action, words="Done", by=owner.id)
        do(services.check_action, action, words="Seen", by=other.id)

    assert counts(MONDAY.date()) == [0, 0, 0, 0]
    assert counts(MONDAY.date() - timedelta(days=3)) == [0, 1, 0, 0]
    assert counts(MONDAY.date() - timedelta(days=21)) == [0, 0, 0, 0]


def test_a_period_is_counted(app):
    owner, other = make_person(), make_person()
    action = raised(20, owner)
    raised(5, owner)
    with clock.pretend(MONDAY):
        do(services.finish_action, action, words="Done", by=owner.id)
        do(services.check_action, action, words="Seen", by=other.id)

    found = queries.count_raised_and_closed(date(2026, 11, 1), date(2026, 11, 30))

    assert found == {"raised": 2, "checked": 1, "withdrawn": 0, "open": 1, "overdue": 0}


def test_counting_nothing_gives_noughts(app):
    assert counts(MONDAY.date()) == [0, 0, 0, 0]
    assert queries.count_raised_and_closed(date(2026, 1, 1), date(2026, 1, 31))["open"] == 0
