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
    assert queries.count_raised_and_closed(date(2026, 1, 1), date(2026, 1, 31))["open"] == 0
