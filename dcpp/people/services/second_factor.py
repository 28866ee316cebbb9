"""The second factor: an authenticator app, and recovery codes for the day the phone is lost."""

import hashlib
import hmac
from typing import Any

from flask import current_app
from flask_security import MfRecoveryCodesUtil, Totp
from passlib.exc import TokenError

from dcpp.config import Settings
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.people import events
from dcpp.people.models import Account

WINDOW = 30
"""Seconds that a phone's clock may be off, either way."""


class HouseTotp(Totp):
    """Takes each code once: a code that was seen over a shoulder is worth nothing."""

    def verify_totp(self, token: str, totp_secret: str, user: Any, window: int = 0) -> bool:  # noqa: ARG002
        account = db.session.get_one(Account, user.id, with_for_update=True, populate_existing=True)
        last = account.last_totp_counter if totp_secret == account.tf_totp_secret else None
        try:
            match = self._totp.verify(str(token), totp_secret, window=WINDOW, last_counter=last)
        except TokenError:
            return False
        account.last_totp_counter = match.counter
        return True


class HouseRecoveryCodes(MfRecoveryCodesUtil):
    """Kept as keyed hashes, shown once, gone when used."""

    def create_recovery_codes(self, user: Any) -> list[str]:
        account = db.session.get_one(Account, user.id)
        codes: list[str] = current_app.extensions["security"].totp_factory.generate_recovery_codes(10)
        account.mf_recovery_codes = [hashed(code) for code in codes]
        announce(
            events.SecondFactorChanged(happened_at=clock.now(), person_id=account.person_id, now="new recovery codes")
        )
        return codes

    def get_recovery_codes(self, user: Any) -> list[str]:  # noqa: ARG002
        """None can be shown again."""
        return []

    def check_recovery_code(self, user: Any, code: str) -> bool:
        return hashed(code) in db.session.get_one(Account, user.id, with_for_update=True).mf_recovery_codes

    def delete_recovery_code(self, user: Any, code: str) -> bool:
        account = db.session.get_one(Account, user.id)
        account.mf_recovery_codes = [kept for kept in account.mf_recovery_codes if kept != hashed(code)]
        announce(
            events.SecondFactorChanged(happened_at=clock.now(), person_id=account.person_id, now="recovery code used")
        )
        return True


def hashed(code: str) -> str:
    """A code under the platform's key, however it was typed."""
    settings: Settings = current_app.extensions["settings"]
    plain = "".join(code.split()).replace("-", "").lower()
    return hmac.digest(settings.secret_key.encode(), plain.encode(), hashlib.sha256).hex()


def say_set_up(account: Account) -> None:
    announce(events.SecondFactorChanged(happened_at=clock.now(), person_id=account.person_id, now="app set up"))


def turn_off(account: Account, by: str) -> None:
    """Take away app and recovery codes. by: "owner", or "administrator" for somebody who has lost both."""
    account.tf_primary_method = None
    account.tf_totp_secret = None
    account.last_totp_counter = None
    account.mf_recovery_codes = []
    db.session.flush()
    announce(
        events.SecondFactorChanged(happened_at=clock.now(), person_id=account.person_id, now=f"turned off by {by}")
    )
