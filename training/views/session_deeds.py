"""Sessions for those who plan: a new one, a change, opened for booking, copied, cancelled."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows_no_record
from dcpp.web import fields
from training import access, forms, queries, services
from training.models import TrainingSession
from training.queries import Needed
from training.rules.series import copied_to, first_days
from training.rules.sessions import CannotKeepSession, DatePart
from training.views import blueprint

NO_PERSON = "When a course runs says nothing of a person"


@blueprint.route("/courses/<uuid:course_id>/sessions/new", methods=["GET", "POST"])
@may(access.MANAGE_SESSIONS)
@shows_no_record(NO_PERSON)
def add_session(course_id: UUID) -> ResponseReturnValue:
    course = queries.get_course(course_id)
    form = forms.SessionForm(data=forms.answers_of_session(course, None))
    form.offer(course, None)

    def save() -> UUID:
        return services.add_session(queries.get_course(course_id), form.details(), by=viewer().person_id).id

    if saved := _try_to_save(form, save):
        flash("Session planned. Look it through, then open it for booking")
        return redirect(url_for(".view_session", session_id=saved))
    return render_template("training/add_session.html", form=form, course=course)


@blueprint.route("/sessions/<uuid:session_id>/change", methods=["GET", "POST"])
@may(access.MANAGE_SESSIONS)
@shows_no_record(NO_PERSON)
def change_session(session_id: UUID) -> ResponseReturnValue:
    session = queries.get_session(session_id)
    form = forms.SessionForm(obj=session, data=forms.answers_of_session(session.course, session))
    form.offer(session.course, session)

    def save() -> UUID:
        held = services.lock_session(session_id)
        form.check_is_fresh(held)
        services.change_session(held, form.details())
        return session_id

    if _try_to_save(form, save):
        flash("Session changed. Those who have booked are told of a new date or place")
        return redirect(url_for(".view_session", session_id=session_id))
    return render_template("training/change_session.html", form=form, session=queries.get_session(session_id))


def _try_to_save(form: forms.SessionForm, save: Callable[[], UUID]) -> UUID | None:
    """The session's id where what was sent could be kept; what stands in the way is said beside its question."""
    if not form.validate_on_submit():
        return None
    try:
        with transaction():
            return save()
    except CannotKeepSession as refusal:
        form.refuse(str(refusal), at=_fault(form, str(refusal)))
    return None


def _fault(form: forms.SessionForm, sentence: str) -> fields.Question | None:
    marks = {
        "date": form.dates_written,
        "time to end": form.dates_written,
        "where it is held": form.place,
        "one trainer": form.trainer_name,
        "smallest": form.minimum,
        "largest": form.maximum,
        "who may book": form.own_people,
    }
    return next((question for mark, question in marks.items() if mark in sentence), None)


@blueprint.post("/sessions/<uuid:session_id>/open")
@may(access.MANAGE_SESSIONS)
def open_session(session_id: UUID) -> ResponseReturnValue:
    with transaction():
        services.open_session(services.lock_session(session_id))
    flash("The session is open: people see it and can book")
    return redirect(url_for(".view_session", session_id=session_id))


@blueprint.route("/sessions/<uuid:session_id>/cancel", methods=["GET", "POST"])
@may(access.MANAGE_SESSIONS)
@shows_no_record(NO_PERSON)
def cancel_session(session_id: UUID) -> ResponseReturnValue:
    session, form = queries.get_session(session_id), forms.CancelSessionForm()
    if form.validate_on_submit():
        with transaction():
            services.cancel_session(services.lock_session(session_id), reason=form.reason.data)
        flash("The session is cancelled. Everybody who had booked or waited is told")
        return redirect(url_for(".view_session", session_id=session_id))
    places = queries.count_places([session_id])[session_id]
    return render_template("training/cancel_session.html", form=form, session=session, places=places)


@blueprint.route("/sessions/<uuid:session_id>/copy", methods=["GET", "POST"])
@may(access.MANAGE_SESSIONS)
@shows_no_record(NO_PERSON)
def copy_session(session_id: UUID) -> ResponseReturnValue:
    session, form = queries.get_session(session_id), forms.CopySessionForm()
    preview: list[dict[str, object]] = []
    if form.validate_on_submit():
        try:
            first_on = clock.london(session.first_starts_at).date()
            days = first_days(first_on, form.rhythm.data, form.copies.data or 0, form.days())
            if request.form.get("confirmed") == "yes":
                with transaction():
                    services.copy_session(services.lock_session(session_id), days, by=viewer().person_id)
                flash(f"{len(days)} more planned. Open each when you are ready")
                return redirect(url_for(".view_course", course_id=session.course_id))
            preview = [_seen(session, copied_to(queries.parts_of(session), day)) for day in days]
        except CannotKeepSession as refusal:
            form.refuse(str(refusal), at=form.chosen if "days" in str(refusal) else form.copies)
    return render_template("training/copy_session.html", form=form, session=session, preview=preview)


def _seen(session: TrainingSession, dates: list[DatePart]) -> dict[str, object]:
    """One copy before it is kept: its dates, those that are no working days, and what else is held then."""
    days = [clock.london(one.starts_at).date() for one in dates]
    return {
        "dates": dates,
        "holidays": [day for day in days if day in clock.bank_holidays(day.year)],
        "weekends": [day for day in days if day.weekday() >= 5],
        "clashes": queries.list_timetable_clashes(Needed(dates, session.place, session.trainer_id)),
    }
