"""The states of an audit, when each part of it is complete, and what stands in the way of submitting it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from dcpp.frameworks.audit_tools import AnswerKind, AuditTool, CompletedBy, Section, audit_tools
from dcpp.frameworks.grades import grade
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.kernel.refusal import Refusal

NOT_APPLICABLE = "not_applicable"
REFLECTION = "reflection"
FAMILY = "family"
OVERALL = "overall"
FINDINGS = "findings"
WORKING_DAYS_TO_COMPLETE = 15
LONGEST_ANSWER = 10_000


class CannotAnswerSection(Refusal):
    pass


class CannotSubmitAudit(Refusal):
    pass


class CannotWithdrawAudit(Refusal):
    pass


class CannotInvitePractitioner(Refusal):
    pass


class CannotShareReflection(Refusal):
    pass


class AuditState(StrEnum):
    UNALLOCATED = "unallocated"
    ALLOCATED = "allocated"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return STATE_LABELS[self]


STATE_LABELS = {
    AuditState.UNALLOCATED: "No auditor yet",
    AuditState.ALLOCATED: "Not started",
    AuditState.IN_PROGRESS: "In progress",
    AuditState.SUBMITTED: "Submitted",
    AuditState.WITHDRAWN: "Withdrawn",
}
WITH_AUDITOR = (AuditState.ALLOCATED, AuditState.IN_PROGRESS)
OPEN = (AuditState.UNALLOCATED, *WITH_AUDITOR)


class SectionState(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    NEEDS_REASON = "needs_reason"
    NEEDS_ACTION = "needs_action"
    DONE = "done"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What stands in one section. `answer` is a grade's code, NOT_APPLICABLE or empty.

    `reason` says why the words of a text section are missing; in the overall judgement, why the grade lies further
    above the safety-critical sections than the tool allows.
    """

    answer: str = ""
    evidence: str = ""
    place: str = ""
    strengths: str = ""
    improve: str = ""
    reason: str = ""
    is_invited: bool = False
    is_shared: bool = False

    @property
    def is_graded(self) -> bool:
        return self.answer not in {"", NOT_APPLICABLE}

    @property
    def is_begun(self) -> bool:
        written = (self.answer, self.evidence, self.place, self.strengths, self.improve, self.reason)
        return any(written) or self.is_invited


FIELDS = ("answer", "evidence", "place", "strengths", "improve", "reason")
"""The fields of an answer that people write in."""

EMPTY = Answer()


@dataclass(frozen=True)
class Problem:
    """One thing that stands in the way of submitting: a sentence, and the section where it is mended."""

    sentence: str
    section: str


def tool_of(code: str, version: int) -> AuditTool:
    """The version of a tool that an audit began on; LookupError when it is not known any more."""
    for tool in audit_tools():
        if (tool.code, tool.version) == (code, version):
            return tool
    raise LookupError(f"No audit tool {code}, version {version}, is known")


def fields_of(section: Section) -> tuple[str, ...]:
    """Which fields a section asks its auditor for."""
    if section.completed_by is CompletedBy.PRACTITIONER:
        return ("reason",)
    if section.answer is AnswerKind.TEXT:
        return ("evidence", "reason")
    if section.is_overall:
        return ("answer", "evidence", "strengths", "improve", "reason")
    return ("answer", "evidence", "place", "strengths")


def may_be_not_applicable(section: Section) -> bool:
    """All but the overall judgement and what children's safety hangs on."""
    return not section.is_overall and not section.safety_critical


def section_state(tool: AuditTool, section: Section, answers: Mapping[str, Answer]) -> SectionState:
    answer = answers.get(section.code, EMPTY)
    if not missing_in(section, answer):
        is_held_down = section.is_overall and lacks_reason(tool, answers)
        return SectionState.NEEDS_REASON if is_held_down else SectionState.DONE
    if section.completed_by is CompletedBy.PRACTITIONER and answer.is_invited:
        return SectionState.WAITING
    return SectionState.IN_PROGRESS if answer.is_begun else SectionState.NOT_STARTED


def progress(tool: AuditTool, status: CaseStatus, problems: Sequence[Problem]) -> tuple[int, int]:
    """How many parts of an audit are done, of how many; the findings are one part. Done is what has no problem."""
    parts = len(tool.sections_for(status)) + 1
    return parts - len({problem.section for problem in problems}), parts


def findings_state(finding_count: int, problems: Sequence[Problem]) -> SectionState:
    """How far the findings are: one that asks for an action, or whose action cannot be raised, is not done."""
    if not finding_count:
        return SectionState.NOT_STARTED
    lacks = any(problem.section == FINDINGS for problem in problems)
    return SectionState.NEEDS_ACTION if lacks else SectionState.DONE


def missing_in(section: Section, answer: Answer) -> str:
    """The one sentence that says what a section lacks; empty when it is complete."""
    if section.completed_by is CompletedBy.PRACTITIONER:
        return "" if answer.is_shared or answer.reason else f"{section.name}: wait for it, or say why there is none"
    if section.answer is AnswerKind.TEXT:
        return (
            "" if answer.evidence or answer.reason else f"{section.name}: say what they said, or why nobody was asked"
        )
    if not answer.answer:
        return f"{section.name}: select a grade"
    if not answer.evidence:
        return f"{section.name}: {_words_wanted(section, answer)}"
    if answer.is_graded and not section.is_overall and not answer.place:
        return f"{section.name}: say where in the record your evidence is"
    return ""


def _words_wanted(section: Section, answer: Answer) -> str:
    if section.is_overall:
        return "give the reasons for the grade"
    return "give your evidence" if answer.is_graded else "say why it does not apply"


def highest_without_reason(tool: AuditTool, answers: Mapping[str, Answer]) -> int:
    """The highest step that the overall grade may have without a written reason (4 when nothing holds it down)."""
    steps = [
        grade(answers[section.code].answer).step
        for section in tool.sections
        if section.safety_critical and section.code in answers and answers[section.code].is_graded
    ]
    return min(steps) + tool.steps_above_lowest if steps else 4


def needs_reason(tool: AuditTool, answers: Mapping[str, Answer]) -> bool:
    """Whether the overall grade lies further above the lowest safety-critical section than the tool allows."""
    overall = answers.get(OVERALL, EMPTY)
    return overall.is_graded and grade(overall.answer).step > highest_without_reason(tool, answers)


def lacks_reason(tool: AuditTool, answers: Mapping[str, Answer]) -> bool:
    return needs_reason(tool, answers) and not answers[OVERALL].reason


def problems(
    tool: AuditTool, status: CaseStatus, answers: Mapping[str, Answer], *, finding_count: int, action_count: int
) -> list[Problem]:
    """All that stands in the way of submitting, in the order of the form."""
    found = [
        Problem(sentence, section.code)
        for section in tool.sections_for(status)
        if (sentence := missing_in(section, answers.get(section.code, EMPTY)))
    ]
    overall = answers.get(OVERALL, EMPTY)
    if lacks_reason(tool, answers):
        sentence = "Overall judgement: say why the grade is so far above the lowest safety-critical section"
        found.append(Problem(sentence, OVERALL))
    if overall.answer in tool.action_needed_at and not action_count:
        label = grade(overall.answer).label.lower()
        found.append(Problem(f"Findings: a grade of {label} needs at least one action", FINDINGS))
    elif not finding_count:
        found.append(Problem("Findings: record at least one, a strength or something that needs work", FINDINGS))
    return found


def re_audit_by(tool: AuditTool, overall: str, submitted_on: date) -> date | None:
    """The day by which the case is audited again, where the grade asks for it."""
    if overall not in tool.re_audit_at:
        return None
    month = clock.add_months(submitted_on, tool.re_audit_within_months)
    last = (clock.add_months(month, 1) - month).days
    return month.replace(day=min(submitted_on.day, last))


def due_on(allocated_on: date) -> date:
    return clock.add_working_days(allocated_on, WORKING_DAYS_TO_COMPLETE)


def may_write(state: AuditState, auditor_id: UUID | None, person_id: UUID) -> bool:
    """Its auditor, until it is submitted."""
    return state in WITH_AUDITOR and auditor_id == person_id


def sections_for_findings(tool: AuditTool, status: CaseStatus) -> list[Section]:
    """Sections that a finding may belong to: those asked of the case, but for the overall judgement."""
    return [section for section in tool.sections_for(status) if not section.is_overall]


def not_asked(tool: AuditTool, status: CaseStatus) -> Sequence[Section]:
    """Sections that are left out for a case of this status."""
    return [section for section in tool.sections if not section.applies(status)]
