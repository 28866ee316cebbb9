"""What we ask about a draw: values, reasons, and what was published."""

from enum import StrEnum
from typing import Any

from audits.rules import seeds
from audits.rules.programmes import LARGEST_SAMPLE
from dcpp.kernel.refusal import Refusal
from dcpp.web.fields import Option, choice, day, long_text, number, select, text
from dcpp.web.forms import Form


class How(StrEnum):
    LODGE = "lodge"
    KEEP = "keep"
    OWN = "own"


class CommitForm(Form):
    how = choice(
        "Who keeps your value until the list is frozen?",
        [
            Option(
                How.LODGE,
                "The platform keeps it, sealed",
                "The sample can then be drawn without you. Whoever runs the platform could open it before the day",
            ),
            Option(
                How.KEEP,
                "I keep it, and the platform works out my commitment now",
                "The platform forgets the value. You must enter it again after the list is frozen",
            ),
            Option(
                How.OWN,
                "I keep it, and I have worked out my commitment myself",
                "The platform never sees the value before you reveal it",
            ),
        ],
        missing="Select who keeps your value",
    )
    value = text(
        "Your value",
        hint="At least 6 characters that nobody can guess, such as ten throws of a die. Not for the third choice",
        called="Value",
        longest=seeds.LONGEST_VALUE,
    )
    promised = text(
        "Your commitment, if you worked it out yourself", hint="64 characters, 0 to 9 and a to f", longest=100
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """What is wanted besides depends on who keeps the value."""
        is_whole = bool(super().validate(extra_validators))
        box = self.promised if self.how.data == How.OWN else self.value
        check = seeds.checked_commitment if self.how.data == How.OWN else seeds.checked_value
        try:
            check(box.data or "")
        except Refusal as refusal:
            self.refuse(str(refusal), at=box)
            return False
        return is_whole


class RevealForm(Form):
    value = text("What was your value?", called="Value", missing="Enter your value", longest=seeds.LONGEST_VALUE)
    salt = text(
        "What was your salt?",
        hint="It is on the receipt that you were shown when you committed",
        called="Salt",
        missing="Enter your salt",
    )


class NamePublicValueForm(Form):
    what = text(
        "Which value will the seed come from?",
        hint="So exactly that two people who read it separately write the same",
        called="Value",
        missing="Enter which value the seed will come from",
    )
    where = text(
        "Where will it be published?",
        hint="Such as a web address or the name of a newspaper",
        called="Place",
        missing="Enter where it will be published",
    )
    known_on = day(
        "On what day will it be known?",
        hint="A day after the list is frozen",
        called="Day",
        missing="Enter the day on which it will be known",
    )


class ReadPublicValueForm(Form):
    value = text(
        "What was published?", hint="Exactly as it was published", called="Value", missing="Enter what was published"
    )
    source = text("Where did you read it?", called="Source", missing="Enter where you read it")


class ReplaceForm(Form):
    reason = long_text(
        "Why can this case not be audited?",
        hint="The reason is part of the evidence. Do not name the child",
        called="Reason",
        missing="Enter why this case cannot be audited",
        longest=500,
        rows=3,
    )

    def word(self, unit: str) -> None:
        self.reason.label.text = f"Why can this {unit} not be audited?"


class TopUpForm(Form):
    more = number(
        "How many more should be drawn?",
        called="Number of cases",
        least=1,
        most=LARGEST_SAMPLE,
        missing="Enter how many more should be drawn",
    )
    stratum = select("From which group?", nothing="From all of them, in proportion")
    reason = long_text(
        "Why are more wanted?",
        hint="The reason is part of the evidence. Do not name a child",
        called="Reason",
        missing="Enter why more are wanted",
        longest=500,
        rows=3,
    )


class AbandonForm(Form):
    reason = long_text(
        "Why is this draw given up?",
        hint="The draw and the reason stay on the programme’s page for ever",
        called="Reason",
        missing="Enter why this draw is given up",
        longest=500,
        rows=3,
    )
