"""The list of actions, as people filter it on screen and take it away."""

from flask import request
from sqlalchemy import ColumnElement

from dcpp.actions import queries, rules
from dcpp.actions.models import Action
from dcpp.actions.rules import ActionLevel, ActionState
from dcpp.actions.rules.impact import Impact
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.queries.people import is_called
from dcpp.web.listing import Filter, Listing, OneOf, Words

OPEN = "open"
CLOSED = "closed"


def actions_listing(who: Viewer) -> Listing:
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
        filters=[*_by_course(who), *_by_place()],
    )


def _by_course(who: Viewer) -> list[Filter]:
    """How far it is, and how late."""
    today = clock.today()
    states = [(OPEN, "All that are open"), (CLOSED, "All that are closed"), *ActionState]
    return [
        OneOf("state", "State", states, _in_state),
        OneOf(
            "age",
            "Age, while open",
            [(band.label, band.label) for band in rules.AGE_BANDS],
            lambda label: queries.open_in_band(label, today),
        ),
        OneOf(
            "late",
            "Due",
            [("overdue", "Overdue"), ("unchecked", "Done, not checked for 14 days")],
            lambda how: queries.overdue_on(today) if how == "overdue" else queries.unchecked_on(today),
        ),
        OneOf(
            "escalated",
            "Escalated",
            [("any", "To anybody"), ("me", "To me")],
            lambda to: queries.is_escalated() if to == "any" else queries.is_escalated_to(who.person_id),
        ),
        OneOf(
            "impact",
            "Impact",
            [("due", "To be looked at now"), *[(one, one.label) for one in Impact]],
            lambda one: queries.impact_due_on(today) if one == "due" else Action.impact == one,
        ),
    ]


def _in_state(state: str) -> ColumnElement[bool]:
    if state == OPEN:
        return Action.state.in_(rules.OPEN)
    if state == CLOSED:
        return Action.state.in_(rules.CHECKED)
    return Action.state == state


def _by_place() -> list[Filter]:
    return [
        OneOf("level", "For", ActionLevel, lambda level: Action.level == level),
        OneOf(
            "service",
            "Service",
            [(service.id, service.name) for service in people.list_services()],
            lambda service_id: Action.service_id == service_id,
        ),
        OneOf(
            "team",
            "Team",
            [(team.id, team.name) for team in people.list_teams()],
            lambda team_id: Action.team_id == team_id,
        ),
        Words("owner", "Owner", is_called),
    ]
