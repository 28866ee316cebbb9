"""What we ask on the day, and when something is put right."""

from typing import Any

from dcpp.web.fields import choice, long_text, text, yes_no
from dcpp.web.forms import Form
from training.models import Booking
from training.rules.attendance import Mark

DATE = "date_"


class AttendanceForm(Form):
    """The marks of one date come as `mark-<booking>`, beside `was-<booking>`: as many as there are people."""


class WalkInForm(Form):
    person = text("Who came?", hint="Their name or work e-mail address", called="Name", missing="Enter who came")
    above_maximum = yes_no(
        "Go above the maximum, if all places are taken?", missing="Select yes to go above the maximum"
    )


def _why() -> Any:
    return long_text(
        "Why is it put right?", hint="It stands in the log of the session", rows=3, longest=500, missing="Enter why"
    )


class CorrectAttendanceForm(Form):
    why = _why()

    def marks(self) -> dict[str, Mark]:
        return {field.name.removeprefix(DATE): Mark(field.data) for field in self if field.name.startswith(DATE)}


class WaiveChargeForm(Form):
    reason = long_text("Why is it waived?", rows=3, longest=500, missing="Enter why it is waived")


def correct_form(booking: Booking, words: dict[str, str], now: dict[str, Mark]) -> CorrectAttendanceForm:
    """With a question for each date. words: date id → as it is called; now: date id → what is noted."""
    fields = {
        f"{DATE}{date_id}": choice(
            f"How much of {called} were they at?", Mark, default=now.get(date_id), missing=f"Select for {called}"
        )
        for date_id, called in words.items()
    }
    fields["why"] = _why()  # the last question: the base's own would stand first
    made = type("CorrectAttendanceForm", (CorrectAttendanceForm,), fields)
    return made(booking_id=booking.id)  # type: ignore[no-any-return]
