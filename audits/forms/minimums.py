"""How many are to be drawn from each group at least, where a group has a minimum of its own."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, cast

from audits.rules.programmes import LARGEST_MINIMUM
from dcpp.web.fields import Question, number
from dcpp.web.forms import Form


class MinimumsForm(Form):
    """A number for each group, made by `minimums_form`; empty where the programme’s own minimum holds."""

    groups: Mapping[str, str]

    def field_for(self, group: str) -> Question:
        field: Question = self[self.groups[group]]
        return field

    @property
    def minimums(self) -> dict[str, int]:
        """What was entered, by the name of the group."""
        found = {group: self[name].data for group, name in self.groups.items()}
        return {group: least for group, least in found.items() if least is not None}


def minimums_form(groups: Iterable[str], kept: Mapping[str, int]) -> MinimumsForm:
    """A form that begins with what is kept. A field is named by its group’s hash: groups come and go with the lists."""
    names = {group: "least_" + hashlib.sha256(group.encode()).hexdigest()[:16] for group in groups}
    fields: dict[str, Any] = {
        name: number(
            f"At least from {group}", called=f"At least from {group}", most=LARGEST_MINIMUM, default=kept.get(group)
        )
        for group, name in names.items()
    }
    return cast("MinimumsForm", type("MinimumsForm", (MinimumsForm,), fields | {"groups": names})())
