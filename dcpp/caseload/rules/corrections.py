"""What people said about files: this sheet is another list, this header another column, this word another code.

A correction is found again by what was said, made plain, so that the same word in the next file is understood at once.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from dcpp.frameworks.annex_a import Column, ColumnType
from dcpp.frameworks.annex_a_headers import plain


class About(StrEnum):
    """What a correction is about."""

    SHEET = "sheet"
    HEADER = "header"
    VALUE = "value"
    WORKER = "worker"
    TEAM = "team"

    @property
    def label(self) -> str:
        return {"sheet": "Sheet", "header": "Column", "value": "Code", "worker": "Worker", "team": "Team"}[self.value]


class Correction(NamedTuple):
    """`said`, made plain, within `scope` (a header's list, a word's code set) means `means`, where "" is nothing."""

    about: About
    scope: str
    said: str
    means: str


class Corrections:
    """The corrections that hold, ready to be asked."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self._means: dict[tuple[About, str, str], str] = {}
        self._values: dict[str, dict[str, str]] = {}
        for each in corrections:
            self._means[each.about, each.scope, each.said] = each.means
            if each.about is About.VALUE:
                self._values.setdefault(each.scope, {})[each.said] = each.means

    def of_sheet(self, name: str) -> int | None:
        """The list that a sheet was said to be: 0 for none, None where nobody said anything."""
        means = self._means.get((About.SHEET, "", plain_name(name)))
        return None if means is None else int(means or 0)

    def of_headers(self, list_number: int) -> Mapping[str, str]:
        """Columns by plain header, as people said for a list: "" for a header that is no column of it."""
        return {
            said: means
            for (about, scope, said), means in self._means.items()
            if about is About.HEADER and scope == str(list_number)
        }

    def values_of(self, column: Column) -> dict[str, str]:
        """Codes by plain word, as people said for the code set of a column."""
        return self._values.get(column.code_set, {})

    def of_staff(self, about: About, written: str) -> str | None:
        """The id that a worker's or team's name was said to mean: "" for nobody's."""
        return self._means.get((about, "", plain_word(written)))


NONE = Corrections()
CHILDS_NAME = re.compile(
    r"\b(child|forename|first|given|surname|family|last|full|known as|preferred|nhs|upn|address|postcode|birth|dob)\b"
)


def may_stand_for(header: str, column: Column) -> bool:
    """Whether a header may be said to be a column. One that names a child may be no column whose words are kept."""
    if column.keep in {"worker", "team", "adviser"}:
        return not CHILDS_NAME.search(plain(header))
    if column.keep == "case_id" or column.uses == "family_id":
        return True  # what looks like a name there is refused row by row
    return bool(column.codes) or column.type in {ColumnType.DATE, ColumnType.INTEGER} or not column.keep


def plain_name(name: str) -> str:
    return plain(name)


def plain_word(said: str) -> str:
    return " ".join(said.casefold().split())
