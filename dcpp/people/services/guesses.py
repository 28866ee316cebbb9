"""Wrong guesses at passwords and codes, counted per account and per address: in the database, for all workers."""

import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

from flask import current_app
from sqlalchemy import delete, func, select

from dcpp.config import Settings
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id
from dcpp.people import events, rules
from dcpp.people.models import Account, WrongGuess
from dcpp.people.queries import accounts

WINDOW = timedelta(minutes=15)
KNOWN_FOR = timedelta(days=90)


def key_of(email: str) -> str:
    """What guesses at an address are counted under, whether or not anybody has it: not the address itself."""
    settings: Settings = current_app.extensions["settings"]
    return hmac.digest(settings.secret_key.encode(), email.strip().lower().encode(), hashlib.sha256).hex()


def check_may_guess(about: str, address: str, account: Account | None = None) -> None:
    """Raises CannotSignIn after too many wrong guesses about one account, or from one address.

    Colleagues who have signed in from an address before are not kept out by others' guesses from it.
    """
    since = clock.now() - WINDOW
    if accounts.count_guesses(WrongGuess.about == about, since) >= rules.GUESSES:
        raise rules.CannotSignIn(rules.THROTTLED)
    if accounts.count_guesses(WrongGuess.address == address, since) < rules.GUESSES_FROM_ADDRESS:
        return
    if account is None or not accounts.is_known_at(account.id, address, clock.now() - KNOWN_FOR):
        raise rules.CannotSignIn(rules.THROTTLED)


def take_guess(about: str, address: str, account: Account | None = None) -> UUID:
    """Count a guess before it is looked at, so that many at once cannot slip through; a right one is forgotten again.

    The guess that fills the measure is said in the trail when it was at somebody's account.
    """
    _one_at_a_time(about, address)
    check_may_guess(about, address, account)
    now = clock.now()
    guess = WrongGuess(id=new_id(), guessed_at=now, about=about, address=address)
    db.session.add(guess)
    db.session.flush()
    guesses = accounts.count_guesses(WrongGuess.about == about, now - WINDOW)
    if account and guesses == rules.GUESSES:
        announce(events.SignInThrottled(happened_at=now, person_id=account.person_id, guesses=guesses))
    return guess.id


def _one_at_a_time(*counted: str) -> None:
    """Hold what is counted until the transaction ends. SQLite has one writer anyway."""
    if db.engine.dialect.name != "postgresql":
        return
    for key in sorted(int.from_bytes(hashlib.sha256(one.encode()).digest()[:8], signed=True) for one in counted):
        db.session.execute(select(func.pg_advisory_xact_lock(key)))


def take_back(guess_id: UUID) -> None:
    """A guess that was right, but is only half of a sign-in: those before it still count."""
    db.session.execute(delete(WrongGuess).where(WrongGuess.id == guess_id))


def forget_guesses(about: str) -> None:
    """After a right one, counting begins anew."""
    db.session.execute(delete(WrongGuess).where(WrongGuess.about == about))
