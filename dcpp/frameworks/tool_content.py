"""A version of a tool as plain JSON, as the database keeps it, and back again without loss."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.audit_tools import AnswerKind, AuditTool, CompletedBy, Question, QuestionKind, Section, Wanted
from dcpp.frameworks.judgements import Area
from dcpp.frameworks.status import CaseStatus


def tool_from(content: Mapping[str, Any], *, code: str, version: int) -> AuditTool:
    """A version from its content; what the content does not name is as the class has it. Raises on what is no tool."""
    rules: dict[str, Any] = {
        name: kind(content[name])
        for name, kind in (
            ("title", str),
            ("look_back_months", int),
            ("working_days_to_complete", int),
            ("steps_above_lowest", int),
            ("action_needed_at", frozenset),
            ("re_audit_at", frozenset),
            ("re_audit_within_months", int),
            ("practitioner_part", Wanted),
            ("family_feedback", Wanted),
        )
        if name in content
    }
    return AuditTool(code=code, version=version, sections=tuple(map(_section, content["sections"])), **rules)


def _section(row: Mapping[str, Any]) -> Section:
    return Section(
        code=row["code"],
        name=row["name"],
        guidance=_lines(row.get("guidance", "")),
        good=row.get("good", ""),
        answer=AnswerKind(row.get("answer", "grade")),
        completed_by=CompletedBy(row.get("completed_by", "auditor")),
        safety_critical=row.get("safety_critical", False),
        weight=row.get("weight", 1),
        applies_to=_statuses(row),
        kinds=_kinds(row),
        area=Area(row["area"]) if row.get("area") else None,
        questions=tuple(map(_question, row.get("questions", ()))),
    )


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        code=row["code"],
        words=row["words"],
        kind=QuestionKind(row["kind"]),
        guidance=_lines(row.get("guidance", "")),
        good=row.get("good", ""),
        is_required=row.get("required", False),
        weight=row.get("weight", 1),
        options=tuple(row.get("options", ())),
        applies_to=_statuses(row),
        kinds=_kinds(row),
    )


def _lines(words: str | list[str]) -> str:
    """The data file gives guidance line by line."""
    return words if isinstance(words, str) else "\n".join(words)


def _statuses(row: Mapping[str, Any]) -> frozenset[CaseStatus]:
    return frozenset(CaseStatus(each) for each in row.get("applies_to", ()))


def _kinds(row: Mapping[str, Any]) -> frozenset[AuditKind]:
    return frozenset(AuditKind(each) for each in row.get("kinds", ()))


def content_of(tool: AuditTool) -> dict[str, Any]:
    """A version as plain JSON: everything but its code and number."""
    return content_of_rules(tool) | {"sections": [_with_questions(section) for section in tool.sections]}


def _with_questions(section: Section) -> dict[str, Any]:
    return content_of_section(section) | {"questions": [content_of_question(one) for one in section.questions]}


def content_of_rules(tool: AuditTool) -> dict[str, Any]:
    """What holds for the whole of a version, without its sections."""
    return {
        "title": tool.title,
        "look_back_months": tool.look_back_months,
        "working_days_to_complete": tool.working_days_to_complete,
        "steps_above_lowest": tool.steps_above_lowest,
        "action_needed_at": sorted(tool.action_needed_at),
        "re_audit_at": sorted(tool.re_audit_at),
        "re_audit_within_months": tool.re_audit_within_months,
        "practitioner_part": tool.practitioner_part.value,
        "family_feedback": tool.family_feedback.value,
    }


def content_of_section(section: Section) -> dict[str, Any]:
    """A section without its questions."""
    return {
        "code": section.code,
        "name": section.name,
        "guidance": section.guidance,
        "good": section.good,
        "answer": section.answer.value,
        "completed_by": section.completed_by.value,
        "safety_critical": section.safety_critical,
        "weight": section.weight,
        "area": section.area.value if section.area else "",
        **_conditions(section),
    }


def content_of_question(question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "words": question.words,
        "kind": question.kind.value,
        "guidance": question.guidance,
        "good": question.good,
        "required": question.is_required,
        "weight": question.weight,
        "options": list(question.options),
        **_conditions(question),
    }


def _conditions(part: Section | Question) -> dict[str, Any]:
    return {"applies_to": sorted(part.applies_to), "kinds": sorted(part.kinds)}


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of content as JSON on one line with sorted keys: the same words always give the same 64 characters."""
    line = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(line.encode()).hexdigest()
