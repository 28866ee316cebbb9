"""What is not needed any longer is not kept: old guesses, sign-ins long ended, files that nobody confirmed."""

from datetime import timedelta

from sqlalchemy import delete

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.people.models import PeopleImport, SignIn, WrongGuess
from dcpp.people.services.guesses import KNOWN_FOR, WINDOW

UNCONFIRMED_FOR = timedelta(days=7)


def forget_what_is_past() -> None:
    now = clock.now()
    db.session.execute(delete(WrongGuess).where(WrongGuess.guessed_at < now - 2 * WINDOW))
    db.session.execute(delete(SignIn).where(SignIn.ends_at < now - KNOWN_FOR))
    db.session.execute(
        delete(PeopleImport).where(
            PeopleImport.confirmed_at.is_(None), PeopleImport.uploaded_at < now - UNCONFIRMED_FOR
        )
    )
