"""What the council's own sign-in must have said of somebody before they are let in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dcpp.kernel.refusal import Refusal

TROUBLE = (
    "Your council account could not be checked. Try again. If it goes on, sign in with a password "
    "and tell your administrator"
)
TOO_LATE = "That took too long. Sign in again"
NO_ADDRESS = "Your council account gives no e-mail address that has been checked, so we cannot tell who you are"


class CannotUseSingleSignOn(Refusal):
    pass


@dataclass(frozen=True)
class Claims:
    email: str
    with_second_factor: bool


def read_claims(claims: Mapping[str, Any], issuer: str) -> Claims:
    """From the claims of a token whose signature, nonce and time have been checked. Raises CannotUseSingleSignOn."""
    email = claims.get("email")
    if str(claims.get("iss", "")).rstrip("/") != issuer.rstrip("/"):
        raise CannotUseSingleSignOn(TROUBLE)
    if not isinstance(email, str) or "@" not in email or claims.get("email_verified", True) is not True:
        raise CannotUseSingleSignOn(NO_ADDRESS)
    methods = claims.get("amr")
    return Claims(email.strip().lower(), isinstance(methods, list) and "mfa" in methods)


def unknown(email: str) -> str:
    return (
        f"Your council account is {email}, and nobody here has that work e-mail address. "
        "Ask your administrator to add you, or to correct your record"
    )
