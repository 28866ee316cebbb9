"""What we ask about an action."""

from typing import Any

from wtforms.validators import ValidationError

from dcpp.actions.rules.evidence import ENDINGS, LARGEST
from dcpp.actions.rules.impact import Impact
from dcpp.web.fields import Option, choice, day, long_text, number, text, upload
from dcpp.web.forms import Form


class UpdateForm(Form):
    words = long_text(
        "How far is it?",
        hint="Say what has been done and what is still to do. Do not name the child",
        missing="Enter how far it is",
        longest=4000,
    )


class FinishForm(Form):
    words = long_text(
        "What was done, and what shows it?",
        hint="Somebody else will look at this and at the record. Say where in the record it can be seen, and what is "
        "better for the child",
        missing="Enter what was done and what shows it",
        longest=4000,
    )


class CheckForm(Form):
    is_shown = choice(
        "Does the evidence show that it was done?",
        [Option(True, "Yes, close the action"), Option(False, "No, send it back to its owner")],
        missing="Select whether the evidence shows that it was done",
    )
    words = long_text(
        "What did you look at, and what did you see?",
        hint="If you send it back, say what is missing",
        missing="Enter what you looked at and what you saw",
        longest=4000,
    )


class ReassignForm(Form):
    owner = text(
        "Who will do it now?",
        hint="Their name or work e-mail address",
        called="Name",
        missing="Enter the name or work e-mail address of the new owner",
    )
    words = long_text(
        "Why does it need another owner?", missing="Enter why it needs another owner", longest=2000, rows=3
    )


class PostponeForm(Form):
    due_on = day("When is it due now?", called="Due date", missing="Enter the new due date")
    words = long_text("Why does it need another date?", missing="Enter why it needs another date", longest=2000, rows=3)


class WithdrawForm(Form):
    words = long_text(
        "Why need it not be done?",
        hint="The action and your reason stay on record",
        missing="Enter why it need not be done",
        longest=2000,
        rows=3,
    )


class EvidenceForm(Form):
    shows = text(
        "What does it show?",
        hint="Such as: the plan as the review agreed it. Do not name the child",
        called="What it shows",
        missing="Enter what it shows",
    )
    file = upload(
        "Add a file",
        hint="PDF, Word, Excel, PNG or JPEG, up to 20 MB. Prefer a place in the record over a copy of it",
        kinds=ENDINGS,
        largest=LARGEST,
    )
    place = text("Where in the record can it be seen?", hint="Such as: case note of 3 November", called="The place")
    about_on = day(
        "What day is it about?",
        hint="The date on the document, or the day of the visit or decision",
        called="Day that it is about",
        missing="Enter the day that it is about",
    )
    expires_on = day(
        "Until when is it good?",
        hint="Only for what runs out, such as a check or an agreement. You will be asked for a newer one in time",
        called="Day that it expires",
    )


def _only_with_an_action(form: Any, field: Any) -> None:
    """Owner and day belong to an action that follows; without one they were answered by mistake."""
    if field.data and not form.next_what.data:
        raise ValidationError("Say what should be done next, or leave this empty")


class ImpactForm(Form):
    impact = choice(
        "Is it better for children?",
        [
            Option(Impact.MADE_A_DIFFERENCE, "It made a difference"),
            Option(Impact.PARTLY, "Partly"),
            Option(Impact.NOT_YET, "Not yet"),
        ],
        missing="Select whether it is better for children",
    )
    words = long_text(
        "What did you look at, and what is different now?",
        hint="Look at the child’s record or at practice as it is today, not at the action",
        missing="Enter what you looked at and what is different",
        longest=4000,
    )
    next_what = long_text(
        "What should be done next?",
        hint="Only if it has not made a difference, or only partly: this raises another action",
        called="What should be done next",
        longest=2000,
        rows=3,
    )
    next_owner = text(
        "Who will do it?",
        hint="Their name or work e-mail address",
        called="Name",
        checks=[_only_with_an_action],
    )
    next_due_on = day("When is it due?", called="Due date", checks=[_only_with_an_action])


class GiveOnForm(Form):
    owner = text(
        "Who will do them now?",
        hint="Their name or work e-mail address. All of the actions above go to this person",
        called="Name",
        missing="Enter the name or work e-mail address of the new owner",
    )
    words = long_text(
        "Why do they need another owner?", missing="Enter why they need another owner", longest=2000, rows=3
    )


class ImpactWeeksForm(Form):
    impact_weeks = number(
        "How many weeks after its evidence was checked should somebody look at an action again?",
        hint="For actions that are checked from now on",
        called="Number of weeks",
        least=1,
        most=52,
        missing="Enter a number of weeks",
    )


class RungsForm(Form):
    service_manager = text(
        "Who hears of actions that are 15 to 28 days late?",
        hint="The service manager. Leave it empty for whoever manages the team manager",
        called="Name",
    )
    head_of_service = text(
        "Who hears of actions that are 29 to 56 days late?",
        hint="The head of service. Leave it empty for whoever manages the service manager",
        called="Name",
    )


class BoardForm(Form):
    board = text(
        "Who hears of actions that are 57 days late or more?",
        hint="Who brings them before the quality assurance board. Leave it empty for the top of the owner’s line",
        called="Name",
    )
