"""What is asked of those who book, answer, cancel and place."""

from typing import Any

from wtforms.validators import ValidationError

from dcpp.web.fields import Option, choice, choices, day, long_text, text, yes_no
from dcpp.web.forms import Form

APPROVE, DECLINE = "approve", "decline"


class BookForm(Form):
    """Its questions are shown only where the session asks them."""

    access = long_text(
        "Do you need anything to take part?",
        hint="Such as a step-free room, a hearing loop or large print. Only the co-ordinator and the trainer read it, "
        "and it is deleted 30 days after the session",
        longest=1000,
    )
    dietary = text("What should the kitchen know?", hint="Such as vegetarian, or an allergy", longest=200)


class CancelForm(Form):
    why = text("Why do you cancel?", hint="Your manager and the co-ordinator can read it", longest=300)


class CancelForOtherForm(Form):
    why = text(
        "Why do you cancel it?",
        missing="Enter why you cancel it: the person reads it",
        hint="The person reads it",
        longest=300,
    )


class SubstituteForm(Form):
    substitute = text(
        "Who comes instead?",
        missing="Enter the name or work e-mail address of the person who comes instead",
        hint="Their whole name or work e-mail address",
    )
    manager_agreed = yes_no(
        "Does their manager agree?", missing="Select yes once their manager has agreed that they go"
    )


class SubstituteFreelyForm(Form):
    """For courses that need no approval."""

    substitute = text(
        "Who comes instead?",
        missing="Enter the name or work e-mail address of the person who comes instead",
        hint="Their whole name or work e-mail address",
    )


class AnswerForm(Form):
    answer = choice(
        "What is your answer?",
        [Option(APPROVE, "Approve"), Option(DECLINE, "Decline")],
        missing="Select approve or decline",
    )
    why = text("Why do you decline?", hint="Only if you decline. The person reads it", longest=300)

    def validate_why(self, field: Any) -> None:
        if self.answer.data == DECLINE and not field.data:
            raise ValidationError("Enter why you decline it: the person reads it")


class ApproveManyForm(Form):
    bookings = choices("Which do you approve?", missing="Select at least one request")


class PlaceForm(Form):
    person = text(
        "Who gets the place?",
        missing="Enter the name or work e-mail address of the person",
        hint="Their whole name or work e-mail address",
    )
    why = text(
        "Why are they placed by hand?",
        missing="Enter why: it stands in the log of the session",
        hint="Such as: their training runs out on 3 March. It stands in the log of the session",
        longest=300,
    )


class PlaceAboveForm(PlaceForm):
    above_maximum = yes_no(
        "Every place is taken. Do you want to go above the maximum?",
        missing="Select yes to go above the maximum, or no to leave it",
        hint="The log and the booking will show it",
    )


def _ends_after(form: Any, field: Any) -> None:
    if form.starts_on.data and field.data < form.starts_on.data:
        raise ValidationError("Enter a last day that is not before the first")


class DelegateForm(Form):
    delegate = text(
        "Who answers in your place?",
        missing="Enter the name or work e-mail address of the person who answers in your place",
        hint="Their whole name or work e-mail address",
    )
    starts_on = day("From which day?", called="First day", missing="Enter the first day")
    ends_on = day("Until which day?", called="Last day", missing="Enter the last day", checks=[_ends_after])


def substitute_form(*, needs_approval: bool) -> Form:
    return SubstituteForm() if needs_approval else SubstituteFreelyForm()
