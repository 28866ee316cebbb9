"""Tools by which an auditor looks at a child's record, by date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from dcpp.frameworks import dated
from dcpp.frameworks.judgements import AREA_OF_STATUS, Area
from dcpp.frameworks.status import CaseStatus


class AnswerKind(StrEnum):
    GRADE = "grade"
    TEXT = "text"


class CompletedBy(StrEnum):
    AUDITOR = "auditor"
    PRACTITIONER = "practitioner"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a tool: prompts for whoever completes it, and what good looks like."""

    code: str
    name: str
    questions: tuple[str, ...]
    good: str
    answer: AnswerKind
    completed_by: CompletedBy
    safety_critical: bool
    applies_to: frozenset[CaseStatus]
    area: Area | None

    @property
    def is_overall(self) -> bool:
        return self.code == "overall"

    def applies(self, status: CaseStatus) -> bool:
        return not self.applies_to or status in self.applies_to

    def area_for(self, status: CaseStatus) -> Area:
        """The area of judgement that this section's grade speaks of, for a case of this status."""
        return self.area or AREA_OF_STATUS[status]


@dataclass(frozen=True, slots=True)
class AuditTool:
    """A version of a tool, with the rules that go with it; grades are given by their codes."""

    code: str
    version: int
    title: str
    valid_from: date
    valid_to: date | None
    look_back_months: int
    steps_above_lowest: int
    action_needed_at: frozenset[str]
    re_audit_at: frozenset[str]
    re_audit_within_months: int
    sections: tuple[Section, ...]

    def sections_for(self, status: CaseStatus) -> tuple[Section, ...]:
        """The sections asked of a case of this status, in order."""
        return tuple(section for section in self.sections if section.applies(status))

    def section(self, code: str) -> Section:
        """The section with this code; LookupError when there is none."""
        for each in self.sections:
            if each.code == code:
                return each
        raise LookupError(f"{self.title} has no section {code!r}")


@cache
def audit_tools() -> tuple[AuditTool, ...]:
    """Every version of every tool, as the data file has them."""
    return tuple(_tool(row) for row in dated.load("audit_tools")["tools"])


def audit_tool_on(on: date, code: str = "core") -> AuditTool:
    """The version of a tool on which an audit that begins on a day is done; LookupError when there is none."""
    return dated.one_in_force((tool for tool in audit_tools() if tool.code == code), on, f"audit tool “{code}”")


def _tool(row: Mapping[str, Any]) -> AuditTool:
    return AuditTool(
        code=row["code"],
        version=row["version"],
        title=row["title"],
        valid_from=row["from"],
        valid_to=row.get("to"),
        look_back_months=row["look_back_months"],
        steps_above_lowest=row["steps_above_lowest"],
        action_needed_at=frozenset(row["action_needed_at"]),
        re_audit_at=frozenset(row["re_audit_at"]),
        re_audit_within_months=row["re_audit_within_months"],
        sections=tuple(_section(each) for each in row["sections"]),
    )


def _section(row: Mapping[str, Any]) -> Section:
    return Section(
        code=row["code"],
        name=row["name"],
        questions=tuple(row["questions"]),
        good=row["good"],
        answer=AnswerKind(row.get("answer", "grade")),
        completed_by=CompletedBy(row.get("completed_by", "auditor")),
        safety_critical=row.get("safety_critical", False),
        applies_to=frozenset(CaseStatus(each) for each in row.get("applies_to", ())),
        area=Area(row["area"]) if "area" in row else None,
    )
