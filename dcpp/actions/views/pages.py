"""Lists of actions, and one action with its history."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from dcpp.actions import access, queries, rules
from dcpp.actions.models import Action
from dcpp.actions.rules import ActionState, Deed
from dcpp.actions.rules.evidence import ASK_AHEAD
from dcpp.actions.rules.impact import FOLLOW_ON, earliest_on
from dcpp.actions.views import blueprint
from dcpp.actions.views.listings import actions_listing
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer, may, viewer
from dcpp.kernel.viewing import shows
from dcpp.people import queries as people
from dcpp.web import exports
from dcpp.web.exports import Export

SHOWN_OF_EACH = 30
"""My actions is for the next things: what is beyond stands in the list."""


@blueprint.get("/mine")
@may(access.DO_ACTIONS)
def list_my_actions() -> ResponseReturnValue:
    who, today = viewer(), clock.today()
    return render_template(
        "actions/list_my_actions.html",
        waiting=queries.list_waiting_for(who.person_id),
        finished=queries.list_finished_by(who.person_id),
        to_check=queries.list_to_check(who),
        impact=queries.list_impact_to_check(who, today + queries.IMPACT_AHEAD),
        escalated=queries.list_escalated_to(who.person_id),
        expiring=queries.list_expiring(today, who.person_id),
        wants_digest=queries.wants_digest(who.person_id),
        shown=SHOWN_OF_EACH,
        today=today,
    )


@blueprint.get("")
@may(access.VIEW_ACTIONS)
def list_actions() -> ResponseReturnValue:
    return render_template("actions/list_actions.html", listing=actions_listing(viewer()), today=clock.today())


@blueprint.get("/export")
@may(access.VIEW_ACTIONS)
def export_actions() -> ResponseReturnValue:
    """The list as it is filtered, whole."""
    services = {service.id: service.name for service in people.list_services()}
    return exports.send(actions_listing(viewer()), _export(services, clock.today()))


def _export(services: Mapping[UUID, str], today: date) -> Export:
    return Export(
        "Actions",
        "actions",
        "action",
        {
            "Reference": lambda action: action.reference,
            "What": lambda action: action.what,
            "For": lambda action: action.level.label,
            "Owner": lambda action: action.owner.name,
            "Service": lambda action: services.get(action.service_id, ""),
            "State": lambda action: action.state.label,
            "Raised": lambda action: action.raised_on,
            "Due": lambda action: action.due_on,
            "Days late": lambda action: action.days_late(today),
            "Done": lambda action: action.done_on,
            "Closed": lambda action: action.closed_on,
            "Impact to be checked": lambda action: action.impact_due_on,
            "Impact checked": lambda action: action.impact_checked_on,
            "Impact": lambda action: action.impact,
            "Where it comes from": lambda action: action.origin_kind.replace("_", " ").capitalize(),
        },
    )


@blueprint.get("/<uuid:action_id>")
@may(access.VIEW_ACTIONS)
@shows("action")
def view_action(action_id: UUID) -> ResponseReturnValue:
    who, today = viewer(), clock.today()
    action = queries.get_action(action_id, who)
    people_named = (action.raised_by_id, action.practitioner_id, action.checker_id)
    return render_template(
        "actions/view_action.html",
        action=action,
        deeds=deeds_open_to(action, who, today),
        evidence=queries.list_evidence(action.id),
        follow_ons=queries.list_from_origins(FOLLOW_ON, [action.id]),
        standing=queries.list_standing_escalations(action.id),
        names=people.names_of({one for one in people_named if one}),
        may_add=_may_add_evidence(action, who),
        today=today,
        soon=today + ASK_AHEAD,
    )


def deeds_open_to(action: Action, who: Viewer, today: date) -> list[Deed]:
    """What the viewer can do to an action now, the likeliest first."""
    deeds = []
    if who.person_id == action.owner_id and who.may(access.DO_ACTIONS):
        deeds += rules.deeds_for_owner(action.state)
    may_check = queries.reaches(who, action, access.CHECK_ACTIONS)
    if may_check and rules.may_check(action.owner_id, who.person_id, action.finished_by_id):
        deeds += _checks_open_now(action, today)
    if queries.reaches(who, action, access.MANAGE_ACTIONS):
        deeds += rules.deeds_for_managers(action.state)
    elif queries.reaches(who, action, access.REASSIGN_ACTIONS) and action.state in rules.WITH_OWNER:
        deeds.append(Deed.REASSIGN)
    return deeds


def _checks_open_now(action: Action, today: date) -> list[Deed]:
    if action.state == ActionState.DONE_BY_OWNER:
        return [Deed.CHECK]
    is_time = action.closed_on is not None and earliest_on(action.closed_on) <= today
    return [Deed.CHECK_IMPACT] if action.state == ActionState.EVIDENCE_CHECKED and is_time else []


def _may_add_evidence(action: Action, who: Viewer) -> bool:
    is_owner = action.owner_id == who.person_id and who.may(access.DO_ACTIONS)
    manages = queries.reaches(who, action, access.MANAGE_ACTIONS)
    return action.state != ActionState.WITHDRAWN and (is_owner or manages)
