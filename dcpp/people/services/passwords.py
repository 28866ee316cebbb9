"""Passwords: which are taken, what follows when one is set, and the mails about it."""

from datetime import timedelta
from typing import Any

from flask import current_app
from flask_security import MailUtil, PasswordUtil
from flask_security.utils import hash_password, verify_password

from dcpp.config import Settings
from dcpp.kernel import clock, outbox
from dcpp.kernel.events import announce
from dcpp.people import events
from dcpp.people.models import Account, SignIn
from dcpp.people.rules import passwords
from dcpp.people.services import guesses, sign_ins

LINK_GOOD_FOR = timedelta(hours=24)
MAILS = {
    "security/email/reset_instructions": "people/choose_password",
    "security/email/reset_notice": "people/password_changed",
    "security/email/change_notice": "people/password_changed",
}
"""The library's name of a mail → ours."""


class HousePasswords(PasswordUtil):
    """Asked by the library whether a new password will do."""

    def validate(self, password: str, is_register: bool, **known: Any) -> tuple[list[str] | None, str]:  # noqa: ARG002, FBT001
        settings: Settings = current_app.extensions["settings"]
        plain = self.normalize(password)
        account: Account = known["user"]
        sentence = passwords.weakness(plain, [account.person.name, account.email, settings.council_name])
        return ([sentence] if sentence else None), plain


class HouseMail(MailUtil):
    """Puts the library's mails into the outbox, in our words."""

    def send_mail(  # noqa: PLR0917
        self,
        template: str,
        subject: str,  # noqa: ARG002
        recipient: str | tuple[str, str],  # noqa: ARG002
        sender: str | tuple[str, str],  # noqa: ARG002
        body: str | None,  # noqa: ARG002
        html: str | None,  # noqa: ARG002
        **values: Any,
    ) -> None:
        account: Account = values["user"]
        token = values.get("reset_token")
        good_for = LINK_GOOD_FOR if token else None
        outbox.write(MAILS[template], to=account.person_id, good_for=good_for, link=reset_link(token) if token else "")


def reset_link(token: str) -> str:
    """Under the address that settings give: never under the host that a request claims to have asked."""
    settings: Settings = current_app.extensions["settings"]
    return settings.address + current_app.url_map.bind("").build("security.reset_password", {"token": token})


def is_right(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was hashed. Takes as long where there is no account: nothing to tell by.

    Slow by design (0.2 s of processor time), so never called with a transaction open.
    """
    security = current_app.extensions["security"]
    plain = security.password_util.normalize(password)
    if kept is None:
        hash_password(plain)
        return False
    return bool(verify_password(plain, kept))


def follow_new_password(account: Account, by: str, but: SignIn | None = None) -> None:
    """What follows when a password was set: every (other) open sign-in ends, and guesses are counted anew.

    by: "mail" or "owner".
    """
    sign_ins.end_sign_ins(account, but=but, how="new password")
    guesses.forget_guesses(guesses.key_of(account.email))
    announce(events.PasswordSet(happened_at=clock.now(), person_id=account.person_id, by=by))
