"""Everything that leaves as a file goes through here: as an attachment, never shown inline, and in the trail."""

import re
import unicodedata
from io import SEEK_END
from typing import BinaryIO
from urllib.parse import quote
from uuid import UUID

from flask import Response
from werkzeug.wsgi import FileWrapper

from dcpp.kernel import files, trail
from dcpp.kernel.refusal import Refusal

LONGEST = 120
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


class CannotSendFile(Refusal):
    """What the store gives back is not what was kept, or nothing at all."""


def send(content: bytes, *, name: str, media_type: str, kind: str, record_id: UUID | None, what: str) -> Response:
    """Answer with a file, and keep in the trail that it was downloaded.

    `what` is a code for what was taken ("report_pdf"), never free text. Sizes are in the header, so that a browser
    shows how far it is.
    """
    return _sent(Response(content), name=name, media_type=media_type, kind=kind, record_id=record_id, what=what)


def send_file(file: BinaryIO, *, name: str, media_type: str, kind: str, record_id: UUID | None, what: str) -> Response:
    """The same, for a long file that was written on disk: it is read bit by bit, and closed in the end."""
    size = file.seek(0, SEEK_END)
    file.seek(0)
    response = Response(FileWrapper(file), direct_passthrough=True)
    response.content_length = size
    return _sent(response, name=name, media_type=media_type, kind=kind, record_id=record_id, what=what)


def _sent(response: Response, *, name: str, media_type: str, kind: str, record_id: UUID | None, what: str) -> Response:
    response.mimetype = media_type
    response.headers.set("Content-Disposition", "attachment", **_both_spellings(safe_name(name)))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    trail.downloaded(kind, record_id, what)
    return response


def send_kept(key: str, *, name: str, media_type: str, kind: str, record_id: UUID | None, what: str) -> Response:
    """The same, for a file in the store. One that was changed or is gone is refused, and the trail says so."""
    try:
        content = files.get(key)
    except (files.FileDamaged, FileNotFoundError) as error:
        trail.found_damaged(kind, record_id, what)
        raise CannotSendFile(
            "This file is no longer what was kept: its fingerprint does not agree, or it is gone. It is not given out. "
            "Tell your administrator, who can bring it back from a backup."
        ) from error
    return send(content, name=name, media_type=media_type, kind=kind, record_id=record_id, what=what)


def safe_name(name: str) -> str:
    """A file name that is one on every system, with its ending kept and nothing hidden in it."""
    plain = FORBIDDEN.sub("-", unicodedata.normalize("NFC", name)).strip(" .-")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    return (stem[: LONGEST - len(ending)].rstrip(" .-") or "file") + dot + ending[:10]


def _both_spellings(name: str) -> dict[str, str]:
    """The name in ASCII for old readers, and in full for the others (RFC 6266)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return {"filename": plain} if plain == name else {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"}
