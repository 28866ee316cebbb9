"""Before a version is published: what is missing, and what has changed since the one before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dcpp.frameworks.audit_tools import FAMILY, REFLECTION, AuditTool, Question, QuestionKind, Section, Wanted
from dcpp.frameworks.grades import grade_scale

P = TypeVar("P", Section, Question)

FEWEST_OPTIONS = 2
NAMES = {
    "title": "Title",
    "look_back_months": "Months looked back",
    "working_days_to_complete": "Working days to complete",
    "steps_above_lowest": "Steps above the lowest safety-critical section",
    "action_needed_at": "Grades that need an action",
    "re_audit_at": "Grades that set a re-audit",
    "re_audit_within_months": "Months until the re-audit",
    "practitioner_part": "Practitioner’s part",
    "family_feedback": "Family feedback",
    "name": "Name",
    "words": "Words",
    "guidance": "Guidance",
    "good": "What good looks like",
    "answer": "Graded or not",
    "completed_by": "Who completes it",
    "safety_critical": "Safety-critical",
    "weight": "Weight",
    "applies_to": "Statuses that it applies to",
    "kinds": "Kinds of audit that it applies to",
    "area": "Judgement that it speaks of",
    "kind": "Kind of answer",
    "is_required": "Must be answered",
    "options": "Answers to choose from",
}
RULES = (
    "title",
    "look_back_months",
    "working_days_to_complete",
    "steps_above_lowest",
    "action_needed_at",
    "re_audit_at",
    "re_audit_within_months",
    "practitioner_part",
    "family_feedback",
)
OF_SECTION = (
    "name",
    "guidance",
    "good",
    "answer",
    "completed_by",
    "safety_critical",
    "weight",
    "applies_to",
    "kinds",
    "area",
)
OF_QUESTION = ("words", "kind", "guidance", "good", "is_required", "weight", "options", "applies_to", "kinds")


@dataclass(frozen=True)
class Missing:
    """Something that stands in the way of publishing, or, where it does not, something to think about."""

    sentence: str
    section: str = ""
    question: str = ""
    stands_in_the_way: bool = True


@dataclass(frozen=True)
class Difference:
    """One thing that changed between two versions: where, and what; `before` and `after` where one became the other."""

    where: str
    what: str
    before: str = ""
    after: str = ""


def missing_in(tool: AuditTool) -> list[Missing]:
    """Everything to mend or to think about before a version is published, in the order of the tool."""
    found = [*_missing_parts(tool)]
    for section in tool.sections:
        found += _missing_in_section(section)
    return found


def _missing_parts(tool: AuditTool) -> Iterator[Missing]:
    codes = {section.code for section in tool.sections}
    if not any(section.is_graded and not section.is_overall for section in tool.sections):
        yield Missing("Add at least one graded section besides the overall judgement")
    if REFLECTION not in codes and tool.practitioner_part is not Wanted.NOTHING:
        yield Missing("The practitioner’s part is wanted, but there is no section for it. Add it, or change the rules")
    if FAMILY not in codes and tool.family_feedback is not Wanted.NOTHING:
        yield Missing("Family feedback is wanted, but there is no section for it. Add it, or change the rules")
    if not any(section.safety_critical for section in tool.sections):
        yield Missing("No section is safety-critical, so nothing holds the overall grade down", stands_in_the_way=False)


def _missing_in_section(section: Section) -> Iterator[Missing]:
    if not section.good and not section.is_of_practitioner:
        yield Missing(f"{section.name}: says nothing of what good looks like", section.code, stands_in_the_way=False)
    seen: set[str] = set()
    for question in section.questions:
        for sentence in _missing_in_question(section, question):
            yield Missing(f"{section.name}, “{question.words}”: {sentence}", section.code, question.code)
        if question.words.casefold() in seen:
            yield Missing(f"{section.name}, “{question.words}”: is asked twice", section.code, question.code)
        seen.add(question.words.casefold())


def _missing_in_question(section: Section, question: Question) -> Iterator[str]:
    if question.kind is QuestionKind.CHOICE and len(set(question.options)) < FEWEST_OPTIONS:
        yield "give at least two answers to choose from"
    if section.applies_to and question.applies_to and not section.applies_to & question.applies_to:
        yield "can never be asked, since its section applies to none of its statuses"
    if section.kinds and question.kinds and not section.kinds & question.kinds:
        yield "can never be asked, since its section applies to none of its kinds of audit"


def differences(old: AuditTool, new: AuditTool) -> list[Difference]:
    """What changed from one version to another, in the order of the new one."""
    return [
        *_changes("Rules", old, new, RULES),
        *_came_and_went("Sections", old.sections, new.sections),
        *(one for before, after in _pairs(old.sections, new.sections) for one in _in_section(before, after)),
    ]


def _in_section(old: Section, new: Section) -> Iterator[Difference]:
    yield from _changes(new.name, old, new, OF_SECTION)
    yield from _came_and_went(new.name, old.questions, new.questions)
    for before, after in _pairs(old.questions, new.questions):
        yield from _changes(f"{new.name}, “{after.words}”", before, after, OF_QUESTION)


def _came_and_went(where: str, old: Iterable[P], new: Iterable[P]) -> Iterator[Difference]:
    was, now = _by_code(old), _by_code(new)
    yield from (Difference(where, f"Added: {_called(part)}") for code, part in now.items() if code not in was)
    yield from (Difference(where, f"Removed: {_called(part)}") for code, part in was.items() if code not in now)
    if [code for code in was if code in now] != [code for code in now if code in was]:
        yield Difference(where, "In another order")


def _changes(where: str, old: object, new: object, fields: Iterable[str]) -> Iterator[Difference]:
    for name in fields:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Difference(where, NAMES[name], in_words(before), in_words(after))


def _pairs(old: Iterable[P], new: Iterable[P]) -> list[tuple[P, P]]:
    was = _by_code(old)
    return [(was[part.code], part) for part in new if part.code in was]


def _by_code(parts: Iterable[P]) -> Mapping[str, P]:
    return {part.code: part for part in parts}


def _called(part: Section | Question) -> str:
    return f"“{part.name if isinstance(part, Section) else part.words}”"


def in_words(value: object) -> str:
    """A setting as people read it; empty for nothing."""
    match value:
        case bool():
            return "Yes" if value else "No"
        case None:
            return ""
        case Wanted():
            return value.label
        case frozenset():
            return ", ".join(sorted(_label(one) for one in value)) or "All"
        case tuple():
            return "; ".join(map(str, value))
    return _label(value)


def _label(value: object) -> str:
    """Codes of the grade scale are all that stands in a setting without a label of its own and is not words."""
    if hasattr(value, "label"):
        return str(value.label)
    labels = {one.code: one.label for one in grade_scale()}
    return labels.get(str(value), str(value))
