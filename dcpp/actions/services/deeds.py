"""What can be done with actions. Every deed adds a dated line; none is changed or taken away."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from dcpp.actions import events, queries, rules
from dcpp.actions.models import Action
from dcpp.actions.rules import ActionLevel, ActionState, UpdateKind
from dcpp.actions.rules.impact import impact_due_on
from dcpp.actions.services.escalation import end_escalations
from dcpp.actions.services.lines import write_line
from dcpp.kernel import clock, outbox
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import next_reference
from dcpp.kernel.refusal import Refusal
from dcpp.people import queries as people


@dataclass(frozen=True, kw_only=True)
class ActionDetails:
    """What a new action says. Origin and part together are raised once only; see models.Action."""

    what: str
    owner_id: UUID
    due_on: date
    level: ActionLevel
    origin_kind: str
    origin_id: UUID
    origin_part: str = ""
    raised_by_id: UUID | None = None
    practitioner_id: UUID | None = None
    team_id: UUID | None = None
    service_id: UUID | None = None


def raise_action(details: ActionDetails) -> Action:
    """A new action for its owner. The same origin and part twice gives the action that is there already."""
    found = queries.find_from_origin(details.origin_kind, details.origin_id, details.origin_part)
    if found:
        return found
    today = clock.today()
    if details.due_on < today:
        raise rules.CannotRaiseAction("Enter a due date that is today or later")
    _check_owner(details.owner_id, rules.CannotRaiseAction)
    action = Action(
        reference=next_reference("ACT", today.year), state=ActionState.RAISED, raised_on=today, **asdict(details)
    )
    db.session.add(action)
    db.session.flush()
    write_line(action, UpdateKind.RAISED, details.raised_by_id)
    announce(
        events.ActionRaised(
            happened_at=clock.now(),
            action_id=action.id,
            owner_id=action.owner_id,
            due_on=action.due_on,
            level=action.level,
            origin_kind=action.origin_kind,
            origin_id=action.origin_id,
        )
    )
    return action


def accept_action(action: Action, *, by: UUID) -> None:
    """Its owner takes it on."""
    _check_is_owner(action, by, rules.CannotAcceptAction)
    _move(action, ActionState.ACCEPTED, rules.CannotAcceptAction)
    write_line(action, UpdateKind.ACCEPTED, by)
    announce(events.ActionAccepted(happened_at=clock.now(), action_id=action.id, owner_id=action.owner_id))


def update_action(action: Action, *, words: str, by: UUID, manages: bool = False) -> None:
    """How far it is, in words of its owner, whose first ones set it in progress, or of whoever manages actions."""
    if not manages:
        _check_is_owner(action, by, rules.CannotUpdateAction)
    if not action.state.is_open:
        raise rules.CannotUpdateAction(f"{action.reference} is closed, so nothing can be added to it")
    if by == action.owner_id and action.state in {ActionState.RAISED, ActionState.ACCEPTED}:
        action.state = ActionState.IN_PROGRESS
    write_line(action, UpdateKind.UPDATED, by, words)
    end_escalations(action)
    announce(events.ActionUpdated(happened_at=clock.now(), action_id=action.id, owner_id=action.owner_id))


def finish_action(action: Action, *, words: str, by: UUID) -> None:
    """Its owner says that it is done, and what shows it."""
    _check_is_owner(action, by, rules.CannotFinishAction)
    _move(action, ActionState.DONE_BY_OWNER, rules.CannotFinishAction)
    action.done_on, action.finished_by_id = clock.today(), by
    action.checker_id = _who_checks(action)
    write_line(action, UpdateKind.DONE, by, words)
    end_escalations(action)
    if action.checker_id:
        outbox.write("actions/to_check", to=action.checker_id, action=action)
    announce(events.ActionDone(happened_at=clock.now(), action_id=action.id, owner_id=action.owner_id))


def check_action(action: Action, *, words: str, by: UUID) -> None:
    """Somebody other than the owner has seen the evidence; the action is closed."""
    _check_is_other(action, by)
    _move(action, ActionState.EVIDENCE_CHECKED, rules.CannotCheckAction)
    action.closed_on, action.checker_id = clock.today(), by
    action.impact_due_on = impact_due_on(action.closed_on, queries.get_settings().impact_weeks)
    write_line(action, UpdateKind.CHECKED, by, words)
    end_escalations(action)
    announce(
        events.ActionChecked(happened_at=clock.now(), action_id=action.id, owner_id=action.owner_id, checked_by_id=by)
    )


def send_action_back(action: Action, *, words: str, by: UUID) -> None:
    """The evidence does not show it: its owner has it again, with the reason."""
    _check_is_other(action, by)
    if action.state != ActionState.DONE_BY_OWNER:
        raise rules.CannotCheckAction(f"{action.reference} is not waiting to be checked")
    action.state, action.done_on, action.finished_by_id = ActionState.IN_PROGRESS, None, None
    write_line(action, UpdateKind.SENT_BACK, by, words)
    end_escalations(action)
    outbox.write("actions/sent_back", to=action.owner_id, action=action)
    announce(
        events.ActionSentBack(happened_at=clock.now(), action_id=action.id, owner_id=action.owner_id, checked_by_id=by)
    )


def reassign_action(action: Action, *, owner_id: UUID, words: str, by: UUID | None) -> None:
    """Another owner, with the reason; it begins again as raised."""
    if action.state not in rules.WITH_OWNER:
        raise rules.CannotReassignAction(f"{action.reference} is no longer with its owner")
    if owner_id == action.owner_id:
        raise rules.CannotReassignAction("Choose somebody other than the present owner")
    _check_owner(owner_id, rules.CannotReassignAction)
    former = action.owner_id
    action.owner_id, action.state, action.owner_told_at = owner_id, ActionState.RAISED, None
    write_line(action, UpdateKind.REASSIGNED, by, words)
    end_escalations(action)
    announce(
        events.ActionReassigned(happened_at=clock.now(), action_id=action.id, owner_id=owner_id, former_owner_id=former)
    )


def postpone_action(action: Action, *, due_on: date, words: str, by: UUID) -> None:
    """Another due date, with the reason; the former one stays in the trail."""
    if action.state not in rules.WITH_OWNER:
        raise rules.CannotPostponeAction(f"{action.reference} is no longer with its owner")
    if due_on < clock.today():
        raise rules.CannotPostponeAction("Enter a due date that is today or later")
    former, action.due_on = action.due_on, due_on
    write_line(action, UpdateKind.POSTPONED, by, words)
    end_escalations(action)
    announce(
        events.ActionPostponed(
            happened_at=clock.now(),
            action_id=action.id,
            owner_id=action.owner_id,
            due_on=due_on,
            former_due_on=former,
        )
    )


def withdraw_action(action: Action, *, words: str, by: UUID) -> None:
    """It need not be done after all; the reason is kept."""
    _move(action, ActionState.WITHDRAWN, rules.CannotWithdrawAction)
    action.closed_on = clock.today()
    write_line(action, UpdateKind.WITHDRAWN, by, words)
    end_escalations(action)
    announce(events.ActionWithdrawn(happened_at=clock.now(), action_id=action.id, owner_id=action.owner_id))


def _move(action: Action, wanted: ActionState, refusal: type[Refusal]) -> None:
    if not rules.may_lead_to(action.state, wanted):
        raise refusal(f"{action.reference} is {action.state.label.lower()}, so this cannot be done to it now")
    action.state = wanted


def _check_is_owner(action: Action, person_id: UUID, refusal: type[Refusal]) -> None:
    if person_id != action.owner_id:
        raise refusal(f"Only its owner can do this to {action.reference}")


def _check_is_other(action: Action, person_id: UUID) -> None:
    if not rules.may_check(action.owner_id, person_id, action.finished_by_id):
        raise rules.CannotCheckAction("Somebody other than the owner must check this action")


def _check_owner(owner_id: UUID, refusal: type[Refusal]) -> None:
    owner = people.get_person(owner_id)
    if owner.has_left(clock.today()):
        raise refusal(f"{owner.name} has left. Choose another owner")


def _who_checks(action: Action) -> UUID | None:
    """Whom to ask: the nearest manager of the owner who did not finish it; nobody by name where there is none.

    Whoever else may check it still can.
    """
    asked = people.find_line_manager(people.get_person(action.owner_id), clock.today())
    return asked.id if asked and rules.may_check(action.owner_id, asked.id, action.finished_by_id) else None
