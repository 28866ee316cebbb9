"""What the council's own sign-in must have said of somebody before they are let in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dcpp.kernel.refusal import Refusal

TROUBLE = (
    "Your council account could not be checked. Try again. If it goes on, sign in with a password "
    "and tell your administrator"
)
TOO_LATE = "That took too long. Sign in again"
NO_ADDRESS = "Your council account gives no e-mail address that has been checked, so we cannot tell who you are"


BOUND_TO_ANOTHER = (
    "Your record here belongs to another council account with your e-mail address. "
    "Ask your administrator to unbind it, if your council account is new"
)


class CannotUseSingleSignOn(Refusal):
    pass


class UnbindReason(StrEnum):
    """Why an account is loosed from a council account; the trail keeps the code."""

    NEW_ACCOUNT = "new_account"
    WRONG_ACCOUNT = "wrong_account"
    NEW_PROVIDER = "new_provider"

    @property
    def label(self) -> str:
        return {
            "new_account": "They have been given a new council account",
            "wrong_account": "It was bound to somebody else’s council account",
            "new_provider": "The council’s sign-in has been set up anew",
        }[self.value]


@dataclass(frozen=True)
class Claims:
    """Who somebody is at the issuer, for good (`subject`), and for now (`email`)."""

    subject: str
    email: str
    with_second_factor: bool


def read_claims(claims: Mapping[str, Any], issuer: str, *, subject: str, trusts_addresses: bool) -> Claims:
    """From the claims of a token whose signature, nonce and time have been checked. Raises CannotUseSingleSignOn.

    subject: the name of the claim that stays the same for somebody. trusts_addresses: the issuer says nothing of
    addresses being checked, since it gives them out itself; one that it calls unchecked is refused all the same.
    """
    email, who = claims.get("email"), claims.get(subject)
    if str(claims.get("iss", "")).rstrip("/") != issuer.rstrip("/"):
        raise CannotUseSingleSignOn(TROUBLE)
    if not isinstance(who, str) or not who.strip():
        raise CannotUseSingleSignOn(TROUBLE)
    if not isinstance(email, str) or "@" not in email or claims.get("email_verified", trusts_addresses) is not True:
        raise CannotUseSingleSignOn(NO_ADDRESS)
    methods = claims.get("amr")
    return Claims(who, email.strip().lower(), isinstance(methods, list) and "mfa" in methods)


def unknown(email: str) -> str:
    return (
        f"Your council account is {email}, and nobody here has that work e-mail address. "
        "Ask your administrator to add you, or to correct your record"
    )
