"""The later look at whether it is better for children."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dcpp.actions import events, rules
from dcpp.actions.models import Action
from dcpp.actions.rules import ActionState, UpdateKind
from dcpp.actions.rules.impact import FOLLOW_ON, CannotCheckImpact, Impact, earliest_on
from dcpp.actions.services.deeds import ActionDetails, raise_action
from dcpp.actions.services.lines import write_line
from dcpp.kernel import clock
from dcpp.kernel.events import announce
from dcpp.web import filters


@dataclass(frozen=True)
class FollowOn:
    """What should be done next, by whom and by when."""

    what: str
    owner_id: UUID
    due_on: date


def check_impact(
    action: Action, *, impact: Impact, words: str, by: UUID, follow_on: FollowOn | None = None
) -> Action | None:
    """Somebody other than the owner says what became of it; gives the action that follows, if one was asked for."""
    _check_may(action, by)
    if follow_on and not impact.may_lead_on:
        raise CannotCheckImpact("An action that made a difference needs no other. Leave out what should follow")
    action.state, action.impact, action.impact_checked_on = ActionState.IMPACT_CHECKED, impact, clock.today()
    write_line(action, UpdateKind.IMPACT_CHECKED, by, f"{impact.label}. {words}")
    announce(
        events.ActionImpactChecked(
            happened_at=clock.now(),
            action_id=action.id,
            owner_id=action.owner_id,
            checked_by_id=by,
            impact=impact,
            days_since_raised=(clock.today() - action.raised_on).days,
        )
    )
    return _raise_next(action, follow_on, by) if follow_on else None


def _check_may(action: Action, by: UUID) -> None:
    if not rules.may_check(action.owner_id, by, action.finished_by_id):
        raise CannotCheckImpact("Somebody other than the owner must check whether it made a difference")
    if not rules.may_lead_to(action.state, ActionState.IMPACT_CHECKED) or action.closed_on is None:
        state = action.state.label.lower()
        raise CannotCheckImpact(f"{action.reference} is {state}, so its impact cannot be checked now")
    earliest = earliest_on(action.closed_on)
    if clock.today() < earliest:
        raise CannotCheckImpact(f"It is too early to tell. Look again on {filters.day(earliest)} or later")


def _raise_next(action: Action, follow_on: FollowOn, by: UUID) -> Action:
    return raise_action(
        ActionDetails(
            what=follow_on.what,
            owner_id=follow_on.owner_id,
            due_on=follow_on.due_on,
            level=action.level,
            origin_kind=FOLLOW_ON,
            origin_id=action.id,
            raised_by_id=by,
            practitioner_id=action.practitioner_id,
            team_id=action.team_id,
            service_id=action.service_id,
        )
    )
