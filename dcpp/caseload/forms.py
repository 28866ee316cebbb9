"""What is asked of whoever sends in lists."""

from collections.abc import Mapping, Sequence

from wtforms.validators import ValidationError

from dcpp.caseload.rules.corrections import About, may_stand_for
from dcpp.caseload.rules.matching import ColumnMatch, SheetMatch, StaffMatch
from dcpp.frameworks.annex_a import Code, annex_a_known, child_list
from dcpp.kernel import clock
from dcpp.web.fields import Question, day, select, upload
from dcpp.web.forms import Form


def not_to_come(_form: Form, field: Question) -> None:
    if field.data > clock.today():
        raise ValidationError("The day of the lists must be today or earlier")


LISTS = [
    ("0", "None: do not read this sheet"),
    *((str(each.number), f"{each.number}: {each.title}") for each in annex_a_known()),
]
NO_COLUMN = "-"
NO_CODE = "-"
NOBODY = "-"


def sheet_form(sheet: SheetMatch) -> Form:
    """Which list a sheet is, and, once it is one, which column each header is."""
    fields: dict[str, Question] = {
        "list": select(f"Which list is on “{sheet.name}”?", LISTS, default=str(sheet.list_number))
    }
    if sheet.list_number:
        columns = child_list(sheet.list_number).columns
        taken = [(each.position, each.header, each.column) for each in sheet.columns]
        for position, header, column in sorted([*taken, *((at, name, NO_COLUMN) for at, name in sheet.other_headers)]):
            offered = [(NO_COLUMN, "None: do not read this column")]
            offered += [(each.name, each.name) for each in columns if may_stand_for(header, each)]
            fields[f"column-{position}"] = select(f"“{header}” is", offered, default=column)
    return _made("SheetForm", fields)


def column_form(sheet: SheetMatch, column: ColumnMatch) -> Form:
    """Which code each word of a column is."""
    found = next(each for each in child_list(sheet.list_number).columns if each.name == column.column)
    offered = [(NO_CODE, "None: leave it out")]
    offered += dict.fromkeys((code.value, _in_words(code)) for code in found.codes)
    offered += dict.fromkeys((code.group, f"{code.group} (any)") for code in found.codes if code.group)
    known = {value for value, _text in offered}
    fields = {}
    for number, value in enumerate(column.values):
        more = [(value.value, value.value)] if value.value and value.value not in known else []
        fields[f"value-{number}"] = select(
            f"“{value.said}” on {value.rows:,} {'row' if value.rows == 1 else 'rows'} is",
            [*offered, *more],
            nothing="Not known: say which",
            default=NO_CODE if value.value == "" else value.value or "",
        )
    return _made("ColumnForm", fields)


def _in_words(code: Code) -> str:
    """A code as somebody may know it: WBRI, White British."""
    return code.value if code.words in code.value else f"{code.value}, {code.words}"


def staff_form(staff: Sequence[StaffMatch], names: Mapping[str, Mapping[str, str]]) -> Form:
    """Whom each name means that was not found. names: by “worker” and “team”, from id to name."""
    fields = {}
    for number, each in enumerate(staff):
        known = names[each.about]
        near = [(one, f"{known[one]} (near)") for one in each.nearest if one in known]
        fields[f"staff-{number}"] = select(
            f"{About(each.about).label} “{each.written}” on {each.rows:,} {'row' if each.rows == 1 else 'rows'} is",
            [*near, (NOBODY, "Nobody on the platform"), *((one, name) for one, name in known.items())],
            nothing="Not known: say who",
            default=each.found_id or (NOBODY if each.was_said else ""),
        )
    return _made("StaffForm", fields)


def _made(name: str, fields: Mapping[str, Question]) -> Form:
    """A form of questions that a file gives rise to."""
    made: Form = type(name, (Form,), dict(fields))()
    return made


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
