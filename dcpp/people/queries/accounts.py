"""Reads of accounts, and of guesses at them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_security import SQLAlchemyUserDatastore
from sqlalchemy import ColumnElement, exists, func, or_, select

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.people.models import Account, Person, SignIn, WrongGuess


class AccountStore(SQLAlchemyUserDatastore):
    """Where Flask-Security finds its users: accounts of people who have not left, by their person's address too."""

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> Account | None:  # noqa: ARG002, FBT001, FBT002
        name, value = next(iter(wanted.items()))
        found = Person.email == str(value).strip().lower() if name == "email" else getattr(Account, name) == value
        return find_account(found, clock.today())


def find_account(where: ColumnElement[bool], today: date) -> Account | None:
    """An account that may be used to sign in on a day."""
    return db.session.scalar(
        select(Account)
        .join(Account.person)
        .where(where, Account.active, or_(Person.leaves_on.is_(None), Person.leaves_on >= today))
    )


def find_account_by_email(email: str, today: date) -> Account | None:
    return find_account(Person.email == email.strip().lower(), today)


def find_bound_account(issuer: str, subject: str) -> Account | None:
    """The account that a council account is bound to, also of somebody who has left."""
    return db.session.scalar(
        select(Account).where(Account.council_issuer == issuer, Account.council_subject == subject)
    )


def get_account_of(person_id: UUID) -> Account:
    return db.session.scalars(select(Account).where(Account.person_id == person_id)).one()


def count_guesses(where: ColumnElement[bool], since: datetime) -> int:
    counted = select(func.count()).select_from(WrongGuess).where(where, WrongGuess.guessed_at > since)
    return db.session.scalar(counted) or 0


def is_known_at(account_id: UUID, address: str, since: datetime) -> bool:
    """Whether the account has signed in from this address before: an office shares one, and others mistype."""
    known = exists().where(SignIn.account_id == account_id, SignIn.address == address, SignIn.started_at > since)
    return bool(db.session.scalar(select(known)))
