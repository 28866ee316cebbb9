"""The matrix: what is asked of whom. A change is checked on a page of its own before it is made."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.viewing import shows_no_record
from dcpp.web import fields
from training import access, queries, services
from training.forms.requirements import EndRequirementForm, RequirementForm, answers_of
from training.models import TrainingRequirement
from training.rules.requirements import CannotEndRequirement
from training.views import blueprint

WORDS_FOR_ALL = "What is asked is about no person"


@blueprint.get("/requirements")
@may(access.MANAGE_REQUIREMENTS)
def list_requirements() -> ResponseReturnValue:
    return render_template(
        "training/list_requirements.html", requirements=queries.list_requirements(clock.today()), today=clock.today()
    )


@blueprint.route("/requirements/new", methods=["GET", "POST"])
@may(access.MANAGE_REQUIREMENTS)
def set_requirement() -> ResponseReturnValue:
    form = RequirementForm(data={"from_on": clock.today()})
    return _ask(form, None)


@blueprint.route("/requirements/<uuid:requirement_id>/change", methods=["GET", "POST"])
@may(access.MANAGE_REQUIREMENTS)
@shows_no_record(WORDS_FOR_ALL)
def change_requirement(requirement_id: UUID) -> ResponseReturnValue:
    kept = queries.get_requirement(requirement_id)
    return _ask(RequirementForm(data=answers_of(kept, clock.today())), kept)


def _ask(form: RequirementForm, kept: TrainingRequirement | None) -> ResponseReturnValue:
    """Ask, show whom it touches, and keep it once that was seen."""
    form.offer(kept)
    kept_id = kept.id if kept else None
    if form.validate_on_submit():
        if "seen" not in request.form:
            return _check(form, kept)
        try:
            with transaction():
                _keep(form, kept_id)
        except Refusal as refusal:
            form.refuse(str(refusal), at=_fault(form, str(refusal)))
        else:
            flash("The matrix is changed")
            return redirect(url_for(".list_requirements"))
    found = queries.get_requirement(kept_id) if kept_id else None
    return render_template("training/set_requirement.html", form=form, kept=found)


def _keep(form: RequirementForm, kept_id: UUID | None) -> None:
    by = viewer().person_id
    if kept_id:
        services.change_requirement(queries.get_requirement(kept_id), form.details(), by=by)
    else:
        services.set_requirement(queries.get_course(form.course_id.data), form.details(), by=by)


def _check(form: RequirementForm, kept: TrainingRequirement | None) -> ResponseReturnValue:
    course = kept.course if kept else queries.get_course(form.course_id.data)
    day = max(form.from_on.data, clock.today())
    proposed = queries.proposed_of(form.rule(), day, kept)
    effects = queries.list_effects(course.id, proposed, line_id=kept.line_id if kept else None, day=day)
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in {"csrf_token", "seen"}]
    return render_template(
        "training/check_requirement.html", sent=sent, kept=kept, course=course, effects=effects, day=day
    )


def _fault(form: RequirementForm, sentence: str) -> fields.Question:
    marks = {"first day": form.from_on, "months": form.months, "asked of": form.job_roles, "grace": form.newcomer_days}
    found: fields.Question = next((asked for mark, asked in marks.items() if mark in sentence), form.course_id)
    return found


@blueprint.route("/requirements/<uuid:requirement_id>/end", methods=["GET", "POST"])
@may(access.MANAGE_REQUIREMENTS)
@shows_no_record(WORDS_FOR_ALL)
def end_requirement(requirement_id: UUID) -> ResponseReturnValue:
    form = EndRequirementForm(data={"last_on": clock.today()})
    if form.validate_on_submit():
        try:
            with transaction():
                services.end_requirement(queries.get_requirement(requirement_id), form.last_on.data)
        except CannotEndRequirement as refusal:
            form.refuse(str(refusal), at=form.last_on)
        else:
            flash("It is asked no longer after that day")
            return redirect(url_for(".list_requirements"))
    requirement = queries.get_requirement(requirement_id)
    return render_template("training/end_requirement.html", form=form, requirement=requirement)
