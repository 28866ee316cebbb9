"""A file of lists as sheets of cells, whatever its kind: an Excel workbook, a CSV, or a zip of CSVs."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import PurePath
from typing import Any, BinaryIO, NamedTuple, TypeVar
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from dcpp.caseload.rules import csvs, safety
from dcpp.caseload.rules.findings import CannotImportLists
from dcpp.caseload.rules.safety import Kind

Cells = list[Any]
T = TypeVar("T")


class Sheet(NamedTuple):
    """A sheet by its name, and its rows from the first. The rows can be gone through once."""

    name: str
    rows: Iterator[Cells]


class OpenFile(NamedTuple):
    """A file that has been looked at: its sheets, one after the other, and how many rows it may have (0: unknown)."""

    sheets: Iterable[Sheet]
    rows_expected: int


@contextmanager
def opened(file: BinaryIO, name: str, limits: safety.Limits) -> Iterator[OpenFile]:
    """The sheets of a file, or CannotImportLists. `name` is the file's own: a CSV is told by it which list it holds."""
    looked_at = safety.inspect(file, limits)
    file.seek(0)
    if looked_at.kind is Kind.CSV:
        content = file.read()
        yield OpenFile([Sheet(PurePath(name).stem or "CSV", csvs.rows(content, limits))], content.count(b"\n"))
    elif looked_at.kind is Kind.ZIP_OF_CSVS:
        with ZipFile(file) as archive:
            yield OpenFile(_zipped(archive, limits), 0)
    else:
        with _asked(lambda: CalamineWorkbook.from_filelike(file)) as workbook:
            yield OpenFile(_worksheets(workbook), looked_at.rows)


def _zipped(archive: ZipFile, limits: safety.Limits) -> Iterator[Sheet]:
    for part in archive.infolist():
        if safety.is_csv(part.filename):
            yield Sheet(PurePath(part.filename).stem, csvs.rows(archive.read(part), limits))


def _worksheets(workbook: CalamineWorkbook) -> Iterator[Sheet]:
    for each in workbook.sheets_metadata:
        if each.typ == SheetTypeEnum.WorkSheet:
            found = _asked(partial(workbook.get_sheet_by_name, each.name))
            yield Sheet(each.name, found.iter_rows())


def _asked(question: Callable[[], T]) -> T:
    """What the library answers, or the one sentence that fits its complaint."""
    try:
        return question()
    except PasswordError:
        raise CannotImportLists(safety.LOCKED) from None
    except (CalamineError, OSError, ValueError):
        raise CannotImportLists(safety.DAMAGED) from None
    except BaseException as error:
        # A panic inside the library is no Exception; it says no more than that the file is damaged.
        if type(error).__name__ == "PanicException":
            raise CannotImportLists(safety.DAMAGED) from None
        raise
