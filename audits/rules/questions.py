"""Answers to the questions of a section: what is missing, and what they lean towards."""

from collections.abc import Iterable, Mapping

from dcpp.frameworks.audit_tools import NO, NOT_APPLICABLE, YES, AuditTool, QuestionKind, Section
from dcpp.frameworks.grades import grade, grade_scale

FIELD = "q_"
LEAST_ANSWERED = 0.5
"""The share of the weight that must be graded before anything is said to lean anywhere."""


def code_of(field: str) -> str:
    """The question whose answer is sent under a name."""
    return field.removeprefix(FIELD)


def missing_questions(section: Section, answers: Mapping[str, str]) -> str:
    """What is missing among the questions that must be answered: the first by name, or how many; else empty."""
    missing = [one for one in section.questions if one.is_required and not answers.get(one.code)]
    if not missing:
        return ""
    if len(missing) == 1:
        return f"answer “{missing[0].words}”"
    return f"answer {len(missing)} more questions, from “{missing[0].words}”"


def section_leaning(section: Section, answers: Mapping[str, str]) -> str | None:
    """The grade that the answers to a section's questions lean towards: advice; None while too few are answered.

    A graded answer counts by its step, yes as the top of the scale and no as its foot, each as heavily as its question
    weighs. Choices, words and what is not applicable do not count.
    """
    counted = [one for one in section.questions if one.kind in {QuestionKind.GRADE, QuestionKind.YES_NO}]
    steps = {one.code: _step(answers.get(one.code, "")) for one in counted}
    wanted = [one for one in counted if answers.get(one.code) != NOT_APPLICABLE]
    return _leaning((one.weight, steps[one.code]) for one in wanted)


def overall_leaning(tool: AuditTool, sections: Iterable[Section], grades: Mapping[str, str]) -> str | None:
    """The grade that the grades of sections lean towards: advice; None while too few are given.

    Each counts as heavily as its section weighs. Safety-critical sections hold it down as they do the overall grade.
    """
    graded = [one for one in sections if one.is_graded and not one.is_overall]
    steps = {one.code: _step(grades.get(one.code, "")) for one in graded}
    wanted = [one for one in graded if grades.get(one.code) != NOT_APPLICABLE]
    leaning = _leaning((one.weight, steps[one.code]) for one in wanted)
    lowest = [step for one in graded if one.safety_critical and (step := steps[one.code])]
    if leaning is None or not lowest:
        return leaning
    return _code(min(grade(leaning).step, min(lowest) + tool.steps_above_lowest))


def _step(answer: str) -> int | None:
    if answer in {YES, NO}:
        return {YES: 4, NO: 1}[answer]
    return None if answer in {"", NOT_APPLICABLE} else grade(answer).step


def _leaning(weighed: Iterable[tuple[int, int | None]]) -> str | None:
    all_of_them = list(weighed)
    given = [(weight, step) for weight, step in all_of_them if step is not None]
    weight, whole = sum(weight for weight, _ in given), sum(weight for weight, _ in all_of_them)
    if not weight or weight < LEAST_ANSWERED * whole:
        return None
    mean = sum(weight * step for weight, step in given) / weight
    return _code(int(mean + 0.5))


def _code(step: int) -> str:
    return next(one.code for one in grade_scale() if one.step == step)
