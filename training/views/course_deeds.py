"""Courses for those who look after them: add, change, retire, take up again."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows_no_record
from dcpp.web import fields
from training import access, forms, queries, services
from training.rules.courses import CannotKeepCourse
from training.views import blueprint


@blueprint.route("/courses/new", methods=["GET", "POST"])
@may(access.MANAGE_COURSES)
def add_course() -> ResponseReturnValue:
    form = forms.CourseForm()
    form.offer(None, clock.today())
    saved = _try_to_save(form, lambda: services.add_course(form.details(clock.today()), by=viewer().person_id).id)
    if saved:
        flash(f"“{form.title.data}” added")
        return redirect(url_for(".view_course", course_id=saved))
    return render_template("training/add_course.html", form=form)


@blueprint.route("/courses/<uuid:course_id>/change", methods=["GET", "POST"])
@may(access.MANAGE_COURSES)
@shows_no_record("What a course says is for everybody who may book it")
def change_course(course_id: UUID) -> ResponseReturnValue:
    course = queries.get_course(course_id)
    form = forms.CourseForm(obj=course, data=forms.answers_of_course(course))
    form.offer(course, clock.today())

    def save() -> UUID:
        held = queries.get_course_to_change(course_id)
        form.check_is_fresh(held)
        services.change_course(held, form.details(clock.today()))
        return course_id

    if _try_to_save(form, save):
        flash(f"“{form.title.data}” changed")
        return redirect(url_for(".view_course", course_id=course_id))
    return render_template("training/change_course.html", form=form, course=queries.get_course(course_id))


def _try_to_save(form: forms.CourseForm, save: Callable[[], UUID]) -> UUID | None:
    """The course's id where what was sent could be kept; what stands in the way is said beside its question."""
    if not form.validate_on_submit():
        return None
    try:
        with transaction():
            return save()
    except CannotKeepCourse as refusal:
        form.refuse(str(refusal), at=_fault(form, str(refusal)))
    return None


def _fault(form: forms.CourseForm, sentence: str) -> fields.Question | None:
    marks = {"title": form.title, "who may book": form.own_council, "ask for itself": form.needs}
    return next((question for mark, question in marks.items() if mark in sentence), None)


@blueprint.post("/courses/<uuid:course_id>/retire")
@may(access.MANAGE_COURSES)
def retire_course(course_id: UUID) -> ResponseReturnValue:
    course = queries.get_course(course_id)
    title = course.title
    with transaction():
        services.retire_course(course)
    flash(f"“{title}” retired. Records of it stay; nobody can find or plan it any more")
    return redirect(url_for(".list_courses"))


@blueprint.post("/courses/<uuid:course_id>/restore")
@may(access.MANAGE_COURSES)
def restore_course(course_id: UUID) -> ResponseReturnValue:
    course = queries.get_course(course_id)
    title = course.title
    with transaction():
        services.restore_course(course)
    flash(f"“{title}” is in use again")
    return redirect(url_for(".view_course", course_id=course_id))
