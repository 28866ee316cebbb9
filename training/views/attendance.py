"""On the day: the sign-in sheet, who came, and closing the session."""

from uuid import UUID

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.viewing import shows
from dcpp.people.queries import named
from dcpp.web import downloads, papers
from dcpp.web.filters import hour, moment
from dcpp.web.papers import Paper, Table
from training import access, forms, queries, services
from training.models import SessionDate, TrainingSession
from training.rules.attendance import Mark, Noted
from training.rules.bookings import BookingState
from training.views import blueprint

SPARE_LINES = 5


@blueprint.route("/sessions/<uuid:session_id>/attendance", methods=["GET", "POST"])
@may(access.RECORD_ATTENDANCE)
@shows("training_session", by="session_id")
def note_attendance(session_id: UUID) -> ResponseReturnValue:
    session = queries.get_session_to_mark(session_id, viewer())
    form, taken = forms.AttendanceForm(), {}
    if form.validate_on_submit():
        date_id = _asked_date(session).id
        try:
            with transaction():
                session = queries.get_session_to_mark(session_id, viewer())
                taken = services.note_attendance(session, _asked_date(session), _sent(), by=viewer().person_id)
        except Refusal as refusal:
            form.refuse(str(refusal))
        else:
            if not taken:
                flash("Attendance saved")
                return redirect(url_for(".note_attendance", session_id=session_id, date=date_id))
        session = queries.get_session_to_mark(session_id, viewer())
    return _attendance_page(session, form, taken)


def _asked_date(session: TrainingSession) -> SessionDate:
    """The date that an address asks for; else the last that has begun, or the first."""
    asked = request.args.get("date", "")
    for one in session.dates:
        if str(one.id) == asked:
            return one
    if asked:
        abort(404)
    begun = [one for one in session.dates if one.starts_at <= clock.now()]
    return begun[-1] if begun else session.dates[0]


def _sent() -> list[Noted]:
    """The marks that came with a post; what is no mark is left out."""
    noted = []
    for name, value in request.form.items():
        if name.startswith("mark-") and value in list(Mark):
            was = request.form.get(f"was-{name[5:]}", "")
            try:
                noted.append(Noted(UUID(name[5:]), Mark(was) if was in list(Mark) else None, Mark(value)))
            except ValueError:
                continue
    return noted


def _attendance_page(
    session: TrainingSession, form: forms.AttendanceForm, taken: dict[UUID, Mark]
) -> ResponseReturnValue:
    expected, date = queries.list_expected(session.id), _asked_date(session)
    chosen = {one.booking_id: one.after for one in _sent()} if form.is_submitted() else {}
    marks = queries.map_marks([booking.id for booking in expected])
    return render_template(
        "training/note_attendance.html",
        session=session,
        date=date,
        form=form,
        expected=expected,
        marks=marks,
        chosen=chosen,
        taken=taken,
        Mark=Mark,
        is_complete=all(len(marks.get(booking.id, {})) == len(session.dates) for booking in expected),
        is_over=session.last_ends_at <= clock.now(),
    )


@blueprint.route("/sessions/<uuid:session_id>/attendance/add", methods=["GET", "POST"])
@may(access.RECORD_ATTENDANCE)
@shows("training_session", by="session_id")
def add_walk_in(session_id: UUID) -> ResponseReturnValue:
    """Somebody came who has no place: they get one, on the day, with that as the reason."""
    session = queries.get_session_to_mark(session_id, viewer())
    form = forms.WalkInForm()
    if form.validate_on_submit():
        try:
            with transaction():
                person = named.get_named(form.person.data or "", clock.today())
                name = person.name
                services.add_walk_in(
                    session, person, above_maximum=bool(form.above_maximum.data), by=viewer().person_id
                )
        except Refusal as refusal:
            form.refuse(str(refusal), at=form.person)
        else:
            flash(f"{name} has a place. Say below how much they were at")
            return redirect(url_for(".note_attendance", session_id=session_id))
        session = queries.get_session_to_mark(session_id, viewer())
    return render_template("training/add_walk_in.html", session=session, form=form)


@blueprint.route("/sessions/<uuid:session_id>/close", methods=["GET", "POST"])
@may(access.RECORD_ATTENDANCE)
@shows("training_session", by="session_id")
def close_session(session_id: UUID) -> ResponseReturnValue:
    session = queries.get_session_to_mark(session_id, viewer())
    form = forms.AttendanceForm()
    if form.validate_on_submit():
        try:
            with transaction():
                services.close_session(queries.get_session_to_mark(session_id, viewer()), by=viewer().person_id)
        except Refusal as refusal:
            form.refuse(str(refusal))
        else:
            flash("Session closed. Who attended all of it has a record")
            return redirect(url_for(".note_attendance", session_id=session_id))
        session = queries.get_session_to_mark(session_id, viewer())
    expected = queries.list_expected(session.id)
    counts = services.foresee_outcomes(session, expected)
    return render_template(
        "training/close_session.html", session=session, form=form, counts=counts, BookingState=BookingState
    )


@blueprint.route("/bookings/<uuid:booking_id>/attendance", methods=["GET", "POST"])
@may(access.RECORD_ATTENDANCE)
@shows("booking")
def correct_attendance(booking_id: UUID) -> ResponseReturnValue:
    booking = queries.get_booking_to_mark(booking_id, viewer())
    words = {str(one.id): moment(one.starts_at) for one in booking.session.dates}
    stored = queries.map_marks([booking.id]).get(booking.id, {})
    form = forms.correct_form(booking, words, {str(date_id): one.mark for date_id, one in stored.items()})
    if form.validate_on_submit():
        marks = {UUID(date_id): mark for date_id, mark in form.marks().items()}
        try:
            with transaction():
                again = queries.get_booking_to_mark(booking_id, viewer())
                services.correct_attendance(again, marks, why=form.why.data or "", by=viewer().person_id)
        except Refusal as refusal:
            form.refuse(str(refusal))
        else:
            flash("Attendance put right. The record and the charge follow it")
            return redirect(url_for(".view_booking", booking_id=booking_id))
        booking = queries.get_booking_to_mark(booking_id, viewer())
    return render_template("training/correct_attendance.html", booking=booking, form=form)


@blueprint.get("/sessions/<uuid:session_id>/sign-in-sheet")
@may(access.RECORD_ATTENDANCE)
@shows("training_session", by="session_id")
def print_sign_in_sheet(session_id: UUID) -> Response:
    session = queries.get_session_to_mark(session_id, viewer())
    date = _asked_date(session)
    return downloads.send(
        papers.pdf(_sheet(session, date)),
        name=f"{session.reference}-{clock.london(date.starts_at):%Y-%m-%d}.pdf",
        media_type=papers.PDF,
        kind="training_session",
        record_id=session.id,
        what="sign_in_sheet",
    )


def _sheet(session: TrainingSession, date: SessionDate) -> Paper:
    people = [booking.person for booking in queries.list_expected(session.id)]
    rows = [[one.name, one.partner_agency or (one.team.name if one.team else ""), "", ""] for one in people]
    rows += [["", "", "", ""] for _ in range(SPARE_LINES)]
    return Paper(
        session.course.title,
        "Sign-in sheet of one date.",
        facts=[
            ("Session", session.reference),
            ("Date", f"{moment(date.starts_at)} to {hour(date.ends_at)}"),
            ("Where", date.held_in or "By video"),
            ("Trainer", session.trainer_words or "Not named"),
        ],
        as_at=clock.today(),
        blocks=[Table("Who is expected", ["Name", "Team or agency", "Signature", "Time you came"], rows)],
    )
