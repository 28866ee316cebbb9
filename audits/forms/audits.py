"""What we ask about an audit: its sections, the practitioner's part, and who does it."""

from audits.rules import audits as rules
from dcpp.frameworks.audit_tools import AnswerKind, CompletedBy, Section
from dcpp.frameworks.grades import grade_scale
from dcpp.web.fields import Option, choice, long_text, text
from dcpp.web.forms import Form


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


def section_form(section: Section) -> SectionForm:
    """The form of a section, with the questions that it asks and its own words for them."""
    form = SectionForm()
    for name in set(rules.FIELDS) - set(rules.fields_of(section)):
        delattr(form, name)
    if "answer" in form:
        form.answer.choices = grade_options(section)
    if section.is_overall:
        _word_overall(form)
    elif section.completed_by is CompletedBy.PRACTITIONER:
        form.reason.label.text = "If there is no reflection, why not?"
    elif section.answer is AnswerKind.TEXT:
        form.evidence.label.text = "Who was asked, how, and what did they say?"
        form.evidence.hint = "In their own words where you can. Do not name the child or family"
        form.reason.label.text = "If nobody was asked, why not?"
    else:
        form.evidence.hint = "Say what you saw and what difference it made. Do not name the child or family"
    return form


def _word_overall(form: SectionForm) -> None:
    form.answer.label.text = "What is the overall grade?"
    form.evidence.label.text = "What are the reasons for it?"
    form.evidence.hint = "Say what difference the work made for the child. Do not name the child or family"
    form.reason.label.text = "Why is the grade higher than its safety-critical sections?"
    form.reason.hint = "Only where it is more than one step above the lowest of them"


def grade_options(section: Section) -> list[Option]:
    options = [Option(grade.code, grade.label) for grade in grade_scale()]
    if rules.may_be_not_applicable(section):
        options.append(Option(rules.NOT_APPLICABLE, "Not applicable", "Say why under evidence"))
    return options


class ReflectionForm(Form):
    evidence = long_text(
        "Your reflection",
        default="",
        hint="What went well? What would you do differently? What stood in the way? What support would help you?",
        rows=12,
        longest=rules.LONGEST_ANSWER,
    )


class ReallocateForm(Form):
    auditor = text(
        "Who will do the audit?",
        hint="Their name or work e-mail address",
        called="Name",
        missing="Enter the name or work e-mail address of the auditor",
    )
    reason = long_text("Why is it given to them?", rows=3, longest=1000, missing="Enter why it is given to them")


class WithdrawForm(Form):
    reason = long_text(
        "Why is the audit withdrawn?",
        hint="What was written stays on record, with your reason",
        rows=3,
        longest=1000,
        missing="Enter why the audit is withdrawn",
    )
