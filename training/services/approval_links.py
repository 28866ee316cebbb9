"""The link in a mail that asks for approval: whom it is for, and for how long (decision 92)."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

LINK_GOOD_FOR = timedelta(days=21)
SALT = "training-approval"


@dataclass(frozen=True)
class Link:
    """Which booking a link opens, and for whom it was written."""

    booking_id: UUID
    approver_id: UUID


def sign_link(booking_id: UUID, approver_id: UUID) -> str:
    """What stands in the address; nobody can make one for another booking or person."""
    return _serializer().dumps([booking_id.hex, approver_id.hex])


def read_link(token: str) -> Link | None:
    """What a link says; None where it was changed, is too old, or is no link of ours."""
    try:
        booking, approver = _serializer().loads(token, max_age=int(LINK_GOOD_FOR.total_seconds()))
        return Link(UUID(booking), UUID(approver))
    except (BadData, ValueError, TypeError):
        return None


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=SALT)
