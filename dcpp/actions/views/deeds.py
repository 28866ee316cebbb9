"""What people do to an action: one page each."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from dcpp.actions import access, forms, queries, services
from dcpp.actions.models import Action
from dcpp.actions.rules.impact import CannotCheckImpact
from dcpp.actions.views import blueprint
from dcpp.actions.views.carrying_out import carry_out, words_of
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows
from dcpp.people.queries import named


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
    return carry_out(
        viewer(),
        action_id,
        form,
        "actions/update_action.html",
        lambda action: services.update_action(
            action, words=form.words.data, by=viewer().person_id, manages=viewer().may(access.MANAGE_ACTIONS)
        ),
        said="Update added",
    )


@blueprint.route("/<uuid:action_id>/finish", methods=["GET", "POST"])
@may(access.DO_ACTIONS)
@shows("action")
def finish_action(action_id: UUID) -> ResponseReturnValue:
    form = forms.FinishForm()
    return carry_out(
        viewer(),
        action_id,
        form,
        "actions/finish_action.html",
        lambda action: services.finish_action(action, words=form.words.data, by=viewer().person_id),
        said="Marked as done. Somebody else will check it",
        evidence=queries.list_newest_evidence(action_id),
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
    page, evidence = "actions/check_action.html", queries.list_newest_evidence(action_id)
    return carry_out(viewer(), action_id, form, page, check, said=said, evidence=evidence)


@blueprint.route("/<uuid:action_id>/reassign", methods=["GET", "POST"])
@may(access.MANAGE_ACTIONS, access.REASSIGN_ACTIONS)
@shows("action")
def reassign_action(action_id: UUID) -> ResponseReturnValue:
    form = forms.ReassignForm()

    def reassign(action: Action) -> None:
        owner = named.get_named(form.owner.data, clock.today())
        services.reassign_action(action, owner_id=owner.id, words=form.words.data, by=viewer().person_id)

    yours = {"New owner": (form.owner.data, "owner_name"), **words_of(form)}
    page, said = "actions/reassign_action.html", "Action given to its new owner"
    return carry_out(viewer(), action_id, form, page, reassign, said=said, yours=yours)


@blueprint.route("/<uuid:action_id>/postpone", methods=["GET", "POST"])
@may(access.MANAGE_ACTIONS)
@shows("action")
def postpone_action(action_id: UUID) -> ResponseReturnValue:
    form = forms.PostponeForm()

    def postpone(action: Action) -> None:
        assert form.due_on.data is not None
        services.postpone_action(action, due_on=form.due_on.data, words=form.words.data, by=viewer().person_id)

    yours = {"Due date": (form.due_on.data, "due_on"), **words_of(form)}
    page, said = "actions/postpone_action.html", "Due date changed"
    return carry_out(viewer(), action_id, form, page, postpone, said=said, yours=yours)


@blueprint.route("/<uuid:action_id>/withdraw", methods=["GET", "POST"])
@may(access.MANAGE_ACTIONS)
@shows("action")
def withdraw_action(action_id: UUID) -> ResponseReturnValue:
    form = forms.WithdrawForm()
    return carry_out(
        viewer(),
        action_id,
        form,
        "actions/withdraw_action.html",
        lambda action: services.withdraw_action(action, words=form.words.data, by=viewer().person_id),
        said="Action withdrawn",
    )


@blueprint.route("/<uuid:action_id>/impact", methods=["GET", "POST"])
@may(access.CHECK_ACTIONS)
@shows("action")
def check_impact(action_id: UUID) -> ResponseReturnValue:
    form = forms.ImpactForm()

    def check(action: Action) -> None:
        by, words, follow_on = viewer().person_id, form.words.data, _follow_on(form)
        services.check_impact(action, impact=form.impact.data, words=words, by=by, follow_on=follow_on)

    said = "Impact checked" if not form.next_what.data else "Impact checked, and another action raised"
    faults = {"who will do": "next_owner", "e-mail": "next_owner", "has left": "next_owner", "due date": "next_due_on"}
    return carry_out(viewer(), action_id, form, "actions/check_impact.html", check, said=said, faults=faults)


def _follow_on(form: forms.ImpactForm) -> services.FollowOn | None:
    """What should be done next, when the form says so, with all that belongs to it."""
    what, due_on = form.next_what.data, form.next_due_on.data
    if not what:
        return None
    if not form.next_owner.data or due_on is None:
        raise CannotCheckImpact("Say who will do what comes next, and by when")
    return services.FollowOn(what, named.get_named(form.next_owner.data, clock.today()).id, due_on)
