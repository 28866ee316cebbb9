"""What we ask in the sections of an audit, and in the practitioner's own part: as its tool has it."""

from collections.abc import Iterable
from typing import TypeVar

from audits.rules import audits as rules
from dcpp.frameworks.audit_tools import Question as Asked
from dcpp.frameworks.audit_tools import QuestionKind, Section
from dcpp.frameworks.grades import grade_scale
from dcpp.web.fields import Option, Question, choice, long_text, text
from dcpp.web.forms import Form

F = TypeVar("F", bound=Form)

INLINE = {QuestionKind.YES_NO}
"""Kinds whose answers are short enough to stand side by side."""


class SectionForm(Form):
    """One section of an audit. Nothing must be answered: it is a draft until the audit is submitted."""

    answer = choice("How do you grade it?", default="")
    evidence = long_text("What is your evidence?", default="", rows=8, longest=rules.LONGEST_ANSWER)
    place = text(
        "Where in the record is it?",
        default="",
        hint="For example “case note of 3 October 2026, plan of 12 September”",
        longest=500,
    )
    strengths = long_text("What are the strengths?", rows=4, longest=rules.LONGEST_ANSWER)
    improve = long_text("What would make it better?", rows=4, longest=rules.LONGEST_ANSWER)
    reason = long_text("Why is there none?", rows=3, longest=rules.LONGEST_ANSWER)


class ReflectionForm(Form):
    """The practitioner's own part, beside the questions of the tool."""

    evidence = long_text(
        "Your reflection",
        default="",
        hint="What went well? What would you do differently? What stood in the way? What support would help you?",
        rows=12,
        longest=rules.LONGEST_ANSWER,
    )


def section_form(section: Section, prefix: str = "", *, of_supervision: bool = False) -> SectionForm:
    """The form of a section, with the questions that it asks and its own words for them.

    prefix: where a page shows several, so that their names differ; of_supervision: where no child's case is audited.
    """
    fields = rules.fields_of(section)
    form = _with_questions(SectionForm, [one for one in section.questions if one.field in fields])(prefix=prefix)
    for name in set(rules.FIELDS) - set(fields):
        delattr(form, name)
    if "answer" in form:
        form.answer.choices = grade_options(section)
    _word(form, section)
    if of_supervision:
        _word_of_supervision(form, section)
    return form


def own_fields(section: Section) -> list[str]:
    """The fields of a section's form beside its questions, in the order in which they are asked."""
    return [name for name in rules.fields_of(section) if name in rules.FIELDS]


def reflection_form(section: Section, prefix: str = "") -> ReflectionForm:
    """The practitioner's own part, with the questions that their section asks."""
    form = _with_questions(ReflectionForm, section.questions)(prefix=prefix)
    if section.questions:
        form.evidence.label.text, form.evidence.hint = "Anything else you want to say (optional)", None
        form.evidence.rows = 6
    return form


def _with_questions(kind: type[F], asked: Iterable[Asked]) -> type[F]:
    """The form with a field for each question; a class, because WTForms reads the fields of classes."""
    return type(kind.__name__, (kind,), {one.field: _field(one) for one in asked})


def _field(asked: Asked) -> Question:
    """A question that may be left out says so; one that must be answered is missed when the audit is submitted."""
    default = "" if asked.is_required else None
    if asked.kind is QuestionKind.TEXT:
        return long_text(asked.words, default=default, rows=3, longest=rules.LONGEST_ANSWER)
    options = [Option(kept, read) for kept, read in asked.offered]
    return choice(asked.words, options, default=default, inline=asked.kind in INLINE)


def _word(form: SectionForm, section: Section) -> None:
    if section.is_overall:
        _word_overall(form)
    elif section.is_of_practitioner:
        form.reason.label.text = "If there is no reflection, why not?"
    elif section.is_family:
        _word_family(form, section)
    else:
        form.evidence.hint = "Say what you saw and what difference it made. Do not name the child or family"


def _word_overall(form: SectionForm) -> None:
    form.answer.label.text = "What is the overall grade?"
    form.evidence.label.text = "What are the reasons for it?"
    form.evidence.hint = "Say what difference the work made for the child. Do not name the child or family"
    form.reason.label.text = "Why is the grade higher than its safety-critical sections?"
    form.reason.hint = "Only where it is further above the lowest of them than the tool allows"


def _word_of_supervision(form: SectionForm, section: Section) -> None:
    if section.is_overall:
        form.evidence.hint = "Say what difference supervision made. Do not name a child or family"
    elif "place" in form:
        form.evidence.hint = "Say what you saw and what difference it made. Do not name a child or family"
        form.place.hint = "For example “session of 3 October 2026, actions of 12 September”"


def _word_family(form: SectionForm, section: Section) -> None:
    asks_who = bool(section.questions)
    form.evidence.label.text = "What did they say?" if asks_who else "Who was asked, how, and what did they say?"
    form.evidence.hint = "In their own words where you can. Do not name the child or family"
    form.reason.label.text = "If nobody was asked, why not?"


def grade_options(section: Section, why: str = "Say why under evidence") -> list[Option]:
    """Grades, and that the section does not apply where it may be left out; `why` says where to give the reason."""
    options = [Option(grade.code, grade.label) for grade in grade_scale()]
    if rules.may_be_not_applicable(section):
        options.append(Option(rules.NOT_APPLICABLE, "Not applicable", why))
    return options
