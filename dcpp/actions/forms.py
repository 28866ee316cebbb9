"""What we ask about an action."""

from dcpp.web.fields import Option, choice, day, long_text, text
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
