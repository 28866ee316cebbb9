"""Files are kept by what is in them: the key is the SHA-256 of the content, so the same file is kept once.

They lie where FILES_URL says: a folder by default, or S3 or Azure through obstore. Nothing is ever changed in place.
"""

import hashlib
import re
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

import obstore
from flask import current_app
from obstore.store import ObjectStore, from_url

KEY = re.compile(r"[0-9a-f]{64}")
PIECE = 1024 * 1024


class FileDamaged(Exception):
    """What the store gave back is not what was put there."""


def put(content: bytes | IO[bytes]) -> str:
    """Keep a file and give its key. Safe to repeat, and safe to do before the transaction that will name the key."""
    source = BytesIO(content) if isinstance(content, bytes) else content
    key = key_of(source)
    if not exists(key):
        obstore.put(store(), place_of(key), source)
    return key


def get(key: str) -> bytes:
    """The content. Raises FileNotFoundError when it is not there, FileDamaged when it is not what it was."""
    content = obstore.get(store(), place_of(key)).bytes().to_bytes()
    if hashlib.sha256(content).hexdigest() != key:
        raise FileDamaged(key)
    return content


def exists(key: str) -> bool:
    try:
        obstore.head(store(), place_of(key))
    except FileNotFoundError:
        return False
    return True


def size(key: str) -> int:
    """In bytes. Raises FileNotFoundError when it is not there."""
    found: int = obstore.head(store(), place_of(key))["size"]
    return found


def key_of(source: IO[bytes]) -> str:
    """The key that a file will have; leaves it at its beginning."""
    digest = hashlib.sha256()
    source.seek(0)
    while piece := source.read(PIECE):
        digest.update(piece)
    source.seek(0)
    return digest.hexdigest()


def place_of(key: str) -> str:
    """Where in the store a kept file lies."""
    if not KEY.fullmatch(key):
        raise ValueError("A file's key is 64 hexadecimal digits")
    return f"{key[:2]}/{key}"


def sweep_half_written(*, before: datetime) -> int:
    """Take away what a process that died left of a file it was writing; how many. Only a folder has such rests.

    The store writes beside the name ("…#1") and then moves; it does not list what was not moved.
    """
    folder = folder_of(current_app.extensions["settings"].files_url)
    rests = list(folder.rglob("*#*")) if folder else []
    old = [rest for rest in rests if rest.is_file() and rest.stat().st_mtime < before.timestamp()]
    for rest in old:
        rest.unlink(missing_ok=True)
    return len(old)


def folder_of(url: str) -> Path | None:
    """Where kept files lie, if that is a folder of ours; those in a cloud store are kept safe there."""
    parts = urlsplit(url)
    return Path(unquote(parts.path)) if parts.scheme == "file" else None


def store() -> ObjectStore:
    return _open(current_app.extensions["settings"].files_url)


@lru_cache(maxsize=4)
def _open(url: str) -> ObjectStore:
    return from_url(url, mkdir=True, automatic_cleanup=True) if url.startswith("file:") else from_url(url)
