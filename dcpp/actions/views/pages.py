"""Lists of actions, and one action with its history."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from dcpp.actions import access, queries, rules
from dcpp.actions.models import Action
from dcpp.actions.rules import ActionLevel, ActionState, Deed
from dcpp.actions.views import blueprint
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer, may, viewer
from dcpp.kernel.viewing import shows
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.web.listing import Listing, OneOf, Words


@blueprint.get("/mine")
@may(access.DO_ACTIONS)
def list_my_actions() -> ResponseReturnValue:
    who = viewer()
    return render_template(
        "actions/list_my_actions.html",
        waiting=queries.list_waiting_for(who.person_id),
        finished=queries.list_finished_by(who.person_id),
        to_check=queries.list_to_check(who),
        today=clock.today(),
    )


@blueprint.get("")
@may(access.VIEW_ACTIONS)
def list_actions() -> ResponseReturnValue:
    return render_template("actions/list_actions.html", listing=_listing(viewer()), today=clock.today())


@blueprint.get("/<uuid:action_id>")
@may(access.VIEW_ACTIONS)
@shows("action")
def view_action(action_id: UUID) -> ResponseReturnValue:
    who = viewer()
    action = queries.get_action(action_id, who)
    return render_template(
        "actions/view_action.html",
        action=action,
        deeds=deeds_open_to(action, who),
        names=people.names_of({one for one in (action.raised_by_id, action.practitioner_id) if one}),
        today=clock.today(),
    )


def deeds_open_to(action: Action, who: Viewer) -> list[Deed]:
    """What the viewer can do to an action now, the likeliest first."""
    deeds = []
    if who.person_id == action.owner_id and who.may(access.DO_ACTIONS):
        deeds += rules.deeds_for_owner(action.state)
    is_to_check = action.state == ActionState.DONE_BY_OWNER and queries.reaches(who, action, access.CHECK_ACTIONS)
    if is_to_check and rules.may_check(action.owner_id, who.person_id, action.finished_by_id):
        deeds.append(Deed.CHECK)
    if queries.reaches(who, action, access.MANAGE_ACTIONS):
        deeds += rules.deeds_for_managers(action.state)
    return deeds


def _listing(who: Viewer) -> Listing:
    today = clock.today()
    return Listing(
        queries.select_actions(who).join(Person, Person.id == Action.owner_id),
        args=request.args,
        columns={
            "due": Action.due_on,
            "reference": Action.reference,
            "owner": Person.name,
            "raised": Action.raised_on,
        },
        tie=Action.id,
        filters=[
            OneOf("state", "State", ActionState, lambda state: Action.state == state),
            OneOf(
                "age",
                "Age, while open",
                [(band.label, band.label) for band in rules.AGE_BANDS],
                lambda label: queries.open_in_band(label, today),
            ),
            OneOf("late", "Due", [("overdue", "Overdue")], lambda _: queries.overdue_on(today)),
            OneOf("level", "For", ActionLevel, lambda level: Action.level == level),
            OneOf(
                "service",
                "Service",
                [(service.id, service.name) for service in people.list_services()],
                lambda service_id: Action.service_id == service_id,
            ),
            Words("owner", "Owner", lambda words: Person.name.icontains(words, autoescape=True)),
        ],
    )
