"""What can be done with child-level lists."""

from dcpp.caseload.services.correcting import correct_match, take_back_correction
from dcpp.caseload.services.keeping import (
    import_lists,
    is_as_tried,
    keep_match,
    keep_reading,
    keep_trial,
    read_lists,
    refuse_import,
)
from dcpp.caseload.services.sending import (
    IMPORT_LISTS,
    LOOKED_AT_WITHIN,
    confirm_lists,
    forget_uploads,
    give_up_imports,
    leave_lists,
    read_again,
    send_lists,
    try_lists,
)
from dcpp.caseload.services.undoing import undo_import, what_rests_on

__all__ = [
    "IMPORT_LISTS",
    "LOOKED_AT_WITHIN",
    "confirm_lists",
    "correct_match",
    "forget_uploads",
    "give_up_imports",
    "import_lists",
    "is_as_tried",
    "keep_match",
    "keep_reading",
    "keep_trial",
    "leave_lists",
    "read_again",
    "read_lists",
    "refuse_import",
    "send_lists",
    "take_back_correction",
    "try_lists",
    "undo_import",
    "what_rests_on",
]
