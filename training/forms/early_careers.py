"""What we ask about somebody's first years."""

from datetime import date

from dcpp.frameworks import professional
from dcpp.web.fields import choice, day, long_text, select, text, yes_no
from dcpp.web.forms import Form
from training.rules.early_careers import EarlyCareerEnd


class BeginEarlyCareerForm(Form):
    person = text("Who begins?", hint="Their name or work e-mail address", called="Name", missing="Enter who begins")
    programme = select("Which programme?", nothing="Choose a programme", missing="Choose a programme")
    starts_on = day("When does it begin?", called="First day", missing="Enter the first day")
    supporter = text(
        "Who assesses and supports them?", hint="Their name or work e-mail address. You can say so later", called="Name"
    )


class ReviewEarlyCareerForm(Form):
    done_on = day("When was the review?", called="Day of the review", missing="Enter the day of the review")
    is_on_track = yes_no("Are they on track?", missing="Select yes if they are on track")
    words = long_text(
        "What was agreed?",
        hint="A line or two, which the person can read too. Not the portfolio",
        rows=4,
        longest=2_000,
        missing="Enter what was agreed",
    )


class ExtendEarlyCareerForm(Form):
    ends_on = day("What is the new last day?", called="Last day", missing="Enter the new last day")
    reason = long_text("Why is it extended?", rows=3, longest=1_000, missing="Enter why it is extended")


class EndEarlyCareerForm(Form):
    end = choice("How did it end?", EarlyCareerEnd, missing="Select how it ended")
    ended_on = day("When did it end?", called="Last day", missing="Enter the day it ended")


def begin_form(today: date) -> BeginEarlyCareerForm:
    """With the programmes that may be begun about now."""
    form = BeginEarlyCareerForm()
    form.programme.choices = [(each.code, each.title) for each in professional.programmes_to_begin(today)]
    return form
