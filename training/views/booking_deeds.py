"""What people do with a booking: cancel it, or give its place on; and places given by hand."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.viewing import shows
from dcpp.people.queries import named
from training import access, forms, queries, services
from training.models import Booking
from training.rules.bookings import BookingState
from training.views import blueprint


def _booking_to_change(booking_id: UUID) -> Booking:
    booking = queries.get_booking(booking_id, viewer())
    if not queries.may_act_on(viewer(), booking):
        raise Forbidden
    return booking


@blueprint.route("/bookings/<uuid:booking_id>/cancel", methods=["GET", "POST"])
@may(access.BOOK_TRAINING, access.APPROVE_BOOKINGS, access.PLACE_BOOKINGS)
@shows("booking")
def cancel_booking(booking_id: UUID) -> ResponseReturnValue:
    booking = _booking_to_change(booking_id)
    is_own = booking.person_id == viewer().person_id
    form = forms.CancelForm() if is_own else forms.CancelForOtherForm()
    seen = next((one for one in BookingState if one.value == request.form.get("seen")), None)
    if form.validate_on_submit():
        try:
            with transaction():
                services.cancel_booking(
                    _booking_to_change(booking_id), by=viewer().person_id, why=form.why.data or "", seen_state=seen
                )
        except Refusal as refusal:
            form.refuse(str(refusal))
        else:
            flash("Cancelled")
            return redirect(url_for(".view_booking", booking_id=booking_id))
        booking = _booking_to_change(booking_id)
    meant = services.what_cancelling_means(booking)
    return render_template(
        "training/cancel_booking.html", booking=booking, session=booking.session, form=form, meant=meant, is_own=is_own
    )


@blueprint.route("/bookings/<uuid:booking_id>/substitute", methods=["GET", "POST"])
@may(access.BOOK_TRAINING, access.APPROVE_BOOKINGS, access.PLACE_BOOKINGS)
@shows("booking")
def substitute_booking(booking_id: UUID) -> ResponseReturnValue:
    booking = _booking_to_change(booking_id)
    form = forms.substitute_form(needs_approval=booking.rule.needs_approval)
    if form.validate_on_submit():
        agreed = "manager_agreed" not in form or bool(form.manager_agreed.data)
        try:
            with transaction():
                substitute = named.get_named(form.substitute.data, clock.today())
                name = substitute.name
                services.substitute_booking(
                    _booking_to_change(booking_id), substitute, manager_agreed=agreed, by=viewer().person_id
                )
        except Refusal as refusal:
            form.refuse(str(refusal), at=form.manager_agreed if "manager" in str(refusal) else form.substitute)
        else:
            flash(f"{name} has the place, and has been told")
            return redirect(url_for(".view_booking", booking_id=booking_id))
        booking = _booking_to_change(booking_id)
    return render_template("training/substitute_booking.html", booking=booking, session=booking.session, form=form)


@blueprint.route("/sessions/<uuid:session_id>/place", methods=["GET", "POST"])
@may(access.PLACE_BOOKINGS)
@shows("training_session", by="session_id")
def place_by_hand(session_id: UUID) -> ResponseReturnValue:
    session = queries.get_session_to_see(session_id, viewer())
    places = queries.count_places([session.id])[session.id]
    form = forms.PlaceForm() if places.free(session.maximum) else forms.PlaceAboveForm()
    if form.validate_on_submit():
        above = "above_maximum" in form and bool(form.above_maximum.data)
        try:
            with transaction():
                person = named.get_named(form.person.data, clock.today())
                name = person.name
                services.place_by_hand(
                    session_id, person, why=form.why.data, by=viewer().person_id, above_maximum=above
                )
        except Refusal as refusal:
            form.refuse(str(refusal), at=form.person)
        else:
            flash(f"{name} has a place, and has been told")
            return redirect(url_for(".list_session_bookings", session_id=session_id))
        session = queries.get_session_to_see(session_id, viewer())
    waiting = queries.list_queue(session.id)
    shown = {"session": session, "form": form, "places": places, "waiting": waiting}
    return render_template("training/place_by_hand.html", **shown)
