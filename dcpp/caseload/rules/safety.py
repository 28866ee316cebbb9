"""What is looked at before a workbook of lists is opened; a workbook is looked at in `dcpp.kernel.workbooks`."""

from typing import BinaryIO

from dcpp.caseload.rules.findings import CannotImportLists
from dcpp.kernel import workbooks
from dcpp.kernel.workbooks import DAMAGED, LIMITS, LOCKED, PIECE, CannotOpenWorkbook, Limits

__all__ = ["DAMAGED", "LIMITS", "LOCKED", "PIECE", "Limits", "inspect"]


def inspect(file: BinaryIO, limits: Limits = LIMITS) -> int:
    """Let a workbook pass and give the number of rows that it may have, over all sheets, or raise CannotImportLists."""
    try:
        return workbooks.inspect(file, limits)
    except CannotOpenWorkbook as refusal:
        raise CannotImportLists(str(refusal)) from None
