"""What is looked at before a workbook is opened: its size, its kind, and whether it would unfold beyond bounds.

A workbook is a zip of XML. Sizes that it declares may lie, so each part is unfolded here once, in pieces that are
thrown away, and counted. A cell far out on an otherwise empty sheet counts too, since readers make room for all that
lies between.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from io import SEEK_END
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from dcpp.kernel.refusal import Refusal

MEGABYTE = 1024 * 1024
OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SHEETS = "xl/worksheets/"
PIECE = 256 * 1024
OVERLAP = 64
LOCAL_HEADER = struct.Struct("<4s22xHH")

# As every known program writes rows and cells; and as XML would also allow them, which takes longer to look through.
ROW = re.compile(rb'<row r="(\d{1,9})')
WIDE = re.compile(rb'<c r="([A-Z]{2,4})\d')
DEEP = re.compile(rb'<c r="[A-Z]{1,4}(\d{6,9})')
ANY_ROW = re.compile(rb"""row\s[^>]{0,200}?\br\s*=\s*["'](\d{1,9})""")
ANY_WIDE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{2,4})\d""")
ANY_DEEP = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]{1,4}(\d{6,9})""")
PREFIXED = re.compile(rb":(?:c|row)\b")
MACROS = "xl/vbaProject.bin"
OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")
LINKS = "xl/externalLinks/"

NOT_A_WORKBOOK = "This file is not an Excel workbook. Save it as .xlsx and send that file."
DAMAGED = "This workbook is damaged and cannot be read. Open it in Excel, save it again as .xlsx and send that file."
LOCKED = "This workbook is protected with a password. Save a copy without the password and send that."
UNFOLDS = "This workbook would unfold to far more than can be read, so it was not opened."
HAS_MACROS = "This workbook holds macros, which are never needed here. Save it as .xlsx and send that file."
HAS_LINKS = (
    "This workbook has links to other files, so what it shows may not be what it holds. "
    "In Excel, choose Data, Edit Links, Break Link; save it and send that file."
)


class CannotOpenWorkbook(Refusal):
    """The sentence says why the file is not opened and what to do."""


class Limits(NamedTuple):
    """The most that is read; a county's child-level lists stay far below. A domain may set less."""

    megabytes: int = 60
    unfolded_megabytes: int = 800
    ratio: int = 200
    parts: int = 2_000
    rows: int = 250_000
    cells: int = 12_000_000


LIMITS = Limits()


def inspect(file: BinaryIO, limits: Limits = LIMITS) -> int:
    """Let a workbook pass and give how many rows it may have, over all sheets, or raise CannotOpenWorkbook."""
    check_size(file, limits)
    if file.read(len(OLD_OFFICE)) == OLD_OFFICE:
        return _inspect_old(file.read())
    names = names_in(file)
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise CannotOpenWorkbook(NOT_A_WORKBOOK)
    if MACROS in names:
        raise CannotOpenWorkbook(HAS_MACROS)
    if any(name.startswith(LINKS) for name in names):
        raise CannotOpenWorkbook(HAS_LINKS)
    return inspect_zip(file, limits)


def check_size(file: BinaryIO, limits: Limits = LIMITS) -> None:
    """Refuse what is empty or too large before a byte of it is read."""
    size = file.seek(0, SEEK_END)
    file.seek(0)
    if size == 0:
        raise CannotOpenWorkbook("This file is empty. Choose the workbook that you meant.")
    if size > limits.megabytes * MEGABYTE:
        raise CannotOpenWorkbook(
            f"This file has {size / MEGABYTE:.0f} MB; at most {limits.megabytes} MB can be read. "
            "Remove sheets that are not needed, or send it in two parts."
        )


def names_in(file: BinaryIO) -> frozenset[str]:
    """The names of a zip's parts, whatever they hold; CannotOpenWorkbook where it is no zip."""
    try:
        with ZipFile(file) as archive:
            return frozenset(part.filename for part in archive.infolist())
    except (BadZipFile, struct.error, EOFError, OSError, NotImplementedError, ValueError):
        raise CannotOpenWorkbook(NOT_A_WORKBOOK) from None


def inspect_zip(file: BinaryIO, limits: Limits = LIMITS) -> int:
    """Unfold every part of a zip once, to see that none is beyond bounds; the rows of its sheets, if it has sheets."""
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            _check_declared(parts, limits)
            return _check_unfolded(file, parts, limits)
    except (BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, ValueError):
        raise CannotOpenWorkbook(NOT_A_WORKBOOK) from None


def _inspect_old(rest: bytes) -> int:
    """A container of Office before 2007, which also wraps workbooks that have a password. It does not say its rows."""
    if ENCRYPTED in rest:
        raise CannotOpenWorkbook(LOCKED)
    if OLD_MACROS in rest:
        raise CannotOpenWorkbook(HAS_MACROS)
    return 0


def _check_declared(parts: list[ZipInfo], limits: Limits) -> None:
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unfolded_megabytes * MEGABYTE:
        raise CannotOpenWorkbook(UNFOLDS)
    for part in parts:
        if part.flag_bits & 0x1:
            raise CannotOpenWorkbook(LOCKED)
        if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise CannotOpenWorkbook(NOT_A_WORKBOOK)


def _check_unfolded(file: BinaryIO, parts: list[ZipInfo], limits: Limits) -> int:
    unfolded, rows = 0, 0
    for part in parts:
        extent = Extent()
        size = 0
        for piece in _pieces(file, part):
            size += len(piece)
            if unfolded + size > limits.unfolded_megabytes * MEGABYTE:
                raise CannotOpenWorkbook(UNFOLDS)
            if size > MEGABYTE and size > limits.ratio * max(part.compress_size, 1):
                raise CannotOpenWorkbook(UNFOLDS)
            extent.take_in(piece)  # a sheet may lie anywhere in the archive
        unfolded += size
        extent.check(limits)
        rows += extent.rows if part.filename.startswith(SHEETS) else 0
    return rows


class Extent:
    """How far the cells of a sheet reach, gathered from pieces of its XML."""

    def __init__(self) -> None:
        self.rows = 0
        self.columns = 26
        self.tail = b""

    def take_in(self, piece: bytes) -> None:
        text = self.tail + piece
        row, deep, wide = ROW, DEEP, WIDE
        rows = row.findall(text)
        if _is_unusual(text, len(rows)):
            row, deep, wide = ANY_ROW, ANY_DEEP, ANY_WIDE
            rows = row.findall(text)
        self.rows = max(self.rows, max(map(int, rows), default=0), max(map(int, deep.findall(text)), default=0))
        self.columns = max(self.columns, max(map(_column_number, set(wide.findall(text))), default=0))
        self.tail = text[-OVERLAP:]

    def check(self, limits: Limits) -> None:
        if self.rows > limits.rows:
            raise CannotOpenWorkbook(
                f"A sheet of this workbook reaches down to row {self.rows:,}; at most {limits.rows:,} rows can be "
                "read. Delete what lies below the list and save it again."
            )
        if self.rows * self.columns > limits.cells:
            raise CannotOpenWorkbook(
                "A sheet of this workbook reaches far to the right of what is read. "
                "Delete the columns beside the list and save it again."
            )


def _is_unusual(text: bytes, rows: int) -> bool:
    """Whether rows or cells may be written as no known program does, when `rows` are written as they do.

    Counting is far quicker than a pattern, and widths of columns, which are asked for last, are seldom there.
    """
    odd = text.count(b"<c") - text.count(b'<c r="')
    return (odd > 0 and odd != text.count(b"<col")) or text.count(b"<row") != rows or bool(PREFIXED.search(text))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _pieces(file: BinaryIO, part: ZipInfo) -> Iterator[bytes]:
    """A part unfolded piece by piece, whatever size it claims to have."""
    file.seek(part.header_offset)
    magic, name_length, extra_length = LOCAL_HEADER.unpack(file.read(LOCAL_HEADER.size))
    if magic != b"PK\x03\x04":
        raise BadZipFile
    file.seek(name_length + extra_length, 1)
    left = part.compress_size
    unfold = zlib.decompressobj(-15) if part.compress_type == ZIP_DEFLATED else None
    while left > 0 and (folded := file.read(min(PIECE, left))):
        left -= len(folded)
        if unfold is None:
            yield folded
            continue
        while folded:
            yield unfold.decompress(folded, PIECE * 4)
            folded = unfold.unconsumed_tail
