"""A paper as a Word file that screen readers can follow."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from dcpp.frameworks.grades import grade
from dcpp.kernel import clock
from dcpp.web import filters
from dcpp.web.papers import Facts, Heading, Paper, Table, Words, clean

LANGUAGE = "en-GB"
FONT = "Arial"
BLACK = RGBColor(0x0B, 0x0C, 0x0C)


def render(paper: Paper, *, council: str) -> bytes:
    """The bytes of the .docx file."""
    writer = _Writer(Document())
    writer.begin(paper, council)
    for block in paper.blocks:
        writer.write(block)
    target = BytesIO()
    writer.document.save(target)
    return target.getvalue()


class _Writer:
    def __init__(self, document: Any) -> None:
        self.document = document
        normal = document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(11)
        for level in range(1, 5):
            style = document.styles[f"Heading {level}"]
            style.font.name = FONT
            style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
        caption = document.styles["Caption"].font
        caption.name, caption.size, caption.bold, caption.color.rgb = FONT, Pt(10), True, BLACK
        _speak(document)

    def begin(self, paper: Paper, council: str) -> None:
        """Title, running heads and the facts on top."""
        core = self.document.core_properties
        core.title, core.subject, core.author = clean(paper.title), clean(paper.description), council
        core.language, core.comments = LANGUAGE, ""
        core.created = core.modified = clock.now().replace(tzinfo=None)
        section = self.document.sections[0]
        if paper.is_wide:
            section.orientation = WD_ORIENT.LANDSCAPE
        across, down = (297, 210) if paper.is_wide else (210, 297)
        section.page_width, section.page_height = Pt(across / 25.4 * 72), Pt(down / 25.4 * 72)
        self._running(section, paper, council)
        self.document.add_heading(clean(paper.title), 1)
        self._facts([("As at", filters.day(paper.as_at)), *paper.facts])

    def _running(self, section: Any, paper: Paper, council: str) -> None:
        head = section.header.paragraphs[0]
        head.text = " · ".join(filter(None, (clean(paper.title), paper.marking)))
        foot = section.footer.paragraphs[0]
        foot.text = " · ".join(filter(None, (council, paper.marking))) + " · Page "
        _field(foot, "PAGE")
        foot.add_run(" of ")
        _field(foot, "NUMPAGES")

    def write(self, block: object) -> None:
        if isinstance(block, Heading):
            words = f"{block.text}: {_grade(block.grade)}" if block.grade else block.text
            self.document.add_heading(clean(words), block.level)
        elif isinstance(block, Words):
            run = self.document.add_paragraph().add_run(clean(block.text))
            run.italic = block.is_quiet
        elif isinstance(block, Facts):
            self._caption(block.title)
            self._facts(block.rows)
        elif isinstance(block, Table):
            self._caption(block.title)
            self._table(block.columns, block.cells)

    def _caption(self, title: str) -> None:
        """What a table is, over it and on the same page."""
        caption = self.document.add_paragraph(clean(title), style="Caption")
        caption.paragraph_format.keep_with_next = True

    def _facts(self, rows: Sequence[tuple[str, str]]) -> None:
        self._table(("What", "Value"), rows, first_is_head=True)

    def _table(self, columns: Sequence[str], rows: Sequence[Sequence[str]], *, first_is_head: bool = False) -> None:
        table = self.document.add_table(rows=1 + len(rows), cols=len(columns))
        table.style = "Table Grid"
        lines = table.rows
        for number, cells in enumerate([columns, *rows]):
            for cell, words in zip(lines[number].cells, cells, strict=True):
                run = cell.paragraphs[0].add_run(clean(words))
                run.bold = number == 0 or (first_is_head and cells[0] is words)
                run.font.size = Pt(9.5)
            _keep_whole(lines[number])
        _repeat(lines[0])
        self.document.add_paragraph()


def _grade(code: str) -> str:
    return "Not applicable" if code == "not_applicable" else grade(code).label


def _speak(document: Any) -> None:
    """The language of every style, so that it is read aloud in English."""
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), LANGUAGE)


def _field(paragraph: Any, instruction: str) -> None:
    """A number that Word works out, such as the page's."""
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = instruction
        run._r.append(element)  # noqa: SLF001 - the library has no way of its own to add a field


def _repeat(row: Any) -> None:
    """The heading row, on every page again."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def _keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
