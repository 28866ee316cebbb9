"""Filling an empty database with a made-up council, month by month, each kept by itself.

A filling that is broken off leaves whole months and says so in the trail; the next one goes on where it stopped.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from random import Random

from sqlalchemy import delete, select

from dcpp.kernel import clock, trail
from dcpp.kernel.db import db, transaction
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id
from dcpp.kernel.outbox import OutboxMessage
from dcpp.kernel.refusal import Refusal
from dcpp.operations.events import SampleCouncilBegun, SampleCouncilMade, SampleMonthMade
from dcpp.people.models import Person
from dcpp.sample_council import keys
from dcpp.sample_council.children import make_children
from dcpp.sample_council.history import History
from dcpp.sample_council.posts import make_posts
from dcpp.sample_council.progress import Filling, find_filling
from dcpp.sample_council.sizes import SIZES
from dcpp.sample_council.staff import Staff, find_sign_ins
from dcpp.sample_council.times import at

Tell = Callable[[str], None]


class CannotFill(Refusal):
    """The database holds something already."""


def is_empty() -> bool:
    """Whether nobody is here yet."""
    return db.session.scalar(select(Person.id).limit(1)) is None


def find_unfinished() -> Filling | None:
    """A made-up council whose filling was broken off."""
    filling = find_filling()
    return filling if filling and not filling.is_made else None


def fill(size_name: str, seed: int, tell: Tell) -> None:
    """Make a council of a size, or go on with one that was broken off.

    Raises CannotFill where there are people already: a made-up council is never mixed with a real one.
    """
    known = find_filling()
    if known and (known.is_made or (known.size, known.seed) != (size_name, seed)):
        raise CannotFill(_why_not(known))
    filling = known or Filling(new_id(), size_name, seed, clock.now(), (), is_made=False)
    history = _history_of(filling)
    if known:
        tell(f"Going on with the made-up council that {known.reached}")
    else:
        _begin(filling, history, tell)
    for month in history.months:
        if _pass_month(filling, history, month):
            tell(f"{month:%B %Y}")
    _finish(filling, history)


def _why_not(filling: Filling) -> str:
    said = "This database holds a sample council already." if filling.is_made else f"{filling.sentence}."
    return f"{said} For another council, name another database in DCPP_DATA."


def _begin(filling: Filling, history: History, tell: Tell) -> None:
    """Its people first, a month before the first month."""
    with _deed():
        if not is_empty():
            raise CannotFill(
                "This database holds people already. A sample council needs an empty one: name another in DCPP_DATA."
            )
        announce(
            SampleCouncilBegun(
                happened_at=filling.begun_at, sample_council_id=filling.id, size=filling.size, seed=filling.seed
            )
        )
        with clock.pretend(at(clock.add_months(history.months[0], -1), 9)):
            staff = Staff(Random(f"{filling.seed} staff"))
            staff.add(history.posts)
        history.set_up_programme(find_sign_ins(history.posts))
    tell(f"{staff.count:,} people in {len(staff.teams)} teams")


def _history_of(filling: Filling) -> History:
    """The same posts and children each time, as at the day on which the filling was begun."""
    size, random = SIZES[filling.size], Random(filling.seed)
    this_month = clock.month_of(clock.london(filling.begun_at).date())
    months = [clock.add_months(this_month, number - size.months + 1) for number in range(size.months)]
    last = clock.london(filling.begun_at).date()
    posts = make_posts(random, size.factor, months[0], last)
    children = make_children(random, size.factor, months[0], last)
    return History(filling.seed, size, posts, children, now=filling.begun_at, months=months)


def _pass_month(filling: Filling, history: History, month: date) -> bool:
    """Whether it was for us to make: of two fillings at once, the other may have been quicker."""
    with _deed():
        history.lock()
        known = find_filling()
        if known is None or month in known.months:
            return False
        history.pass_month(month, find_sign_ins(history.posts))
        announce(SampleMonthMade(happened_at=clock.now(), sample_council_id=filling.id, month=month))
    return True


def _finish(filling: Filling, history: History) -> None:
    """The last step gives out the password, so nobody signs in to half a council."""
    with _deed():
        history.lock()
        known = find_filling()
        if known is None or known.is_made:
            return
        history.bring_actions_up_to_date(find_sign_ins(history.posts))
        history.raise_concerns_of_now()
        history.keep_lists_fresh()
        keys.give_out(find_sign_ins(history.posts), history.workbook)
        announce(SampleCouncilMade(happened_at=clock.now(), sample_council_id=filling.id))


@contextmanager
def _deed() -> Iterator[None]:
    """A transaction of the sample council; the mail of a made-up past is not sent."""
    with transaction(), trail.acting("command:sample-council"):
        yield
        db.session.flush()
        db.session.execute(delete(OutboxMessage))
