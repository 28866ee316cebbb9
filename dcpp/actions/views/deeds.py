"""What people do to an action: one page each."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dcpp.actions import access, forms, queries, services
from dcpp.actions.models import Action
from dcpp.actions.views import blueprint
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.viewing import shows
from dcpp.people.queries import named
from dcpp.web.forms import Form


@blueprint.post("/<uuid:action_id>/accept")
@may(access.DO_ACTIONS)
def accept_action(action_id: UUID) -> ResponseReturnValue:
    with transaction():
        services.accept_action(queries.get_action_to_change(action_id, viewer()), by=viewer().person_id)
    flash("Action accepted")
    return redirect(url_for(".view_action", action_id=action_id))


@blueprint.route("/<uuid:action_id>/update", methods=["GET", "POST"])
@may(access.DO_ACTIONS, access.MANAGE_ACTIONS)
@shows("action")
def update_action(action_id: UUID) -> ResponseReturnValue:
    form = forms.UpdateForm()
    return _deed(
        action_id,
        form,
        "actions/update_action.html",
        "Update added",
        lambda action: services.update_action(
            action, words=form.words.data, by=viewer().person_id, manages=viewer().may(access.MANAGE_ACTIONS)
        ),
    )


@blueprint.route("/<uuid:action_id>/finish", methods=["GET", "POST"])
@may(access.DO_ACTIONS)
@shows("action")
def finish_action(action_id: UUID) -> ResponseReturnValue:
    form = forms.FinishForm()
    return _deed(
        action_id,
        form,
        "actions/finish_action.html",
        "Marked as done. Somebody else will check it",
        lambda action: services.finish_action(action, words=form.words.data, by=viewer().person_id),
    )


@blueprint.route("/<uuid:action_id>/check", methods=["GET", "POST"])
@may(access.CHECK_ACTIONS)
@shows("action")
def check_action(action_id: UUID) -> ResponseReturnValue:
    form = forms.CheckForm()

    def check(action: Action) -> None:
        deed = services.check_action if form.is_shown.data else services.send_action_back
        deed(action, words=form.words.data, by=viewer().person_id)

    said = "Action checked and closed" if form.is_shown.data else "Action sent back to its owner"
    return _deed(action_id, form, "actions/check_action.html", said, check)


@blueprint.route("/<uuid:action_id>/reassign", methods=["GET", "POST"])
@may(access.MANAGE_ACTIONS)
@shows("action")
def reassign_action(action_id: UUID) -> ResponseReturnValue:
    form = forms.ReassignForm()

    def reassign(action: Action) -> None:
        owner = named.get_named(form.owner.data, clock.today())
        services.reassign_action(action, owner_id=owner.id, words=form.words.data, by=viewer().person_id)

    return _deed(action_id, form, "actions/reassign_action.html", "Action given to its new owner", reassign)


@blueprint.route("/<uuid:action_id>/postpone", methods=["GET", "POST"])
@may(access.MANAGE_ACTIONS)
@shows("action")
def postpone_action(action_id: UUID) -> ResponseReturnValue:
    form = forms.PostponeForm()

    def postpone(action: Action) -> None:
        assert form.due_on.data is not None
        services.postpone_action(action, due_on=form.due_on.data, words=form.words.data, by=viewer().person_id)

    return _deed(action_id, form, "actions/postpone_action.html", "Due date changed", postpone)


@blueprint.route("/<uuid:action_id>/withdraw", methods=["GET", "POST"])
@may(access.MANAGE_ACTIONS)
@shows("action")
def withdraw_action(action_id: UUID) -> ResponseReturnValue:
    form = forms.WithdrawForm()
    return _deed(
        action_id,
        form,
        "actions/withdraw_action.html",
        "Action withdrawn",
        lambda action: services.withdraw_action(action, words=form.words.data, by=viewer().person_id),
    )


def _deed(action_id: UUID, form: Form, page: str, said: str, do: Callable[[Action], None]) -> ResponseReturnValue:
    """Ask, do in one transaction, say so and go back to the action; a refusal is shown beside the first question."""
    action = queries.get_action(action_id, viewer())
    if form.validate_on_submit():
        try:
            with transaction():
                do(queries.get_action_to_change(action_id, viewer()))
        except Refusal as refusal:
            form.refuse(str(refusal), at=form.questions[0])
        else:
            flash(said)
            return redirect(url_for(".view_action", action_id=action_id))
    return render_template(page, action=action, form=form)
