"""The states of an audit, when each part of it is complete, and what stands in the way of submitting it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from audits.rules.questions import missing_questions, overall_leaning, section_leaning
from dcpp.frameworks import audit_tools
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.audit_tools import AuditTool, Section, Wanted
from dcpp.frameworks.grades import grade
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.kernel.refusal import Refusal

FAMILY, OVERALL, REFLECTION = audit_tools.FAMILY, audit_tools.OVERALL, audit_tools.REFLECTION
NOT_APPLICABLE = audit_tools.NOT_APPLICABLE
FINDINGS = "findings"
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
    """What stands in one section. `answer` is a grade's code, NOT_APPLICABLE or empty; `questions` by their codes.

    `reason` says why the words of a text section are missing; in the overall judgement, why the grade lies further
    above the safety-critical sections than the tool allows. `agreed` is the grade that a moderation came to, where it
    differs.
    """

    answer: str = ""
    evidence: str = ""
    place: str = ""
    strengths: str = ""
    improve: str = ""
    reason: str = ""
    agreed: str = ""
    questions: Mapping[str, str] = field(default_factory=dict)
    is_invited: bool = False
    is_shared: bool = False

    @property
    def that_stands(self) -> str:
        """The agreed grade where there is one, else the auditor's answer."""
        return self.agreed or self.answer

    @property
    def is_graded(self) -> bool:
        return self.answer not in {"", NOT_APPLICABLE}

    @property
    def is_begun(self) -> bool:
        written = (self.answer, self.evidence, self.place, self.strengths, self.improve, self.reason)
        return any(written) or bool(self.questions) or self.is_invited


FIELDS = ("answer", "evidence", "place", "strengths", "improve", "reason")
"""The fields of an answer that people write in."""

EMPTY = Answer()


@dataclass(frozen=True)
class Problem:
    """One thing that stands in the way of submitting: a sentence, and the section where it is mended."""

    sentence: str
    section: str


def fields_of(section: Section) -> tuple[str, ...]:
    """Which fields a section asks its auditor for: its own, and one for each question."""
    if section.is_of_practitioner:
        return ("reason",)
    return (*_own_fields(section), *(question.field for question in section.questions))


def _own_fields(section: Section) -> tuple[str, ...]:
    if section.is_family:
        return ("evidence", "reason")
    if not section.is_graded:
        return ("evidence", "place")
    if section.is_overall:
        return ("answer", "evidence", "strengths", "improve", "reason")
    return ("answer", "evidence", "place", "strengths")


def fields_of_practitioner(section: Section) -> tuple[str, ...]:
    """Which fields the practitioner is asked for in their own part: one for each question, and their own words."""
    return (*(question.field for question in section.questions), "evidence")


def may_be_not_applicable(section: Section) -> bool:
    """All but the overall judgement and what children's safety hangs on."""
    return not section.is_overall and not section.safety_critical


def section_state(tool: AuditTool, section: Section, answers: Mapping[str, Answer]) -> SectionState:
    answer = answers.get(section.code, EMPTY)
    if not missing_in(tool, section, answer):
        is_held_down = section.is_overall and lacks_reason(tool, answers)
        return SectionState.NEEDS_REASON if is_held_down else SectionState.DONE
    if section.is_of_practitioner and answer.is_invited:
        return SectionState.WAITING
    return SectionState.IN_PROGRESS if answer.is_begun else SectionState.NOT_STARTED


def progress(sections: Sequence[Section], problems: Sequence[Problem]) -> tuple[int, int]:
    """How many parts of an audit are done, of how many; the findings are one part. Done is what has no problem."""
    parts = len(sections) + 1
    return parts - len({problem.section for problem in problems}), parts


def findings_state(finding_count: int, problems: Sequence[Problem]) -> SectionState:
    """How far the findings are: one that asks for an action, or whose action cannot be raised, is not done."""
    if not finding_count:
        return SectionState.NOT_STARTED
    lacks = any(problem.section == FINDINGS for problem in problems)
    return SectionState.NEEDS_ACTION if lacks else SectionState.DONE


def missing_in(tool: AuditTool, section: Section, answer: Answer) -> str:
    """The one sentence that says what a section lacks; empty when it is complete."""
    lacks = _lacks(tool, section, answer)
    return f"{section.name}: {lacks}" if lacks else ""


def _lacks(tool: AuditTool, section: Section, answer: Answer) -> str:
    if section.is_of_practitioner:
        return _lacks_reflection(tool.practitioner_part, answer)
    if section.is_family:
        return _lacks_feedback(tool.family_feedback, section, answer)
    if not section.is_graded:
        return missing_questions(section, answer.questions) or _lacks_words(section, answer)
    if answer.answer == NOT_APPLICABLE:
        return "" if answer.evidence else "say why it does not apply"
    if not answer.answer:
        return "select a grade"
    return missing_questions(section, answer.questions) or _lacks_evidence(section, answer)


def _lacks_words(section: Section, answer: Answer) -> str:
    return "" if section.questions or answer.evidence else "write what you saw"


def _lacks_evidence(section: Section, answer: Answer) -> str:
    if not answer.evidence:
        return "give the reasons for the grade" if section.is_overall else "give your evidence"
    is_placed = section.is_overall or answer.place
    return "" if is_placed else "say where in the record your evidence is"


def _lacks_reflection(wanted: Wanted, answer: Answer) -> str:
    if answer.is_shared or wanted is Wanted.NOTHING or (answer.reason and wanted is Wanted.PART_OR_REASON):
        return ""
    return "wait for it" if wanted is Wanted.PART else "wait for it, or say why there is none"


def _lacks_feedback(wanted: Wanted, section: Section, answer: Answer) -> str:
    """Whoever was asked, how, and what they said; unless nobody was asked, for a reason."""
    if not answer.evidence:
        if wanted is Wanted.NOTHING or (answer.reason and wanted is Wanted.PART_OR_REASON):
            return ""
        return "say what they said" if wanted is Wanted.PART else "say what they said, or why nobody was asked"
    return missing_questions(section, answer.questions)


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


def leaning(
    tool: AuditTool, sections: Sequence[Section], section: Section, answers: Mapping[str, Answer]
) -> str | None:
    """The grade that the answers so far point to, in a section or overall: advice; None while they are too few."""
    if section.is_overall:
        return overall_leaning(tool, sections, {code: answer.answer for code, answer in answers.items()})
    return section_leaning(section, answers.get(section.code, EMPTY).questions) if section.is_graded else None


def problems(
    tool: AuditTool,
    sections: Sequence[Section],
    answers: Mapping[str, Answer],
    *,
    finding_count: int,
    action_count: int,
) -> list[Problem]:
    """All that stands in the way of submitting, in the order of the form."""
    found = [
        Problem(sentence, section.code)
        for section in sections
        if (sentence := missing_in(tool, section, answers.get(section.code, EMPTY)))
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
    return clock.months_from(submitted_on, tool.re_audit_within_months)


def due_on(tool: AuditTool, allocated_on: date) -> date:
    return clock.add_working_days(allocated_on, tool.working_days_to_complete)


def may_write(state: AuditState, auditor_id: UUID | None, person_id: UUID) -> bool:
    """Its auditor, until it is submitted."""
    return state in WITH_AUDITOR and auditor_id == person_id


def sections_for_findings(sections: Sequence[Section]) -> list[Section]:
    """Sections that a finding may belong to: those asked of the case, but for the overall judgement."""
    return [section for section in sections if not section.is_overall]


def not_asked(tool: AuditTool, status: CaseStatus, kind: AuditKind) -> Sequence[Section]:
    """Sections that are left out for a case of this status in an audit of this kind."""
    return [section for section in tool.sections if not section.applies(status, kind)]
