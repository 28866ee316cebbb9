"""Evidence: a file, or where in the record it can be seen; with the days that it is about and that it lasts."""

from datetime import date, timedelta

from dcpp.actions.rules.ladder import ActionState
from dcpp.kernel.file_types import DOCX, JPEG, PDF, PNG, XLSX
from dcpp.kernel.refusal import Refusal

KINDS = (PDF, DOCX, XLSX, PNG, JPEG)
ENDINGS = ("pdf", "docx", "xlsx", "png", "jpg", "jpeg")
LARGEST = 20_000_000
ASK_AHEAD = timedelta(days=28)
"""So long before a piece of evidence expires its owner is asked for a newer one."""


class CannotAddEvidence(Refusal):
    pass


def check_days(about_on: date, expires_on: date | None, today: date) -> None:
    """Raises CannotAddEvidence with what to enter instead."""
    if about_on > today:
        raise CannotAddEvidence("The day that the evidence is about must be today or earlier")
    if expires_on is not None and expires_on <= today:
        raise CannotAddEvidence("The day that the evidence expires must be after today")


def check_what(place: str, *, has_file: bool, state: ActionState) -> None:
    """There is something to look at, and the action still stands."""
    if state is ActionState.WITHDRAWN:
        raise CannotAddEvidence("The action was withdrawn, so it needs no evidence")
    if not has_file and not place:
        raise CannotAddEvidence("Choose a file, or say where in the record it can be seen")


def asked_from(expires_on: date) -> date:
    """From this day its owner is asked for a newer one."""
    return expires_on - ASK_AHEAD
