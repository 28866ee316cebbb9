"""Audits of those who leave come back, early enough for somebody else to do them in time."""

from audits import queries
from audits.rules.allocation import leaves_soon
from audits.services.allocation import take_back
from dcpp.kernel import clock
from dcpp.people.events import LeavingDaySet

LEAVING = "leaving"


def take_back_from_leaver(event: LeavingDaySet) -> None:
    """At once, when a near leaving day becomes known: what is not begun, and what would be due after that day.

    What is begun and due before they leave may be finished; what is left on the day comes back then, by the clock.
    Somebody whose last day is months away keeps what they can do before it.
    """
    if event.leaves_on is None:
        return
    today, last_day = clock.today(), event.leaves_on
    is_soon = leaves_soon(last_day, today)
    theirs = queries.list_to_do(event.person_id)
    back = [one for one in theirs if last_day <= today or one.due_on > last_day or (is_soon and not one.started_at)]
    take_back(back, because=LEAVING)


def take_back_from_all_leavers() -> int:
    """Whatever is still with somebody whose last day is today or past; gives how many came back."""
    return take_back(queries.list_with_leavers(clock.today()), because=LEAVING)
