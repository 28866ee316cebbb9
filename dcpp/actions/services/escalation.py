"""Late actions go up the line, rung by rung, and come down again when they show life."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import structlog

from dcpp.actions import events, queries
from dcpp.actions.models import Action, ActionEscalation
from dcpp.actions.rules import UpdateKind
from dcpp.actions.rules.escalation import Rung, holder_of, line_above, next_step
from dcpp.actions.services.lines import write_line
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.people import queries as people
from dcpp.people.rules import Role

log = structlog.get_logger()


@dataclass(frozen=True)
class Ladder:
    """Who stands where today: the line of everybody, whom the Centre named, and who is left when nobody is found."""

    managers: Mapping[UUID, UUID | None]
    team_managers: Mapping[UUID, UUID | None]
    here: frozenset[UUID]
    named: Mapping[tuple[Rung, UUID | None], UUID]
    lead_id: UUID | None

    def holder(self, rung: Rung, action: Action) -> UUID | None:
        """Who is told of an action on a rung; None where the council has nobody at all."""
        named = self.named.get((rung, action.service_id)) or self.named.get((rung, None))
        line = line_above(action.owner_id, self.managers, self.here) or self._line_of_team(action)
        found = holder_of(rung, line, named if named in self.here else None, action.owner_id)
        return found or (self.lead_id if self.lead_id != action.owner_id else None)

    def _line_of_team(self, action: Action) -> list[UUID]:
        """For owners without a line of their own, such as partners: the manager of the team that it is about."""
        manager = self.team_managers.get(action.team_id) if action.team_id else None
        if manager is None:
            return []
        return ([manager] if manager in self.here else []) + line_above(manager, self.managers, self.here)


def ladder_today() -> Ladder:
    """Four small questions, however many actions are late."""
    today = clock.today()
    leads = people.list_people_with_role(Role.PRACTICE_LEAD, today)
    return Ladder(
        managers=people.list_managers(),
        team_managers={team.id: team.manager_id for team in people.list_teams()},
        here=people.list_ids_here(today),
        named=queries.list_rung_holders(),
        lead_id=leads[0].id if leads else None,
    )


def escalate_late_actions() -> int:
    """Tell of each late action the rung that its days belong to, once; gives how many were told."""
    today, ladder, told = clock.today(), ladder_today(), 0
    for action in queries.list_late_to_change(today):
        step = next_step(action.days_late(today), [one.told for one in action.escalations], today)
        if step and (to_id := ladder.holder(step[0], action)):
            _escalate(action, *step, to_id=to_id)
            told += 1
        elif step:
            log.warning("nobody to tell of a late action", action=str(action.id))
    return told


def _escalate(action: Action, rung: Rung, spell: int, *, to_id: UUID) -> None:
    days = action.days_late(clock.today())
    escalation = ActionEscalation(
        action_id=action.id, rung=rung, spell=spell, to_id=to_id, days_late=days, escalated_on=clock.today()
    )
    db.session.add(escalation)
    name = people.names_of({to_id})[to_id]
    late = f"{days:,} {'day' if days == 1 else 'days'} late"
    write_line(action, UpdateKind.ESCALATED, None, f"{rung.label}: {name}. It was {late}.")
    announce(
        events.ActionEscalated(
            happened_at=clock.now(),
            action_id=action.id,
            owner_id=action.owner_id,
            rung=rung,
            to_id=to_id,
            days_late=days,
        )
    )


def end_escalations(action: Action) -> None:
    """It showed life, or is closed: whoever was told need not act any more."""
    standing = queries.list_standing_escalations(action.id)
    for escalation in standing:
        escalation.ended_on = clock.today()
    if standing:
        db.session.flush()
        announce(events.EscalationEnded(happened_at=clock.now(), action_id=action.id, owner_id=action.owner_id))
