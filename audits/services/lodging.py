"""Values that the platform keeps for a person: sealed with a key that lies outside the database.

Whoever holds both the database and SECRET_KEY could open them before the day; the page and the evidence say so, by
telling which values were kept here and which by the person alone.
"""

import json
from base64 import urlsafe_b64encode
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

from audits.rules.seeds import CannotRevealValue

PURPOSE = b"dcpp lodged values, version 1"


def seal(draw_id: UUID, person_id: UUID, value: str, salt: str) -> str:
    """The value and its salt, so that only this platform can open them, and only for this draw and person."""
    content = json.dumps([str(draw_id), str(person_id), value, salt])
    return _locksmith().encrypt(content.encode()).decode()


def unseal(sealed: str, draw_id: UUID, person_id: UUID) -> tuple[str, str]:
    """The value and its salt."""
    try:
        *about, value, salt = json.loads(_locksmith().decrypt(sealed.encode()))
    except InvalidToken as error:
        raise CannotRevealValue(
            "A lodged value can no longer be opened, because the platform’s secret key has changed. "
            "Abandon this draw and open another."
        ) from error
    if about != [str(draw_id), str(person_id)]:
        raise CannotRevealValue("A lodged value belongs to another draw. Abandon this draw and tell the administrator.")
    return value, salt


def _locksmith() -> Fernet:
    secret = current_app.extensions["settings"].secret_key
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(urlsafe_b64encode(derived))
