"""How a file of people is read: which columns it may have, and what each cell must say. No database here.

Cells come as text, numbers, dates or nothing. A row becomes values under our names, and faults that say what to do.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from dcpp.kernel.refusal import Refusal
from dcpp.people import rules

Cell = str | float | date | datetime | bool | None

MOST_ROWS = 10_000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "full name", "worker", "employee", "employee name", "staff name"),
    "first_name": ("first name", "forename", "given name"),
    "last_name": ("last name", "surname", "family name"),
    "email": ("email", "e-mail", "work e-mail", "work e-mail address", "email address", "work email"),
    "job_role": ("job role", "job title", "role", "post", "position"),
    "team": ("team", "team name", "family centre"),
    "service": ("service", "service area", "service name"),
    "line_manager": (
        "line manager",
        "line manager email",
        "line manager e-mail",
        "line manager work e-mail",
        "manager email",
        "manager e-mail",
        "reports to",
    ),
    "starts_on": ("start date", "start day", "starting day", "starts on", "start", "date started"),
    "leaves_on": ("leaving date", "leaving day", "leaves on", "end date", "last day", "leave date"),
    "social_work_england_number": (
        "social work england number",
        "swe number",
        "swe registration number",
        "swe no",
        "registration number",
    ),
    "is_agency": ("agency", "is agency", "agency worker", "agency flag"),
    "fte_percent": ("fte", "full time equivalent", "whole time equivalent", "wte"),
    "partner_agency": ("partner agency", "partner", "organisation", "employer"),
    "partner_sector": ("partner sector", "sector"),
    "roles": ("roles", "roles here", "platform roles"),
}
LABELS = {"fte_percent": "FTE", "email": "Work e-mail", "social_work_england_number": "Social Work England number"}
NOT_KEPT = re.compile(
    r"\b(birth|d\.?o\.?b|born|age|ethnic\w*|race|absen\w*|sick\w*|religio\w*|disab\w*|sexual\w*)\b", re.IGNORECASE
)


class CannotReadFile(Refusal):
    pass


class CannotUndoImport(Refusal):
    pass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with one cell. row: as the spreadsheet numbers it, the headings being row 1 or later."""

    row: int
    column: str
    sentence: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def label(column: str) -> str:
    return LABELS.get(column, column.replace("_", " ").capitalize())


def plain(heading: Cell) -> str:
    return re.sub(r"[^a-z0-9]+", " ", str(heading or "").replace("E-mail", "email").replace("e-mail", "email").lower())


KNOWN = {plain(heading).strip(): column for column, headings in COLUMNS.items() for heading in headings}


def read_headings(headings: Sequence[Cell]) -> dict[int, str]:
    """Where each of our columns stands. Raises CannotReadFile for what we may not keep, or when too little is there."""
    for heading in headings:
        if NOT_KEPT.search(str(heading or "")):
            raise CannotReadFile(
                f"The file has a column “{str(heading).strip()}”. Birth dates, ethnicity, absence and the like are not "
                "kept here: take the column out and upload the file again"
            )
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        column = KNOWN.get(plain(heading).strip())
        if column and column in found.values():
            raise CannotReadFile(f"Two columns are for “{label(column)}”: keep one and upload the file again")
        if column:
            found[place] = column
    has_name = "name" in found.values() or {"first_name", "last_name"} <= set(found.values())
    if "email" not in found.values() or not has_name:
        raise CannotReadFile(
            "The file must have the columns “Name” and “Work e-mail” in its first row of headings. Other columns "
            "that we know are listed on this page"
        )
    return found


def find_headings(rows: Sequence[Sequence[Cell]]) -> int:
    """The index of the row of headings: among the first ten, the one with most columns that we know."""
    scores = [sum(plain(cell).strip() in KNOWN for cell in row) for row in rows[:10]]
    return scores.index(max(scores)) if scores else 0


def read_row(row: int, cells: Mapping[str, Cell]) -> tuple[dict[str, Any], list[Fault]]:
    """The values of one row, as JSON keeps them; an empty cell says nothing and leaves what is kept as it is."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for column, cell in _with_whole_name(cells).items():
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        try:
            values[column] = READERS.get(column, text)(cell)
        except Refusal as refusal:
            faults.append(Fault(row, label(column), str(refusal)))
    if "email" not in values and not any(fault.column == label("email") for fault in faults):
        faults.append(Fault(row, label("email"), "Enter a work e-mail address"))
    if not values.get("name"):
        faults.append(Fault(row, label("name"), "Enter a name"))
    if values.get("starts_on") and values.get("leaves_on", "9999") < values["starts_on"]:
        faults.append(Fault(row, label("leaves_on"), "Enter a leaving day that is not before the starting day"))
    return values, faults


def _with_whole_name(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    parts = [str(cells[part]).strip() for part in ("first_name", "last_name") if cells.get(part)]
    rest = {column: cell for column, cell in cells.items() if column not in {"first_name", "last_name"}}
    return rest if rest.get("name") or not parts else rest | {"name": " ".join(parts)}


def text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    words = " ".join(str(cell).split())
    if len(words) > 200:
        raise CannotReadFile("Shorten this to 200 characters")
    return words


def email(cell: Cell) -> str:
    return rules.normal_email(str(cell))


def day(cell: Cell) -> str:
    """A London day as YYYY-MM-DD."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    written = str(cell).strip()
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d %H:%M:%S"):
        try:
            found = datetime.strptime(written, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if 1950 <= found.year <= 2199:
            return found.isoformat()
    raise CannotReadFile(f"“{written[:30]}” is not a day. Write it like 27/3/2026")


def registration(cell: Cell) -> str | None:
    return rules.normal_registration(text(cell))


def yes_or_no(cell: Cell) -> bool:
    answer = text(cell).lower()
    if answer in {"yes", "y", "true", "1", "agency"}:
        return True
    if answer in {"no", "n", "false", "0", "permanent"}:
        return False
    raise CannotReadFile(f"“{answer[:30]}” is neither yes nor no")


def fte(cell: Cell) -> int:
    """Percent of a full-time post, from 0.6, 60% or 1."""
    written = text(cell).replace(",", ".")
    try:
        share = float(written.rstrip("% ")) / (100 if written.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise CannotReadFile(f"“{written[:30]}” is not an FTE. Write a number from 0 to 1, like 0.6")
    return round(share * 100)


def roles(cell: Cell) -> list[str]:
    given = []
    for word in re.split(r"[;,/]", text(cell)):
        if not word.strip():
            continue
        role = next((role for role in rules.GIVEN_ROLES if plain(role.label) == plain(word.strip())), None)
        if role is None:
            names = ", ".join(role.label for role in rules.GIVEN_ROLES)
            raise CannotReadFile(f"“{word.strip()[:40]}” is not a role. The roles are: {names}")
        given.append(role.value)
    return given


def sector(cell: Cell) -> str:
    written = text(cell)
    found = next((one for one in rules.Sector if plain(written) in {plain(one.label), plain(one.value)}), None)
    if found is None:
        labels = ", ".join(one.label for one in rules.Sector)
        raise CannotReadFile(f"“{written[:40]}” is not a sector. The sectors are: {labels}")
    return found.value


READERS: Mapping[str, Any] = {
    "email": email,
    "line_manager": email,
    "starts_on": day,
    "leaves_on": day,
    "social_work_england_number": registration,
    "is_agency": yes_or_no,
    "fte_percent": fte,
    "partner_sector": sector,
    "roles": roles,
}
