"""How people sign in: kept apart from who they are, so that records never carry a secret."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask_security import UserMixin
from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dcpp.kernel.db import Record
from dcpp.people.models.people import Person


class Account(Record, UserMixin):  # type: ignore[misc]
    """What Flask-Security needs to know of a person; its column names are the library's."""

    __tablename__ = "accounts"
    __table_args__ = (
        Index("ix_accounts_council_issuer_council_subject", "council_issuer", "council_subject", unique=True),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), unique=True)
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    tf_primary_method: Mapped[str | None]
    tf_totp_secret: Mapped[str | None]
    mf_recovery_codes: Mapped[list[str]] = mapped_column(default=list)
    last_totp_counter: Mapped[int | None]
    created_at: Mapped[datetime]
    council_issuer: Mapped[str | None]
    council_subject: Mapped[str | None]
    council_bound_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def roles(self) -> list[Any]:  # type: ignore[override]
        """None of the library's: ours are the person's (dcpp/roles.py)."""
        return []

    @property
    def email(self) -> str:  # type: ignore[override]
        return self.person.email

    @property
    def is_bound(self) -> bool:
        """Whether one council account, and no other, may sign in as this one."""
        return self.council_subject is not None

    @property
    def has_second_factor(self) -> bool:
        return bool(self.tf_primary_method and self.tf_totp_secret)

    def check_tf_required(
        self,
        tf_setup_methods: list[tuple[str, str]],
        tf_fresh: bool,  # noqa: ARG002, FBT001
    ) -> tuple[bool, list[tuple[str, str]]]:
        """Whether a code must follow the password: always where an app is set up or the role needs one."""
        return bool(tf_setup_methods) or self.person.needs_second_factor, tf_setup_methods

    def check_tf_required_setup(self) -> bool:
        """Whether the app may not be turned off."""
        return self.person.needs_second_factor


class SignIn(Record):
    """One sign-in on one device, from its start to its end."""

    __tablename__ = "sign_ins"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    device: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    by_single_sign_on: Mapped[bool] = mapped_column(default=False)
    with_second_factor: Mapped[bool] = mapped_column(default=False)

    account: Mapped[Account] = relationship()


class WrongGuess(Record):
    """One wrong password or code: counted per account and per address, in the database, so that all workers count."""

    __tablename__ = "wrong_guesses"

    guessed_at: Mapped[datetime] = mapped_column(index=True)
    about: Mapped[str] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(index=True)
