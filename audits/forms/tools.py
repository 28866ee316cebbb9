"""What we ask whoever builds a tool."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from wtforms.validators import ValidationError

from audits.models import ToolVersion
from audits.rules import building
from audits.rules.building import SectionKind
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.audit_tools import AnswerKind, AuditTool, Question, QuestionKind, Section, Wanted
from dcpp.frameworks.grades import grade_scale
from dcpp.frameworks.judgements import Area
from dcpp.frameworks.status import CaseStatus
from dcpp.web.fields import Option, choice, choices, day, long_text, number, select, text, yes_no
from dcpp.web.forms import Form

BARE = "bare"
HEAVIEST = 10
GUIDANCE_HINT = "One thought a line"
APPLIES_HINT = "Leave all empty to ask it of every case"
KINDS_HINT = "Leave all empty to ask it in every kind of audit"
AREAS = [area for area in Area if area is not Area.OVERALL]


class SetUpToolForm(Form):
    title = text(
        "What is the tool called?",
        hint="Such as Early help audit",
        called="Name",
        missing="Enter what the tool is called",
        longest=100,
    )
    like = choice("What should it begin with?", missing="Select what it should begin with")

    def offer(self, versions: Sequence[ToolVersion]) -> None:
        bare = Option(
            BARE, "Only what every tool has", "The practitioner’s part, family feedback and overall judgement"
        )
        copies = [Option(f"{one.code}/{one.number}", f"A copy of {one.name}") for one in versions]
        self.like.choices = [*copies, bare]


class RulesForm(Form):
    """The rules of a version; the defaults are those that inspections bear out."""

    title = text("What is the tool called?", called="Name", missing="Enter what the tool is called", longest=100)
    look_back_months = number(
        "How many months of practice does an audit look back?",
        called="Months",
        least=1,
        most=36,
        missing="Enter how many months an audit looks back",
    )
    working_days_to_complete = number(
        "How many working days has an auditor to complete it?",
        called="Working days",
        least=1,
        most=60,
        missing="Enter how many working days an auditor has",
    )
    steps_above_lowest = number(
        "How many steps may the overall grade lie above the lowest safety-critical section without a reason?",
        called="Steps",
        most=3,
        missing="Enter a number of steps, or 0",
    )
    action_needed_at = choices(
        "Which overall grades need at least one action?",
        lambda: [(one.code, one.label) for one in grade_scale()],
        default=[],
    )
    re_audit_at = choices(
        "Which overall grades set a re-audit?",
        lambda: [(one.code, one.label) for one in grade_scale()],
        default=[],
    )
    re_audit_within_months = number(
        "Within how many months is the case audited again?",
        called="Months",
        least=1,
        most=24,
        missing="Enter within how many months the case is audited again",
    )
    practitioner_part = choice(
        "When must an audit hold the practitioner’s part?",
        [(one, one.label) for one in Wanted],
        missing="Select when the practitioner’s part must be there",
    )
    family_feedback = choice(
        "When must an audit hold feedback from the child or family?",
        [(one, one.label) for one in Wanted],
        missing="Select when feedback must be there",
    )

    def show(self, tool: AuditTool) -> None:
        for field in self.questions:
            value = getattr(tool, field.name)
            field.data = sorted(value) if isinstance(value, frozenset) else value

    def change(self, tool: AuditTool) -> AuditTool:
        """The tool with these rules."""
        given: dict[str, Any] = {field.name: field.data for field in self.questions}
        for name in ("action_needed_at", "re_audit_at"):
            given[name] = frozenset(given[name])
        return replace(tool, **given)


class ToolSectionForm(Form):
    kind = choice("What is the section for?", missing="Select what the section is for")
    name = text("What is it called?", called="Name", missing="Enter what the section is called", longest=100)
    guidance = long_text("What should be thought about?", hint=GUIDANCE_HINT, rows=4, longest=2000)
    good = long_text("What does good look like?", rows=3, longest=2000)
    safety_critical = yes_no(
        "Is it safety-critical?",
        hint="Its grade then holds the overall grade down, and it always applies. Only for graded sections",
        default=False,
    )
    weight = number(
        "How heavily does its grade weigh?",
        hint="1 for most. It counts in what the sections together lean towards, which is advice only",
        called="Weight",
        most=HEAVIEST,
        default=1,
        missing="Enter a weight, or 0",
    )
    area = select("Which judgement does it speak of?", nothing="That of the child’s status")
    applies_to = choices("For which statuses is it asked?", CaseStatus, hint=APPLIES_HINT)
    kinds = choices("In which kinds of audit is it asked?", AuditKind, hint=KINDS_HINT)

    def offer(self, kinds: Sequence[SectionKind]) -> None:
        self.kind.choices = [Option(kind, kind.label) for kind in kinds]
        self.area.choices = [Option(area, area.label) for area in AREAS]

    def show(self, section: Section) -> None:
        for name in ("name", "guidance", "good", "safety_critical", "weight", "area"):
            self[name].data = getattr(section, name)
        self.kind.data = building.kind_of(section)
        self.applies_to.data = [one for one in CaseStatus if one in section.applies_to]
        self.kinds.data = [one for one in AuditKind if one in section.kinds]

    def section(self, before: Section) -> Section:
        """The section as it now should be, with the code and the questions of the one before."""
        changed = replace(
            before,
            name=self.name.data,
            guidance=self.guidance.data or "",
            good=self.good.data or "",
            safety_critical=bool(self.safety_critical.data),
            weight=self.weight.data,
            area=self.area.data,
            applies_to=frozenset(self.applies_to.data),
            kinds=frozenset(self.kinds.data),
        )
        return building.of_kind(changed, self.kind.data)


EMPTY_SECTION = Section(code="", name="", answer=AnswerKind.GRADE)


class ToolQuestionForm(Form):
    words = text("What is asked?", called="Question", missing="Enter the question", longest=300)
    kind = choice(
        "How is it answered?", [(one, one.label) for one in QuestionKind], missing="Select how it is answered"
    )
    options = long_text(
        "If it is one of several answers, which?", hint="One answer a line, at least two", rows=4, longest=2000
    )
    is_required = yes_no("Must it be answered?", missing="Select yes if it must be answered")
    guidance = long_text("What helps to answer it?", hint=GUIDANCE_HINT, rows=3, longest=2000)
    good = long_text("What does good look like?", rows=3, longest=2000)
    weight = number(
        "How heavily does it weigh?",
        hint="1 for most. Grades and yes or no count in what the section leans towards, which is advice only",
        called="Weight",
        most=HEAVIEST,
        default=1,
        missing="Enter a weight, or 0",
    )
    applies_to = choices("For which statuses is it asked?", CaseStatus, hint=APPLIES_HINT)
    kinds = choices("In which kinds of audit is it asked?", AuditKind, hint=KINDS_HINT)

    def validate_options(self, _field: Any) -> None:
        """Only a choice has answers of its own, and each of them once."""
        options = self.options_given()
        if self.kind.data is QuestionKind.CHOICE and len(options) < 2:
            raise ValidationError("Enter at least two answers, one a line")
        if any(len(option) > 200 for option in options):
            raise ValidationError("Each answer must be 200 characters or fewer")
        if len(set(options)) < len(options):
            raise ValidationError("Enter each answer once")

    def options_given(self) -> list[str]:
        lines = (" ".join(line.split()) for line in (self.options.data or "").splitlines())
        return [line for line in lines if line]

    def show(self, question: Question) -> None:
        for name in ("words", "kind", "guidance", "good", "is_required", "weight"):
            self[name].data = getattr(question, name)
        self.options.data = "\n".join(question.options)
        self.applies_to.data = [one for one in CaseStatus if one in question.applies_to]
        self.kinds.data = [one for one in AuditKind if one in question.kinds]

    def question(self, code: str) -> Question:
        return Question(
            code=code,
            words=self.words.data,
            kind=self.kind.data,
            guidance=self.guidance.data or "",
            good=self.good.data or "",
            is_required=bool(self.is_required.data),
            weight=self.weight.data,
            options=tuple(self.options_given()) if self.kind.data is QuestionKind.CHOICE else (),
            applies_to=frozenset(self.applies_to.data),
            kinds=frozenset(self.kinds.data),
        )


class PublishForm(Form):
    valid_from = day(
        "From which day do audits begin on it?",
        hint="Audits that have begun stay on the version they began with",
        called="Day",
        missing="Enter from which day audits begin on it",
    )
    note = long_text(
        "What is new in this version, and why?",
        hint="Auditors and inspectors can read this",
        rows=3,
        longest=1000,
        missing="Enter what is new in this version",
    )
