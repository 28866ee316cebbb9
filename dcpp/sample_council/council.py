"""Filling an empty database with a made-up council, in one transaction."""

import secrets
from collections.abc import Callable
from datetime import date
from random import Random

from flask import current_app
from flask_security.utils import hash_password
from sqlalchemy import delete, select, update

from dcpp.config import Settings
from dcpp.kernel import clock, trail
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.kernel.refusal import Refusal
from dcpp.people.models import Account, Person
from dcpp.sample_council.auditing import at
from dcpp.sample_council.children import make_children
from dcpp.sample_council.history import History
from dcpp.sample_council.posts import make_posts
from dcpp.sample_council.sizes import SIZES, Size
from dcpp.sample_council.staff import Staff

SHOWN = {
    "practice.lead": "runs the audit programme",
    "auditor": "carries out audits",
    "practitioner": "a social worker",
    "team.manager": "manages a team",
    "senior.manager": "reads the readiness report",
    "lead.auditor": "the second person of a draw",
    "administrator": "looks after people and jobs; sets up an authenticator app first",
    "partner": "of another agency; sets up an authenticator app first",
}


class CannotFill(Refusal):
    """The database holds something already."""


def is_empty() -> bool:
    """Whether nobody is here yet."""
    return db.session.scalar(select(Person.id).limit(1)) is None


def fill(size_name: str, seed: int, tell: Callable[[str], None]) -> None:
    """Make a council of a size. Nothing is kept unless all of it is.

    Raises CannotFill where there are people already: a made-up council is never mixed with a real one.
    """
    if not is_empty():
        raise CannotFill(
            "This database holds people already. A sample council needs an empty one: name another in DCPP_DATA."
        )
    size, random = SIZES[size_name], Random(seed)
    with transaction(), trail.acting("command:sample-council"):
        staff, history = _make(size, random)
        tell(f"{len(staff.people):,} people in {len(staff.teams)} teams")
        lead, witness, shown = (staff.sign_ins[key] for key in ("practice.lead", "lead.auditor", "auditor"))
        for month in history.pass_months(lead, witness, shown):
            tell(f"{month:%B %Y}")
        db.session.execute(delete(OutboxMessage))  # the mail of a made-up past is not sent
        password = _let_sign_in(staff)
    _keep(history, staff, password)


def _make(size: Size, random: Random) -> tuple[Staff, History]:
    first = clock.add_months(clock.month_of(clock.today()), 1 - size.months)
    posts = make_posts(random, size.factor, first, clock.today())
    children = make_children(random, size.factor, first, clock.today())
    staff = Staff(random)
    with clock.pretend(at(clock.add_months(first, -1), 9)):
        staff.add(posts)
    return staff, History(random, size, posts, children)


def _let_sign_in(staff: Staff) -> str:
    """One password for the few who are shown, made anew for each council."""
    password = "-".join(secrets.choice(WORDS) for _ in range(4))
    people = [person.id for person in staff.sign_ins.values()]
    db.session.execute(update(Account).where(Account.person_id.in_(people)).values(password=hash_password(password)))
    return password


def _keep(history: History, staff: Staff, password: str) -> None:
    """Beside the database: who can sign in, and the newest lists as a workbook to bring in by hand."""
    settings: Settings = current_app.extensions["settings"]
    lines = [f"  {staff.sign_ins[key].email:<48} {words}" for key, words in SHOWN.items() if key in staff.sign_ins]
    day = clock.today()
    text = "\n".join([f"Sign in with the password {password} as one of these:", *lines])
    (settings.data / "sample-accounts.txt").write_text(text + "\n", encoding="utf-8")
    (settings.data / "sample-accounts.txt").chmod(0o600)
    _write_workbook(history, settings, day)


def _write_workbook(history: History, settings: Settings, day: date) -> None:
    (settings.data / f"sample-annex-a-{day}.xlsx").write_bytes(history.workbook(day).getvalue())


WORDS = (
    "amber anchor apple barley basket beacon birch blanket bramble breeze bridge button candle canoe cedar cherry clover "
    "cobble copper coral cotton cricket daisy dapple drift ember fabric feather fennel ferry fiddle forest garden ginger "
    "harbour hazel heather hollow honey island ivory jasmine juniper kettle ladder lantern lemon linen maple marble "
    "meadow mellow mitten nutmeg oakum olive orchard otter paddle pebble pepper pigeon plume poppy quarry quilt rafter "
    "ribbon river saddle saffron sage silver sorrel sparrow spruce tangle thistle timber tulip turnip velvet violet "
    "walnut water willow window winter yarrow"
).split()
