"""What can be done with child-level lists."""

from dcpp.caseload.services.keeping import import_lists, keep_reading, read_lists, refuse_import
from dcpp.caseload.services.sending import IMPORT_LISTS, forget_uploads, give_up_imports, send_lists

__all__ = [
    "IMPORT_LISTS",
    "forget_uploads",
    "give_up_imports",
    "import_lists",
    "keep_reading",
    "read_lists",
    "refuse_import",
    "send_lists",
]
