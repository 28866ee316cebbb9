"""What was sent in and waits to be read: under a prefix of its own, and gone once it has been read.

    imported.upload_key = uploads.put("caseload", imported.id, file)     # the row names the file while it waits
    uploads.forget(key)                                                  # on every way out

Such a file may hold what the platform never keeps. So it is never shared with another record, backups leave it out, and
what no row names is swept: a process may be killed after the file was written and before the row was.
dcpp.wiring.UPLOADS says for each kind which keys rows still name.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from typing import IO
from uuid import UUID

import obstore
import structlog
from flask import Flask, current_app

from dcpp.kernel import clock, files
from dcpp.kernel.files import FileDamaged
from dcpp.kernel.jobs import Job, every

log = structlog.get_logger()

KEY = re.compile(r"uploads/[a-z_]+/[0-9a-f-]{36}/[0-9a-f]{64}")
GRACE = timedelta(days=1)
"""How long a file may lie before a row names it: far longer than any request or transaction."""

Named = Callable[[], Collection[str]]


def register(app: Flask, kinds: Mapping[str, Named]) -> None:
    app.extensions["uploads"] = dict(kinds)


def put(kind: str, record_id: UUID, content: bytes | IO[bytes]) -> str:
    """Keep what was sent in for one record, and give the key that its row must name. The kind must be wired."""
    current_app.extensions["uploads"][kind]
    source = BytesIO(content) if isinstance(content, bytes) else content
    key = f"uploads/{kind}/{record_id}/{files.key_of(source)}"
    obstore.put(files.store(), key, source)
    return key


def get(key: str) -> bytes:
    """The content. Raises FileNotFoundError when it is not there, FileDamaged when it is not what it was."""
    if not KEY.fullmatch(key):
        raise FileNotFoundError(key)
    content = obstore.get(files.store(), key).bytes().to_bytes()
    if hashlib.sha256(content).hexdigest() != key.rpartition("/")[2]:
        raise FileDamaged(key)
    return content


def exists(key: str) -> bool:
    try:
        obstore.head(files.store(), key)
    except FileNotFoundError:
        return False
    return True


def forget(key: str) -> None:
    """Take a file away for good. Safe to repeat."""
    place = key if KEY.fullmatch(key) else files.place_of(key)  # the second: sent in before uploads lay apart
    with suppress(FileNotFoundError):
        obstore.delete(files.store(), place)


def sweep_uploads() -> None:
    """Take away files that were sent in and that no record names a day later."""
    named = {key for keys in current_app.extensions["uploads"].values() for key in keys()}
    swept = [key for key in _old_ones() if key not in named]
    for key in swept:
        with suppress(FileNotFoundError):
            obstore.delete(files.store(), key)
    rests = files.sweep_half_written(before=clock.now() - GRACE)
    if swept or rests:
        log.info("uploads swept", uploads=len(swept), half_written=rests)


def _old_ones() -> Iterator[str]:
    before = clock.now() - GRACE
    for some in obstore.list(files.store(), prefix="uploads"):
        yield from (each["path"] for each in some if each["last_modified"] < before)


JOBS = [Job(sweep_uploads, at=every(minutes=60))]
