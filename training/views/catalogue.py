"""The catalogue: sessions to come, as people look for them."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import Viewer, may, viewer
from dcpp.web.listing import Listing, OneOf, Words
from training import access, queries
from training.models import TrainingCourse, TrainingSession
from training.queries.catalogue import is_called
from training.rules.courses import Level
from training.views import blueprint


@blueprint.get("")
@may(access.VIEW_CATALOGUE, access.MANAGE_SESSIONS)
def list_sessions() -> ResponseReturnValue:
    listing = sessions_listing(viewer())
    places = queries.count_places([session.id for session in listing.rows])
    free = {session.id: places[session.id].free(session.maximum) for session in listing.rows}
    return render_template("training/list_sessions.html", listing=listing, free=free)


def sessions_listing(who: Viewer) -> Listing:
    return Listing(
        queries.select_sessions(queries.attendee_of(who.person_id), clock.now()),
        args=request.args,
        columns={"starts": TrainingSession.first_starts_at, "course": TrainingCourse.title},
        tie=TrainingSession.id,
        filters=[
            Words("q", "Words", is_called),
            OneOf("level", "Level", Level, lambda level: TrainingCourse.level == level),
        ],
    )
