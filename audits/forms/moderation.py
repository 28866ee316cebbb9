"""What we ask moderators, the auditors whose grades were read again, and practice leads."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from audits.forms.sections import grade_options
from audits.models import Moderation
from audits.rules import audits as audit_rules
from audits.rules.moderation import LONGEST
from audits.rules.telling import grade_words
from audits.services import Agreed
from dcpp.frameworks.audit_tools import Section
from dcpp.people.queries import named
from dcpp.web.fields import choice, day, long_text, number, text, yes_no
from dcpp.web.forms import Form

GRADE = "grade_"
REASON: dict[str, Any] = {
    "hint": "What in the practice decided it. The practitioner and their manager can read this",
    "rows": 4,
    "longest": LONGEST,
}


class Differing(NamedTuple):
    """A section that two readers graded differently, with what each gave."""

    section: Section
    first: str
    second: str

    def question(self) -> Any:
        name = self.section.name
        return choice(
            name,
            grade_options(self.section, "Say why under the reason"),
            hint=f"Auditor: {_words(self.first)}. Moderator: {_words(self.second)}",
            missing=f"Select the grade that stands: {name}",
            inline=False,
        )


def _words(grade: str) -> str:
    return grade_words(grade) if grade else "not graded"


class ReadingForm(Form):
    """One section, read a second time. Nothing must be answered: it is a draft until all is submitted."""

    answer = choice("How do you grade it?", default="")
    evidence = long_text(
        "What are your reasons?",
        default="",
        hint="Say what you saw in the record and what difference it made. Do not name the child or family",
        rows=8,
        longest=audit_rules.LONGEST_ANSWER,
    )
    place = text("Where in the record is it?", longest=500)


class SettleForm(Form):
    """The grades that stand where two readers differ, and why; with an action where the grade asks for one."""

    reason = long_text("What is the reason?", **REASON)
    feedback = long_text(
        "Feedback to the auditor",
        hint="What they saw well, and what to look for next time. Only they and practice leads can read it",
        rows=5,
        longest=LONGEST,
    )
    action_what = long_text("What is to be done?", rows=3, longest=1000)
    action_by = text("Who will do it?", hint="Their name or work e-mail address", called="Name")
    action_due_on = day("When is it due?", called="Due date")

    def grades(self) -> dict[str, str]:
        """What was selected, by section."""
        fields = {field.name: field.data for field in self if field.name.startswith(GRADE)}
        return {name.removeprefix(GRADE): grade for name, grade in fields.items() if grade}

    def agreed(self, today: date) -> Agreed:
        """Raises CannotFindPerson where the owner of the action is nobody here."""
        return Agreed(
            grades=self.grades(),
            reason=self.reason.data or "",
            feedback=(self.feedback.data or "") if "feedback" in self else "",
            action_what=self.action_what.data or "",
            action_owner=named.get_named(self.action_by.data, today) if self.action_by.data else None,
            action_due_on=self.action_due_on.data,
        )


class AnswerProposalForm(Form):
    agrees = yes_no("Do you agree?", missing="Select yes if you agree")
    words = long_text(
        "If not, why not?",
        hint="A practice lead reads this and decides",
        rows=5,
        longest=LONGEST,
    )


class ModeratorForm(Form):
    moderator = text(
        "Who will moderate it?",
        hint="Their name or work e-mail address",
        called="Name",
        missing="Enter the name or work e-mail address of the moderator",
    )
    reason = long_text("Why is it given to them?", rows=3, longest=1000, missing="Enter why it is given to them")


class AccreditForm(Form):
    reason = long_text("What is the reason?", rows=4, longest=1000, missing="Enter the reason")


class ShareForm(Form):
    share = number(
        "What share of audits should be moderated at random?",
        hint="In percent, from 0 to 100. Leave a programme’s own share empty and the council’s holds",
        called="Share",
        least=0,
        most=100,
    )


def reading_form(section: Section) -> ReadingForm:
    form = ReadingForm()
    form.answer.choices = grade_options(section, "Say why under your reasons")
    if section.is_overall:
        form.answer.label.text = "What is the overall grade?"
        del form.place
    return form


def settle_form(
    moderation: Moderation, differing: Sequence[Differing], start: Mapping[str, str], *, with_feedback: bool
) -> SettleForm:
    """A question for each section that the readers graded differently; `start` is what is selected to begin with.

    With feedback it is the moderator's, who begins from what they proposed last; without, a practice lead's.
    """
    questions: dict[str, Any] = {f"{GRADE}{one.section.code}": one.question() for one in differing}
    if differing:
        questions["reason"] = long_text("What is the reason?", **REASON, missing="Enter the reason for what stands")
    begun = {f"{GRADE}{code}": grade for code, grade in start.items()}
    begun["action_by"] = moderation.action_owner.name if moderation.action_owner else ""
    form: SettleForm = type("SettleForm", (SettleForm,), questions)(obj=moderation, data=begun)
    if not with_feedback:
        del form.feedback
        if not form.is_submitted():
            form.reason.data = ""
    return form
