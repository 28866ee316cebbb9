"""What we ask about an immediate concern."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from audits.rules.concerns import LEAST_HOURS, MOST_HOURS
from dcpp.people.queries import named
from dcpp.web.fields import Option, choice, day, long_text, number, text
from dcpp.web.forms import Form

SOMEBODY_ELSE = "other"
LONGEST = 4000


class RaiseConcernForm(Form):
    words = long_text(
        "What did you see?",
        hint="What worries you, and where in the record it stands. Name nobody",
        rows=6,
        longest=LONGEST,
        missing="Enter what you saw",
    )
    tell = choice("Who should be told?", missing="Select who should be told")
    somebody_else = text(
        "If somebody else: who?",
        default="",
        hint="A manager’s name or work e-mail address, for example when the one above is away",
        called="Name",
    )

    def offer(self, derived: Sequence[str], rung: str) -> None:
        """Who is told unless somebody else is chosen."""
        words = ", ".join(derived) or "Nobody is known above this case"
        self.tell.choices = [Option("derived", words, rung), Option(SOMEBODY_ELSE, "Somebody else")]
        if not self.is_submitted():
            self.tell.data = "derived" if derived else SOMEBODY_ELSE

    def get_chosen_id(self, today: date) -> UUID | None:
        """Whoever was chosen in place of the one who is told anyway. Raises CannotFindPerson."""
        if self.tell.data != SOMEBODY_ELSE:
            return None
        if not self.somebody_else.data:
            raise named.CannotFindPerson("Enter the name or work e-mail address of the manager to tell")
        return named.get_named(self.somebody_else.data, today).id


class AcknowledgeForm(Form):
    words = long_text(
        "What will you do now?",
        hint="Say what you will do for the child, and by when. Name nobody",
        rows=4,
        longest=LONGEST,
        missing="Enter what you will do",
    )


class UpdateConcernForm(Form):
    words = long_text(
        "What has happened since?", hint="Name nobody", rows=4, longest=LONGEST, missing="Enter what has happened"
    )


class OutcomeForm(Form):
    words = long_text(
        "What was done for the child?",
        hint="Say what was done, where in the record it can be seen, and whether the child is safe. Name nobody",
        rows=6,
        longest=LONGEST,
        missing="Enter what was done for the child",
    )
    done_on = day("When was it done?", called="Day", missing="Enter when it was done")


class AskToWithdrawForm(Form):
    words = long_text(
        "Why was it no concern?",
        hint="What was seen and your reason stay on record. A second person must agree",
        rows=4,
        longest=LONGEST,
        missing="Enter why it was no concern",
    )


class AnswerWithdrawalForm(Form):
    agrees = choice(
        "Do you agree?",
        [Option(True, "Yes, withdraw the concern"), Option(False, "No, it stays open")],
        missing="Select whether you agree",
    )
    words = long_text("What did you look at?", rows=4, longest=LONGEST, missing="Enter what you looked at")


class ConcernHoursForm(Form):
    answer_hours = number(
        "How many working hours do managers have to acknowledge a concern?",
        hint="From 9am to 5pm on working days. Then it goes up the line, one step each time they have passed",
        least=LEAST_HOURS,
        most=MOST_HOURS,
        called="Number of hours",
        missing="Enter a number of hours",
    )
