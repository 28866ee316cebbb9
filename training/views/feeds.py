"""Training in one's own calendar: a feed to subscribe to."""

from uuid import UUID

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel import calendars, clock, outbox
from dcpp.kernel.access import anyone, may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows_no_record
from training import access, queries, services
from training.views import blueprint


@blueprint.get("/calendar")
@may(access.BOOK_TRAINING)
def view_calendar_feed() -> ResponseReturnValue:
    return render_template("training/view_calendar_feed.html", feed=queries.my_feed(viewer()), address="")


@blueprint.post("/calendar")
@may(access.BOOK_TRAINING)
def renew_calendar_feed() -> ResponseReturnValue:
    """The address is shown in this answer and never again, so there is no other page to go on to."""
    with transaction():
        secret = services.renew_feed(viewer().person_id)
    address = outbox.url_to("training.read_calendar_feed", secret=secret)
    return render_template("training/view_calendar_feed.html", feed=queries.my_feed(viewer()), address=address)


@blueprint.post("/calendar/close")
@may(access.BOOK_TRAINING)
def close_calendar_feed() -> ResponseReturnValue:
    with transaction():
        services.close_feed(viewer().person_id)
    flash("The feed is closed. Its address opens nothing any longer")
    return redirect(url_for(".view_calendar_feed"))


@blueprint.get("/calendar/<uuid:secret>.ics")
@anyone
@shows_no_record("a program reads somebody’s own dates each hour; its secret address is theirs to renew")
def read_calendar_feed(secret: UUID) -> ResponseReturnValue:
    owner = queries.find_owner_of_feed(services.hash_of(secret), clock.today())
    if owner is None:
        abort(404)
    appointments = [services.appointment_of(one.booking, one, link="") for one in queries.list_for_feed(owner.id)]
    answer = Response(calendars.feed("Training", appointments), mimetype="text/calendar")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
