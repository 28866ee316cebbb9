"""What leaders ask about: one subject a page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dcpp.practice.queries import control
from dcpp.practice.queries.asking import Asked
from dcpp.practice.queries.records import RECORDS
from dcpp.practice.rules.counted import Counted, for_outside
from dcpp.web.listing import Listing


@dataclass(frozen=True)
class Subject:
    """A page of figures. asks: the question that it answers; unit: what most of its figures count.

    may_leave: whether there is a version for outside.
    """

    title: str
    asks: str
    endpoint: str
    unit: str
    tell: Callable[[Asked], Sequence[Counted]]
    may_leave: bool = True


SUBJECTS: Mapping[str, Subject] = {
    "programme-control": Subject(
        "Programme control",
        "Are the audits that were drawn given out and done in time?",
        "practice.view_programme_control",
        "drawn",
        control.tell,
    ),
    "auditors": Subject(
        "Completion by auditor",
        "Who has been given how many audits, and how many of them are done?",
        "practice.view_auditors",
        "drawn",
        control.tell_by_auditor,
        may_leave=False,
    ),
}
"""By their part of the address, in the order of the menu of this area."""


def figures_of(code: str, asked: Asked) -> list[Counted]:
    """Everything that a subject tells somebody; for outside without small numbers."""
    figures = SUBJECTS[code].tell(asked)
    return [for_outside(each) for each in figures] if asked.is_for_outside else list(figures)


def listing_of(code: str, asked: Asked) -> Listing:
    """The filters of a subject, as the page shows them."""
    return asked.listing(RECORDS[SUBJECTS[code].unit].unit(asked.viewer, asked.today))
