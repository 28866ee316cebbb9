"""What is looked at before a file of lists is opened: what it is, and whether it is safe (`dcpp.kernel.workbooks`)."""

from enum import Enum
from typing import BinaryIO, NamedTuple

from dcpp.caseload.rules.findings import CannotImportLists
from dcpp.kernel import workbooks
from dcpp.kernel.workbooks import DAMAGED, LIMITS, LOCKED, PIECE, CannotOpenWorkbook, Limits

__all__ = ["DAMAGED", "LIMITS", "LOCKED", "PIECE", "Kind", "Limits", "Looked", "inspect", "is_csv"]

SEPARATORS = (b",", b";", b"\t", b"|")
NO_TEXT = (b"%PDF", b"{\\rtf", b"<", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf")
NOT_LISTS = (
    "This file is not an Excel workbook, a CSV or a zip of CSVs. "
    "Save the lists as .xlsx, or each as .csv, and send that."
)


class Kind(Enum):
    WORKBOOK = "workbook"
    CSV = "csv"
    ZIP_OF_CSVS = "zip of CSVs"


class Looked(NamedTuple):
    """What a file turned out to be, and the rows that it may have over all its sheets (0: not known yet)."""

    kind: Kind
    rows: int = 0


def inspect(file: BinaryIO, limits: Limits = LIMITS) -> Looked:
    """Let a file pass and say what it is, or raise CannotImportLists."""
    try:
        return _look(file, limits)
    except CannotOpenWorkbook as refusal:
        sentence = str(refusal)
        raise CannotImportLists(NOT_LISTS if sentence == workbooks.NOT_A_WORKBOOK else sentence) from None


def is_csv(name: str) -> bool:
    """Whether a part of a zip is a list, and no hidden companion of one that some systems add."""
    last = name.rsplit("/", 1)[-1]
    return last.casefold().endswith((".csv", ".txt", ".tsv")) and not last.startswith(".") and "__MACOSX" not in name


def _look(file: BinaryIO, limits: Limits) -> Looked:
    workbooks.check_size(file, limits)
    head = file.read(PIECE)
    if head.startswith(b"PK"):
        names = workbooks.names_in(file)
        if "xl/workbook.xml" not in names and any(map(is_csv, names)):
            workbooks.inspect_zip(file, limits)
            return Looked(Kind.ZIP_OF_CSVS)
        return Looked(Kind.WORKBOOK, workbooks.inspect(file, limits))
    if head.startswith(workbooks.OLD_OFFICE):
        return Looked(Kind.WORKBOOK, workbooks.inspect(file, limits))
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(NO_TEXT) or not any(mark in head for mark in SEPARATORS):
        raise CannotImportLists(NOT_LISTS)
    return Looked(Kind.CSV)
