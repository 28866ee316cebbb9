"""What can be done in audits: one verb, one function."""

from audits.services.drawing import draw_if_known, draw_sample, replace_case
from audits.services.freezing import freeze_frame
from audits.services.opening import abandon_draw, open_draw
from audits.services.programmes import ProgrammeDetails, change_programme, set_up_programme
from audits.services.scheduled import advance_draws
from audits.services.seeds import (
    commit_value,
    keep_value,
    lodge_value,
    name_public_value,
    read_public_value,
    reveal_value,
)

__all__ = [
    "ProgrammeDetails",
    "abandon_draw",
    "advance_draws",
    "change_programme",
    "commit_value",
    "draw_if_known",
    "draw_sample",
    "freeze_frame",
    "keep_value",
    "lodge_value",
    "name_public_value",
    "open_draw",
    "read_public_value",
    "replace_case",
    "reveal_value",
    "set_up_programme",
]
