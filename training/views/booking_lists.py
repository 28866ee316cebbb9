"""Lists of bookings: one's own history, and who has booked a session; each leaves as a workbook or as CSV."""

from collections.abc import Mapping
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement

from dcpp.kernel import clock
from dcpp.kernel.access import Viewer, may, viewer
from dcpp.kernel.viewing import shows
from dcpp.people.models import Person
from dcpp.people.queries.people import is_called
from dcpp.web import exports
from dcpp.web.exports import Export
from dcpp.web.listing import Listing, OneOf, Words
from training import access, queries
from training.models import Booking, TrainingCourse, TrainingSession
from training.rules.bookings import HOLDING, BookingState
from training.views import blueprint, booking_words

PLACED = "placed"


def history_listing(who: Viewer) -> Listing:
    """What somebody had booked, the newest first."""
    return Listing(
        queries.select_history(who.person_id, clock.now()),
        args=request.args,
        columns={"starts": TrainingSession.first_starts_at, "course": TrainingCourse.title},
        tie=Booking.id,
        usual="-starts",
    )


def bookings_listing(session_id: UUID) -> Listing:
    """Everybody who ever booked a session, in order of arrival."""
    states = [(PLACED, "Who holds a place"), *BookingState]
    return Listing(
        queries.select_bookings_of(session_id),
        args=request.args,
        columns={"arrived": Booking.arrived, "name": Person.name, "state": Booking.state},
        tie=Booking.id,
        filters=[OneOf("state", "State", states, _in_state), Words("q", "Name", is_called)],
    )


def _in_state(state: BookingState | str) -> ColumnElement[bool]:
    return Booking.state.in_(HOLDING) if state == PLACED else Booking.state == state


@blueprint.get("/sessions/<uuid:session_id>/bookings")
@may(access.VIEW_BOOKINGS)
@shows("training_session", by="session_id")
def list_session_bookings(session_id: UUID) -> ResponseReturnValue:
    session = queries.get_session_to_see(session_id, viewer())
    listing = bookings_listing(session.id)
    return render_template(
        "training/list_session_bookings.html",
        session=session,
        listing=listing,
        places=queries.count_places([session.id])[session.id],
        in_queue=queries.map_places_in_queue(listing.rows),
        last_run=queries.find_last_run(session.id),
        now=clock.now(),
    )


@blueprint.get("/sessions/<uuid:session_id>/bookings/export")
@may(access.VIEW_BOOKINGS)
@shows("training_session", by="session_id")
def export_session_bookings(session_id: UUID) -> ResponseReturnValue:
    """The list as it is filtered, whole."""
    session = queries.get_session_to_see(session_id, viewer())
    listing = bookings_listing(session.id)
    places = queries.map_places_in_queue(queries.list_queue(session.id))
    return exports.send(listing, _export(session, places), record_id=session.id)


def _export(session: TrainingSession, places: Mapping[UUID, int]) -> Export:
    return Export(
        f"Bookings of {session.reference}",
        "bookings",
        "training_session",
        {
            "Reference": lambda booking: booking.reference,
            "Name": lambda booking: booking.person.name,
            "Team or agency": lambda booking: (
                booking.person.partner_agency or (booking.person.team.name if booking.person.team else "")
            ),
            "State": lambda booking: booking.state.label,
            "Place in the queue": lambda booking: places.get(booking.id),
            "Asked": lambda booking: booking.asked_at,
            "Access": lambda booking: booking.access_needs,
            "Food": lambda booking: booking.dietary_needs,
        },
    )


@blueprint.get("/sessions/<uuid:session_id>/log")
@may(access.VIEW_BOOKINGS)
@shows("training_session", by="session_id")
def view_session_log(session_id: UUID) -> ResponseReturnValue:
    session = queries.get_session_to_see(session_id, viewer())
    return render_template(
        "training/view_session_log.html",
        session=session,
        listing=log_listing(session.id),
        last_run=queries.find_last_run(session.id),
        step_what=booking_words.what,
        step_words=booking_words.words,
    )


def log_listing(session_id: UUID) -> Listing:
    """Everything that happened to the bookings of a session, the newest first."""
    return Listing(
        queries.select_log(session_id),
        args=request.args,
        columns={"turn": queries.turn()},
        tie=queries.turn(),
        usual="-turn",
        filters=[OneOf("what", "Show", [("past", "What went past the queue")], lambda _what: queries.is_past_queue())],
    )


@blueprint.get("/sessions/<uuid:session_id>/log/export")
@may(access.VIEW_BOOKINGS)
@shows("training_session", by="session_id")
def export_session_log(session_id: UUID) -> ResponseReturnValue:
    """The log, whole."""
    session = queries.get_session_to_see(session_id, viewer())
    columns = {
        "When": lambda step: step.at,
        "Booking": lambda step: step.booking.reference,
        "Name": lambda step: step.booking.person.name,
        "What": lambda step: step.deed.words,
        "State": lambda step: step.state.label,
        "Who": lambda step: step.by.name if step.by else "The platform",
        "Why": lambda step: step.why,
        "Above the maximum": lambda step: "yes" if step.is_override else "",
    }
    export = Export(f"Log of {session.reference}", "booking-log", "training_session", columns)
    return exports.send(log_listing(session.id), export, record_id=session.id)
