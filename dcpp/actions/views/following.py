"""How the Centre follows actions: weeks to the impact check, who stands on which rung; and who wants a weekly mail."""

from collections.abc import Mapping
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.actions import access, forms, queries, services
from dcpp.actions.rules.escalation import Rung
from dcpp.actions.views import blueprint
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.viewing import shows_no_record
from dcpp.people import queries as people
from dcpp.people.queries import named
from dcpp.web.forms import Form


@blueprint.get("/following")
@may(access.FOLLOW_ACTIONS)
def view_following() -> ResponseReturnValue:
    holders = queries.list_rung_holders()
    return render_template(
        "actions/view_following.html",
        settings=queries.get_settings(),
        services=people.list_services(),
        holders=holders,
        names=people.names_of(set(holders.values())),
        Rung=Rung,
    )


@blueprint.route("/following/weeks", methods=["GET", "POST"])
@may(access.FOLLOW_ACTIONS)
def set_impact_weeks() -> ResponseReturnValue:
    form = forms.ImpactWeeksForm(obj=queries.get_settings())
    if form.validate_on_submit():
        with transaction():
            services.set_impact_weeks(queries.get_settings_to_change(), form.impact_weeks.data)
        flash("Saved. It holds for actions that are checked from now on")
        return redirect(url_for(".view_following"))
    return render_template("actions/set_impact_weeks.html", form=form)


@blueprint.route("/following/board", methods=["GET", "POST"])
@may(access.FOLLOW_ACTIONS)
def set_board() -> ResponseReturnValue:
    form = forms.BoardForm(data=_names_now(None))
    return _set_rungs(form, None) or render_template("actions/set_board.html", form=form)


@blueprint.route("/following/services/<uuid:service_id>", methods=["GET", "POST"])
@may(access.FOLLOW_ACTIONS)
@shows_no_record("Who stands on a rung names no case")
def set_rungs(service_id: UUID) -> ResponseReturnValue:
    service = people.get_service(service_id)
    form = forms.RungsForm(data=_names_now(service_id))
    return _set_rungs(form, service_id) or render_template("actions/set_rungs.html", form=form, service=service)


def _names_now(service_id: UUID | None) -> Mapping[str, str]:
    """The address of whoever stands on each rung by name, by the rung’s value."""
    held = {rung.value: person for (rung, of), person in queries.list_rung_holders().items() if of == service_id}
    return {rung: people.get_person(person_id).email for rung, person_id in held.items()}


def _set_rungs(form: Form, service_id: UUID | None) -> ResponseReturnValue | None:
    """Keep who was named; None while there is something to mend or nothing was sent."""
    if not form.validate_on_submit():
        return None
    holders: dict[Rung, UUID | None] = {}
    for question in form.questions:
        try:
            holders[Rung(question.name)] = _found(question.data)
        except Refusal as refusal:
            form.refuse(str(refusal), at=question)
            return None
    with transaction():
        services.set_rung_holders(queries.get_settings_to_change(), service_id, holders)
    flash("Saved. It holds from the next morning")
    return redirect(url_for(".view_following"))


def _found(typed: str | None) -> UUID | None:
    return named.get_named(typed, clock.today()).id if typed else None


@blueprint.post("/mine/digest")
@may(access.DO_ACTIONS)
def choose_digest() -> ResponseReturnValue:
    wanted = request.form.get("wanted") == "yes"
    with transaction():
        services.choose_digest(viewer().person_id, wanted=wanted)
    flash("You will get the weekly mail again" if wanted else "You will get no weekly mail of actions")
    return redirect(url_for(".list_my_actions"))
