"""The page behind the link in a mail: looking changes nothing; its button is for whom it was written (decision 92)."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import anyone, find_viewer
from dcpp.kernel.db import db, transaction
from dcpp.kernel.refusal import Refusal
from dcpp.people.models import Person
from training import forms, queries, services
from training.models import Booking
from training.rules.bookings import BookingState
from training.views import blueprint


@blueprint.route("/answer/<token>", methods=["GET", "POST"])
@anyone
def answer_by_link(token: str) -> ResponseReturnValue:
    link = services.read_link(token)
    booking = queries.find_asked(link.booking_id) if link else None
    approver = db.session.get(Person, link.approver_id) if link else None
    if not booking or not approver or approver.has_left(clock.today()):
        return render_template("training/answer_link_ended.html"), 410
    seen = find_viewer()
    if approver.needs_second_factor or (seen and seen.person_id != approver.id):
        return redirect(url_for(".answer_booking", booking_id=booking.id))
    form = forms.AnswerForm()
    is_asked = booking.state is BookingState.REQUESTED and approver.id in services.who_is_asked(booking)
    if is_asked and form.validate_on_submit():
        try:
            _answer(booking.id, approver.id, approves=form.answer.data == forms.APPROVE, why=form.why.data or "")
        except Refusal as refusal:
            form.refuse(str(refusal), at=form.answer)
        else:
            flash("Your answer is kept, and the person has been told")
            return redirect(url_for(".answer_by_link", token=token))
    booking = queries.find_asked(booking.id)
    shown = {"booking": booking, "approver": approver, "form": form, "is_asked": is_asked, "token": token}
    return render_template("training/answer_by_link.html", **shown)


def _answer(booking_id: UUID, approver_id: UUID, *, approves: bool, why: str) -> None:
    with transaction():
        booking = db.session.get_one(Booking, booking_id)
        if approver_id not in services.who_is_asked(booking):
            raise services.CannotChangeBooking("This is no longer yours to answer. Sign in to see what waits for you")
        if approves:
            services.approve_booking(booking, by=approver_id)
        else:
            services.decline_booking(booking, why=why, by=approver_id)
