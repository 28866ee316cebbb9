"""What is asked of whoever sends in lists."""

from wtforms.validators import ValidationError

from dcpp.kernel import clock
from dcpp.web.fields import Question, day, upload
from dcpp.web.forms import Form


def not_to_come(_form: Form, field: Question) -> None:
    if field.data > clock.today():
        raise ValidationError("The day of the lists must be today or earlier")


class SendListsForm(Form):
    file = upload(
        "Which file holds the lists?",
        hint="An Excel workbook with a sheet for each list of Annex A, a CSV of one list, or a zip of CSVs",
        kinds=("xlsx", "xls", "csv", "zip"),
        missing="Select the file that holds the lists",
    )
    dated_on = day(
        "What day are the lists as at?",
        hint="When they were taken from the case system, for example 20 11 2026",
        called="The day of the lists",
        missing="Enter the day that the lists are as at",
        checks=[not_to_come],
    )
