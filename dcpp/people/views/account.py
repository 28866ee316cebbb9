"""Your account: what is kept of me, where I am signed in, my second factor, my password."""

from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import signed_in, viewer
from dcpp.kernel.db import transaction
from dcpp.people import queries
from dcpp.people.queries import accounts
from dcpp.people.queries import sign_ins as sign_in_queries
from dcpp.people.services import sign_ins
from dcpp.people.views import identity

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("")
@signed_in
def view_account() -> ResponseReturnValue:
    settings = current_app.extensions["settings"]
    account = accounts.get_account_of(viewer().person_id)
    return render_template(
        "people/view_account.html",
        account_held=account,
        person=account.person,
        line_manager=queries.find_line_manager(account.person, clock.today()),
        sign_ins=sign_in_queries.list_open_sign_ins(account.id, clock.now(), settings.idle_limit),
        current=identity.current_sign_in(),
    )


@blueprint.post("/sign-ins/<uuid:sign_in_id>/end")
@signed_in
def end_sign_in(sign_in_id: UUID) -> ResponseReturnValue:
    with transaction():
        ended = sign_ins.end_sign_ins(accounts.get_account_of(viewer().person_id), [sign_in_id], how="ended by owner")
    flash("That device is signed out" if ended else "That device was signed out already")
    return redirect(url_for(".view_account"))


@blueprint.post("/sign-ins/end-others")
@signed_in
def end_other_sign_ins() -> ResponseReturnValue:
    with transaction():
        account = accounts.get_account_of(viewer().person_id)
        ended = sign_ins.end_sign_ins(account, but=identity.current_sign_in(), how="ended by owner")
    flash("Every other device is signed out" if ended else "There was no other device to sign out")
    return redirect(url_for(".view_account"))
