"""Mail that has not been sent, and sending it again."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel.access import may
from dcpp.kernel.db import transaction
from dcpp.kernel.outbox import OutboxMessage, State
from dcpp.operations import access, queries, services
from dcpp.operations.views import blueprint
from dcpp.people import queries as people
from dcpp.web.listing import Listing, OneOf

WORDS = {State.WAITING: "Waiting", State.LATE: "Trying again", State.GIVEN_UP: "Given up"}


@blueprint.get("/mail")
@may(access.MANAGE_MAIL)
def list_mail() -> ResponseReturnValue:
    listing = Listing(
        queries.select_mail(),
        args=request.args,
        columns={"written": OutboxMessage.created_at, "tries": OutboxMessage.attempts},
        tie=OutboxMessage.id,
        filters=[OneOf("state", "State", list(WORDS.items()), queries.in_state)],
        usual="-written",
    )
    names = people.names_of([mail.person_id for mail in listing.rows if mail.person_id])
    return render_template("operations/list_mail.html", listing=listing, names=names, words=WORDS)


@blueprint.post("/mail/<uuid:mail_id>/send-again")
@may(access.MANAGE_MAIL)
def send_mail_again(mail_id: UUID) -> ResponseReturnValue:
    with transaction():
        services.send_mail_again(mail_id)
    flash("The email will be sent again within a minute")
    return redirect(url_for(".list_mail"))
