"""What leaders ask about: one subject a page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dcpp.practice.queries import control, covering, following, grading, moving, theming
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
    "coverage": Subject(
        "Coverage",
        "Where have we looked, and where have we not?",
        "practice.view_coverage",
        "audited",
        covering.tell,
    ),
    "grades": Subject(
        "Grades over time", "How good is practice, and is it changing?", "practice.view_grades", "graded", grading.tell
    ),
    "sections": Subject(
        "Each section over time",
        "Which part of practice is strong, which is weak, and is it changing?",
        "practice.view_sections",
        "sections",
        grading.tell_sections,
    ),
    "themes": Subject(
        "Themes", "What do findings say again and again?", "practice.view_themes", "themes", theming.tell
    ),
    "re-audits": Subject(
        "Movement on re-audit", "When we look again, is it better?", "practice.view_re_audits", "pairs", moving.tell
    ),
    "impact": Subject(
        "From finding to impact",
        "Do actions get as far as a look at whether they made a difference, and how long does it take?",
        "practice.view_impact",
        "followed",
        following.tell,
    ),
}
"""By their part of the address, in the order of the menu of this area."""


def figures_of(code: str, asked: Asked) -> list[Counted]:
    """Everything that a subject tells somebody; for outside without small numbers."""
    figures = SUBJECTS[code].tell(asked)
    return [for_outside(each) for each in figures] if asked.is_for_outside else list(figures)


def listing_of(code: str, asked: Asked) -> Listing:
    """The filters of a subject, as the page shows them."""
    return asked.listing(RECORDS[SUBJECTS[code].unit].unit(asked))
