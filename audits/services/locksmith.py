"""Sealing with a key that lies outside the database: only this platform opens it, and only for what it was sealed for.

Whoever holds both the database and SECRET_KEY can open it too; pages and evidence say so.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app


class CannotUnseal(Exception):
    """The key has changed since, or what is sealed was changed."""


def seal(purpose: bytes, content: Sequence[str]) -> str:
    """Some texts, so that only this platform can open them, and only for the purpose."""
    return _fernet(purpose).encrypt(json.dumps(list(content)).encode()).decode()


def unseal(purpose: bytes, sealed: str) -> list[str]:
    """The texts. Raises CannotUnseal."""
    try:
        found: list[str] = json.loads(_fernet(purpose).decrypt(sealed.encode()))
    except InvalidToken as error:
        raise CannotUnseal from error
    return found


def _fernet(purpose: bytes) -> Fernet:
    secret = current_app.extensions["settings"].secret_key
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
    return Fernet(urlsafe_b64encode(derived))
