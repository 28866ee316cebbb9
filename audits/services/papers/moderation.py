"""The second reading in a paper: never while it is blind, whole for those near it, for others what it came to."""

from collections.abc import Iterator, Mapping, Sequence

from audits import queries
from audits.models import Audit, Moderation, ModerationAnswer
from audits.rules import moderation as rules
from audits.rules import telling
from audits.rules.audits import Answer
from dcpp.frameworks.audit_tools import Section
from dcpp.kernel.access import Viewer
from dcpp.web import filters
from dcpp.web.papers import Block, Facts, Heading, Table, Words

SAME = "Both readers gave the same grades."
NOT_YET = "Not yet"


def moderation_of(audit: Audit, reader: Viewer) -> Iterator[Block]:
    moderation = queries.find_moderation(audit.id)
    if moderation is None or moderation.is_blind:
        return
    is_near = queries.reads_both_grades(moderation, reader)
    if not (moderation.is_agreed or is_near):
        return
    yield Heading("Moderation")
    yield Words("A second reader graded the case without knowing the first grades.", is_quiet=True)
    yield Facts("What the second reading came to", list(_came_to(moderation)))
    if is_near:
        yield from _both(moderation)


def _came_to(moderation: Moderation) -> Iterator[tuple[str, str]]:
    yield "First grade", _words(moderation.audit.grade)
    yield "Second grade, given blind", _words(moderation.grade)
    yield "State", moderation.state.label
    if not moderation.is_agreed:
        return
    yield "Agreed grade", _words(moderation.final_grade)
    if moderation.direction:
        yield "Direction", moderation.direction.label
    yield "Reason", moderation.decided_reason or moderation.reason or SAME
    yield "Agreed on", filters.day(moderation.agreed_on) or ""
    if moderation.decided_by:
        yield "Decided by", f"{moderation.decided_by.name}, because moderator and auditor did not agree"


def _both(moderation: Moderation) -> Iterator[Block]:
    """For the two readers and for leads: grades beside each other, the reasons of both, and the feedback."""
    audit = moderation.audit
    sections = rules.sections_read(audit.sections)
    answers, readings = queries.answers_of(audit), queries.readings_of(moderation)
    yield _grades(sections, answers, readings)
    for section in sections:
        second = readings.get(section.code)
        yield Heading(f"{section.name}: what both readers wrote", 3)
        yield Facts(f"Both readers on {section.name}", list(_reasons(answers[section.code], second)))
    for title, words in _said(moderation):
        if words:
            yield Heading(title, 3)
            yield Words(words)


def _grades(
    sections: Sequence[Section], answers: Mapping[str, Answer], readings: Mapping[str, ModerationAnswer]
) -> Table:
    return Table(
        "Grades of both readers",
        ["Section", "First grade", "Second grade", "Agreed"],
        [(one.name, *_grades_of(answers[one.code], readings.get(one.code))) for one in sections],
    )


def _grades_of(first: Answer, second: ModerationAnswer | None) -> tuple[str, str, str]:
    given = second.answer if second else ""
    final = "Both the same" if given == first.answer else _words(second.final if second else "") or NOT_YET
    return _words(first.answer), _words(given), final


def _reasons(first: Answer, second: ModerationAnswer | None) -> Iterator[tuple[str, str]]:
    yield "Auditor", first.evidence
    if first.place:
        yield "Where the auditor saw it", first.place
    yield "Moderator", second.evidence if second else ""
    if second and second.place:
        yield "Where the moderator saw it", second.place


def _said(moderation: Moderation) -> Iterator[tuple[str, str]]:
    if not moderation.is_agreed:
        yield "Reason that was proposed", moderation.reason
    yield "What the auditor answered", moderation.auditor_says
    if moderation.proposed_at:
        yield "Feedback to the auditor", moderation.feedback


def _words(code: str | None) -> str:
    return telling.grade_words(code) if code else ""
