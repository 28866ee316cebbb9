"""Asking for a place, and one booking with its steps."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import db, transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.viewing import shows, shows_no_record
from dcpp.people import queries as people
from dcpp.people.models import Person
from training import access, forms, queries, services
from training.models import TrainingSession
from training.rules.bookings import BookingState
from training.rules.cut_offs import last_day
from training.rules.queue import why_no_offer
from training.views import blueprint
from training.views.booking_lists import history_listing
from training.views.booking_words import deeds_open_to, entries_of, said_of

WORDS = {
    BookingState.REQUESTED: "Asked. You get a mail when it is answered",
    BookingState.BOOKED: "Booked. You have a place",
    BookingState.WAITING: "You are in the queue. You get a mail when a place comes free",
}


@blueprint.route("/sessions/<uuid:session_id>/book", methods=["GET", "POST"])
@may(access.BOOK_TRAINING)
@shows_no_record("A session is in the catalogue for everybody whom it admits")
def book_session(session_id: UUID) -> ResponseReturnValue:
    form = forms.BookForm()
    if form.validate_on_submit():
        needs = services.Needs(form.access.data or "", form.dietary.data or "")
        try:
            with transaction():
                person = db.session.get_one(Person, viewer().person_id)
                booking = services.request_booking(session_id, person, needs=needs)
                booking_id, state = booking.id, booking.state
        except (Refusal, IntegrityError) as refusal:  # the same person twice at once: the database knows
            form.refuse(said_of(refusal))
        else:
            flash(WORDS[state])
            return redirect(url_for(".view_booking", booking_id=booking_id))
    return _book_page(session_id, form)


def _book_page(session_id: UUID, form: forms.BookForm) -> ResponseReturnValue:
    """The page itself: whatever it shows is read outside the lock that booking takes."""
    who, now = viewer(), clock.now()
    session = queries.get_session(session_id, queries.attendee_of(who.person_id), planned=False)
    return render_template(
        "training/book_session.html",
        session=session,
        rule=session.rule,
        form=form,
        booked=queries.find_live_booking(session.id, who.person_id),
        places=queries.count_places([session.id])[session.id],
        why_not=_why_not(session, who.person_id),
        missing=queries.list_missing(session.course_id, who.person_id),
        clashes=queries.list_clashes(session.id, who.person_id),
        free_until=last_day(session.first_starts_at, session.rule.cut_off_days),
        closes_on=last_day(session.first_starts_at, session.rule.closes_days),
        approver=people.find_line_manager(people.get_person(who.person_id), clock.today()),
        now=now,
    )


def _why_not(session: TrainingSession, person_id: UUID) -> str:
    """Why it cannot be asked for now; empty when it can."""
    try:
        services.check_may_ask(session, clock.now())
        services.check_room(session, queries.count_places([session.id])[session.id])
        services.check_fits(session, people.get_person(person_id), missing_counts=not session.rule.needs_approval)
    except Refusal as refusal:
        return str(refusal)
    return ""


@blueprint.get("/bookings/<uuid:booking_id>")
@may(access.BOOK_TRAINING, access.VIEW_BOOKINGS, access.APPROVE_BOOKINGS)
@shows("booking")
def view_booking(booking_id: UUID) -> ResponseReturnValue:
    who, now = viewer(), clock.now()
    booking = queries.get_booking(booking_id, who)
    standing = queries.standing_of(booking, now) if booking.state is BookingState.WAITING else None
    return render_template(
        "training/view_booking.html",
        booking=booking,
        session=booking.session,
        deeds=deeds_open_to(booking, who, now),
        entries=entries_of(booking),
        is_own=booking.person_id == who.person_id,
        sees_needs=queries.may_see_needs(who, booking),
        standing=standing,
        standing_words=why_no_offer(standing) if standing else "",
        last_run=queries.find_last_run(booking.session_id) if standing else None,
        moves=queries.list_moves(booking),
        free_until=last_day(booking.session.first_starts_at, booking.rule.cut_off_days),
        following=queries.find_next_session(booking.session.course_id, now),
        now=now,
    )


@blueprint.get("/bookings")
@may(access.BOOK_TRAINING)
def list_my_bookings() -> ResponseReturnValue:
    who, now = viewer(), clock.now()
    coming = queries.list_to_come(who.person_id, now)
    return render_template(
        "training/list_my_bookings.html",
        coming=coming,
        places=queries.map_places_in_queue(coming),
        listing=history_listing(who),
        open_sessions=queries.list_sessions_to_book(who.person_id, now),
        now=now,
    )
