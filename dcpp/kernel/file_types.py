"""What a file really is, judged by its content: names and declared types can say anything."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from dcpp.kernel.refusal import Refusal


class CannotTakeFile(Refusal):
    """The sentence says what kind of file to choose instead."""


@dataclass(frozen=True)
class FileType:
    """A kind of file that a page may ask for."""

    label: str
    media_type: str
    endings: tuple[str, ...]
    is_it: Callable[[bytes], bool]


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(starts)


def _office(part: str) -> Callable[[bytes], bool]:
    """A zip archive that holds the part which makes it a workbook or a document."""

    def is_it(content: bytes) -> bool:
        if not content.startswith(b"PK\x03\x04"):
            return False
        try:
            return part in ZipFile(BytesIO(content)).namelist()
        except BadZipFile:
            return False

    return is_it


def _is_text(content: bytes) -> bool:
    """Words in UTF-8 or in the code page of Windows; never binary."""
    if any(byte in content for byte in (b"\x00", b"\x01", b"\x02", b"\x1b")):
        return False
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            content.decode("cp1252")
        except UnicodeDecodeError:
            return False
    return True


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


OFFICE = "application/vnd.openxmlformats-officedocument"
XLSX = FileType("an Excel workbook", f"{OFFICE}.spreadsheetml.sheet", (".xlsx", ".xlsm"), _office("xl/workbook.xml"))
DOCX = FileType("a Word document", f"{OFFICE}.wordprocessingml.document", (".docx",), _office("word/document.xml"))
PDF = FileType("a PDF", "application/pdf", (".pdf",), _begins(b"%PDF-"))
PNG = FileType("a PNG picture", "image/png", (".png",), _begins(b"\x89PNG\r\n\x1a\n"))
JPEG = FileType("a JPEG picture", "image/jpeg", (".jpg", ".jpeg"), _begins(b"\xff\xd8\xff"))
CSV = FileType("a CSV file", "text/csv", (".csv",), _is_text)
JSON = FileType("a JSON file", "application/json", (".json",), _is_json)


def recognise(name: str, content: bytes, *allowed: FileType) -> FileType:
    """The type that the name claims and the content is. Raises CannotTakeFile with a sentence to show.

    Text has no marks of its own, so the ending must agree as well as the content.
    """
    wanted = _either([kind.label for kind in allowed])
    if not content:
        raise CannotTakeFile(f"The file is empty. Choose {wanted}")
    for kind in allowed:
        if name.lower().endswith(kind.endings):
            if kind.is_it(content):
                return kind
            raise CannotTakeFile(f"The file is named as {kind.label} but is something else. Choose {wanted}")
    raise CannotTakeFile(f"The file must be {wanted}")


def _either(labels: list[str]) -> str:
    return " or ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))
