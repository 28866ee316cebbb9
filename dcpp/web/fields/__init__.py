"""Questions in GOV.UK grammar, for the body of a form.

    class FindingForm(Form):
        grade = choice("How would you grade it?", GRADES, coerce=Grade, missing="Select a grade")
        note = long_text("What did you see?", hint="Do not name the child", missing="Enter what you saw")

Every one takes missing=, hint=, called=, checks=, default= and autocomplete= (see Question). Without missing= the
question is optional, and its label says so.
"""

from dcpp.web.fields import chosen, dated, sent, written
from dcpp.web.fields.chosen import Option
from dcpp.web.fields.question import Question

text = written.Text
long_text = written.LongText
email = written.Email
number = written.Number
password = written.Password

choice = chosen.Choice
choices = chosen.Choices
select = chosen.Select
yes_no = chosen.YesNo

day = dated.Day
upload = sent.Upload

__all__ = [
    "Option",
    "Question",
    "choice",
    "choices",
    "day",
    "email",
    "long_text",
    "number",
    "password",
    "select",
    "text",
    "upload",
    "yes_no",
]
