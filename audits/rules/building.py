"""Building a tool: sections and questions are added, changed, moved and removed; each step gives the tool anew."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from audits.rules.tools import CannotBuildTool
from dcpp.frameworks.audit_tools import (
    FAMILY,
    OVERALL,
    REFLECTION,
    AnswerKind,
    AuditTool,
    CompletedBy,
    Question,
    Section,
)

LONGEST_CODE = 30
MOST_SECTIONS = 40
MOST_QUESTIONS = 40

P = TypeVar("P", Section, Question)


class SectionKind(StrEnum):
    """What a section is for, as whoever builds a tool chooses it."""

    GRADED = "graded"
    WORDS = "words"
    PRACTITIONER = "practitioner"
    FAMILY = "family"
    OVERALL = "overall"

    @property
    def label(self) -> str:
        return SECTION_KINDS[self]


SECTION_KINDS = {
    SectionKind.GRADED: "Part of practice that the auditor grades",
    SectionKind.WORDS: "Part of practice without a grade",
    SectionKind.PRACTITIONER: "The practitioner’s own part",
    SectionKind.FAMILY: "Family and child feedback",
    SectionKind.OVERALL: "The overall judgement",
}
ONCE_ONLY = {SectionKind.PRACTITIONER: REFLECTION, SectionKind.FAMILY: FAMILY, SectionKind.OVERALL: OVERALL}
"""Kinds of which a tool has one at most, and the code by which the rules know it."""


def kind_of(section: Section) -> SectionKind:
    for kind, code in ONCE_ONLY.items():
        if section.code == code:
            return kind
    return SectionKind.GRADED if section.is_graded else SectionKind.WORDS


def kinds_to_add(tool: AuditTool) -> list[SectionKind]:
    """What a section that is added may be for: what a tool has once only is offered while it is missing."""
    there = {section.code for section in tool.sections}
    return [kind for kind in SectionKind if ONCE_ONLY.get(kind) not in there]


def of_kind(section: Section, kind: SectionKind) -> Section:
    """The section with what its kind settles: who completes it, and whether it is graded."""
    is_graded = kind in {SectionKind.GRADED, SectionKind.OVERALL}
    is_of_practitioner = kind is SectionKind.PRACTITIONER
    return replace(
        section,
        answer=AnswerKind.GRADE if is_graded else AnswerKind.TEXT,
        completed_by=CompletedBy.PRACTITIONER if is_of_practitioner else CompletedBy.AUDITOR,
        safety_critical=section.safety_critical and kind is SectionKind.GRADED,
    )


def code_for(words: str, taken: Iterable[str]) -> str:
    """A short name of letters, digits and underscores, made from words, that is not taken yet."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    stem = "_".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_CODE].strip("_") or "part"
    known = {*taken, *ONCE_ONLY.values()}
    tries = (stem if number == 1 else f"{stem}_{number}" for number in range(1, len(known) + 2))
    return next(one for one in tries if one not in known)


def add_section(tool: AuditTool, section: Section, kind: SectionKind) -> AuditTool:
    """The tool with one more section, before the overall judgement; its code is made here. Raises CannotBuildTool."""
    if len(tool.sections) >= MOST_SECTIONS:
        raise CannotBuildTool(f"A tool has {MOST_SECTIONS} sections at most. Remove one first")
    if kind not in kinds_to_add(tool):
        raise CannotBuildTool(f"The tool has this section already: {kind.label.lower()}")
    code = ONCE_ONLY.get(kind) or code_for(section.name, (one.code for one in tool.sections))
    added = of_kind(replace(section, code=code), kind)
    rest = [one for one in tool.sections if not one.is_overall]
    overall = [one for one in tool.sections if one.is_overall]
    return replace(tool, sections=(*rest, added, *overall))


def change_section(tool: AuditTool, section: Section) -> AuditTool:
    """The tool with a section in the place of the one of the same code. LookupError where there is none."""
    tool.section(section.code)
    return replace(tool, sections=_changed(tool.sections, section))


def move_section(tool: AuditTool, code: str, step: int) -> AuditTool:
    """One place up (-1) or down (1); the overall judgement stays last. At an end nothing happens."""
    movable = [one for one in tool.sections if not one.is_overall]
    overall = [one for one in tool.sections if one.is_overall]
    return replace(tool, sections=(*_moved(movable, code, step), *overall))


def remove_section(tool: AuditTool, code: str) -> AuditTool:
    if tool.section(code).is_overall:
        raise CannotBuildTool("Every tool ends with an overall judgement, so it cannot be removed")
    return replace(tool, sections=tuple(one for one in tool.sections if one.code != code))


def add_question(tool: AuditTool, section_code: str, question: Question) -> AuditTool:
    """The tool with one more question at the end of a section; its code is made here. Raises CannotBuildTool."""
    section = tool.section(section_code)
    if section.is_overall:
        raise CannotBuildTool("The overall judgement asks for the grade and its reasons only")
    if len(section.questions) >= MOST_QUESTIONS:
        raise CannotBuildTool(f"A section has {MOST_QUESTIONS} questions at most. Add a section in its place")
    code = code_for(question.words, (one.code for one in section.questions))
    return change_section(tool, replace(section, questions=(*section.questions, replace(question, code=code))))


def change_question(tool: AuditTool, section_code: str, question: Question) -> AuditTool:
    """The tool with a question in the place of the one of the same code. LookupError where there is none."""
    section = tool.section(section_code)
    section.question(question.code)
    return change_section(tool, replace(section, questions=_changed(section.questions, question)))


def move_question(tool: AuditTool, section_code: str, code: str, step: int) -> AuditTool:
    section = tool.section(section_code)
    return change_section(tool, replace(section, questions=tuple(_moved(section.questions, code, step))))


def remove_question(tool: AuditTool, section_code: str, code: str) -> AuditTool:
    section = tool.section(section_code)
    section.question(code)
    return change_section(tool, replace(section, questions=tuple(one for one in section.questions if one.code != code)))


def _changed(parts: Sequence[P], part: P) -> tuple[P, ...]:
    return tuple(part if one.code == part.code else one for one in parts)


def _moved(parts: Sequence[P], code: str, step: int) -> list[P]:
    found = list(parts)
    place = next((n for n, one in enumerate(found) if one.code == code), None)
    if place is None:
        return found
    found.insert(max(0, min(len(found) - 1, place + step)), found.pop(place))
    return found
