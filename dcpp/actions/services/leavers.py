"""Nothing is left undone by somebody who leaves: what they owe moves in one step, at the latest the day after."""

from datetime import date
from uuid import UUID

import structlog

from dcpp.actions import queries, rules
from dcpp.actions.services.deeds import reassign_action
from dcpp.kernel import clock, outbox
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.rules import Role
from dcpp.web import filters

log = structlog.get_logger()

WARN_DAYS = 3
"""So many working days before somebody leaves they and their manager are told what is not given to anybody yet."""


def give_on_actions(leaver: Person, *, to: Person, words: str, by: UUID | None) -> int:
    """Everything that a person has yet to do goes to one other person, with the reason; gives how many actions."""
    if to.id == leaver.id:
        raise rules.CannotReassignAction("Choose somebody other than the one who leaves")
    waiting = queries.list_waiting_to_change(leaver.id)
    if not waiting:
        raise rules.CannotReassignAction(f"{leaver.name} has no open actions, so there is nothing to give")
    for action in waiting:
        reassign_action(action, owner_id=to.id, words=words, by=by)
    return len(waiting)


def find_heir(leaver: Person, today: date) -> Person | None:
    """Who takes on what a leaver leaves: their nearest manager who is still here, else a practice lead."""
    manager = people.find_line_manager(leaver, today)
    leads = people.list_people_with_role(Role.PRACTICE_LEAD, today)
    return manager or next((lead for lead in leads if lead.id != leaver.id), None)


def give_on_what_leavers_left() -> int:
    """What nobody moved goes to the leaver’s line manager, who is told; gives how many actions."""
    given = 0
    for leaver in queries.list_leavers_with_actions(clock.today()):
        heir = find_heir(leaver, clock.today())
        if heir is None:
            log.warning("nobody to take on a leaver's actions", person=str(leaver.id))
            continue
        left_on = filters.day(leaver.leaves_on)
        given += give_on_actions(leaver, to=heir, words=f"{leaver.name} left on {left_on}", by=None)
    return given


def ask_to_give_on(person_id: UUID) -> None:
    """When a leaving day is set: ask the manager to give on what is open. Nothing where nothing is."""
    leaver = people.get_person(person_id)
    waiting = queries.list_waiting_for(person_id)
    heir = find_heir(leaver, clock.today())
    if waiting and heir and leaver.leaves_on:
        key = f"leaving-{leaver.id}-{leaver.leaves_on}"
        outbox.write("actions/give_on", to=heir.id, dedupe=key, leaver=leaver, waiting=waiting)


def warn_of_leaving() -> int:
    """A few days before somebody leaves: they and their manager are told what will go to the manager by itself."""
    until, warned = clock.add_working_days(clock.today(), WARN_DAYS), 0
    for leaver in queries.list_leaving_with_actions(clock.today(), until):
        heir, waiting = find_heir(leaver, clock.today()), queries.list_waiting_for(leaver.id)
        for reader in filter(None, (leaver, heir)):
            key = f"leaving-soon-{leaver.id}-{leaver.leaves_on}-{reader.id}"
            warned += outbox.write(
                "actions/leaving_soon",
                to=reader.id,
                dedupe=key,
                leaver=leaver,
                heir=heir,
                waiting=waiting,
                is_leaver=reader.id == leaver.id,
            )
    return warned
