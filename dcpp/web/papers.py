"""Something that leaves the building on paper: written once, the same as PDF, as a Word file and as a page to print.

paper = Paper("Audit AUD-2026-0147", "…", facts=[("Grade", "Good")], as_at=today, blocks=[
    Heading("What the auditor saw"), Heading("Plan", 3), Words("The plan names outcomes."),
    Facts("Questions of Plan", [("Is the plan written with the family?", "Yes")]),
    Table("Actions", ["Action", "Due"], [["A-1", day]]),
])
papers.pdf(paper), papers.word(paper), papers.page(paper)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import current_app, render_template

from dcpp.web import pdf as pdfs
from dcpp.web.sheets import Cell, in_words

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_WORD = 24
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def marking(*before: str) -> str:
    """The council’s marking (the setting MARKING), after what else must be said of a paper; may be empty."""
    return ". ".join(filter(None, (*before, current_app.extensions["settings"].marking)))


def clean(text: str) -> str:
    """Without what neither a page nor a Word file can hold."""
    return FORBIDDEN.sub("", text)


@dataclass(frozen=True)
class Heading:
    """level: 2 to 4, without a leap; `grade` is a grade's code, shown beside it with its word."""

    text: str
    level: int = 2
    grade: str = ""


@dataclass(frozen=True)
class Words:
    """A paragraph; lines that somebody wrote stay lines."""

    text: str
    is_quiet: bool = False


@dataclass(frozen=True)
class Facts:
    """A table of two columns, the first of which names the second."""

    title: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """A table with a heading for each column."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    @property
    def cells(self) -> list[list[str]]:
        return [[in_words(value) for value in row] for row in self.rows]

    def breaks(self, cell: str) -> bool:
        """Whether it holds a word that no column is wide enough for; all other words stay whole."""
        return any(len(word) > LONGEST_WORD for word in cell.split())


Block = Heading | Words | Facts | Table


@dataclass(frozen=True)
class Paper:
    """title: its h1; description: one sentence; marking: what stands at top and bottom of every sheet."""

    title: str
    description: str
    facts: Sequence[tuple[str, str]]
    as_at: date
    blocks: Sequence[Block] = field(default_factory=tuple)
    marking: str = ""
    is_wide: bool = False


def page(paper: Paper, *, back: str = "") -> str:
    """The HTML of a paper, for WeasyPrint; `back` makes it a page for a browser to print, with a link to there."""
    parts = [(type(block).__name__.lower(), block) for block in paper.blocks]
    return clean(
        render_template(
            "print/paper.html",
            paper=paper,
            parts=parts,
            as_at=paper.as_at,
            description=paper.description,
            marking=paper.marking,
            on_screen=back,
        )
    )


def pdf(paper: Paper) -> bytes:
    """PDF/UA-1. Raises pdf.CannotMakePdf where pango is not installed."""
    return pdfs.from_html(page(paper), identifier=paper.title, address=current_app.extensions["settings"].address)


def word(paper: Paper) -> bytes:
    """A Word file with real headings, tables that repeat their heading row, language and title."""
    from dcpp.web import word as words

    return words.render(paper, council=current_app.extensions["council"].name)
