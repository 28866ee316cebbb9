"""Who moderates: by rule when an audit is submitted, and by a practice lead's hand."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from audits import events, queries
from audits.models import Moderation, ModerationAllocation
from audits.rules import moderation as rules
from audits.rules.allocation import Auditor, CaseToAudit, Place, allocate, too_near
from audits.rules.moderation import CannotAllocateModeration, ModerationState
from dcpp.actions.events import ActionDone, ActionEscalated, ActionRaised, ActionReassigned
from dcpp.actions.queries import find_checker_id
from dcpp.kernel import clock, outbox
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.rules import Role

AT_ONCE = timedelta(seconds=10)
"""Who is asked as the audit is submitted had no time to see it in a list."""


def allocate_moderations(waiting: Sequence[Moderation]) -> int:
    """Find a moderator for each that has none, first among those who could not see it; gives how many found one."""
    moderators = people.list_people_with_role(Role.MODERATOR, clock.today())
    if not waiting or not moderators:
        return 0
    place, load = queries.get_place(), queries.count_moderations_open([one.id for one in moderators])
    given: dict[UUID, list[Moderation]] = {}
    for moderation in waiting:
        barred = queries.ids_not_blind(moderation.audit)
        free = [one for one in moderators if one.id not in barred]
        if chosen := _choose(moderation, free, place, load):
            give_moderation(moderation, chosen, by=None, reason="")
            load[chosen.id] += 1
            given.setdefault(chosen.id, []).append(moderation)
    for person_id, theirs in given.items():
        outbox.write("audits/moderations_to_do", to=person_id, moderations=theirs)
    return sum(map(len, given.values()))


def _choose(moderation: Moderation, free: Sequence[Person], place: Place, load: Mapping[UUID, int]) -> Person | None:
    """Who has least to do of those not near the case; whoever could see the audit in lists only when nobody else is."""
    seeing = [person for person in free if queries.could_see(person, moderation.audit)]
    for some in ([person for person in free if person not in seeing], seeing):
        able = [Auditor(person_id=person.id, open_audits=load[person.id]) for person in some]
        if chosen := allocate([_case_of(moderation)], able, place)[0]:
            return next(person for person in some if person.id == chosen)
    return None


def allocate_moderations_that_wait() -> int:
    """Find moderators for what has none, and for what somebody who left had not submitted."""
    return allocate_moderations(queries.list_moderations_without_reader(clock.today()))


def reallocate_moderation(moderation: Moderation, moderator: Person, *, reason: str, by: UUID) -> None:
    """A practice lead gives a second reading to somebody else; what the first moderator wrote is kept from both."""
    _check_may_have(moderation, moderator, queries.get_place())
    give_moderation(moderation, moderator, by=by, reason=reason)
    outbox.write("audits/moderations_to_do", to=moderator.id, moderations=[moderation])


def _check_may_have(moderation: Moderation, person: Person, place: Place) -> None:
    if not moderation.is_blind:
        raise CannotAllocateModeration("Both grades have been revealed, so it stays with its moderator")
    if person.id == moderation.moderator_id:
        raise CannotAllocateModeration(f"{person.name} has this moderation already. Choose somebody else")
    if Role.MODERATOR not in person.role_names:
        raise CannotAllocateModeration(f"{person.name} is not a moderator. Choose somebody who is")
    if person.has_left(clock.today()):
        raise CannotAllocateModeration(f"{person.name} has left. Choose somebody else")
    if person.id in too_near(_case_of(moderation), place):
        raise CannotAllocateModeration(
            f"{person.name} is too near this case: in its team, or in the practitioner’s line. Choose somebody else"
        )
    if person.id in queries.ids_not_blind(moderation.audit):
        raise CannotAllocateModeration(
            f"{person.name} knows this audit already, so they cannot grade it blind. Choose somebody else"
        )


def take_off_who_was_told(event: ActionDone | ActionEscalated | ActionRaised | ActionReassigned) -> None:
    """Whoever is to do, to check or to hear of an action knows what its audit found: another moderator is found."""
    told = {event.owner_id, getattr(event, "to_id", None), find_checker_id(event.action_id)}
    moderation = queries.find_moderation_told_by(event.action_id, {one for one in told if one})
    if moderation is None or moderation.moderator_id is None:
        return
    former_id = moderation.moderator_id
    _take_out_what_was_written(moderation)
    moderation.moderator_id, moderation.allocated_on, moderation.due_on = None, None, None
    moderation.state = ModerationState.UNALLOCATED
    db.session.flush()
    announce(
        events.ModeratorTakenOff(
            happened_at=clock.now(),
            audit_id=moderation.audit_id,
            moderation_id=moderation.id,
            moderator_id=former_id,
        )
    )
    outbox.write("audits/moderation_taken_off", to=former_id, moderation=moderation)
    allocate_moderations([moderation])


def _take_out_what_was_written(moderation: Moderation) -> None:
    for reading in queries.readings_of(moderation).values():
        db.session.delete(reading)


def give_moderation(moderation: Moderation, moderator: Person, *, by: UUID | None, reason: str) -> None:
    """Let somebody moderate, whoever they are. What another moderator wrote before is taken out: they begin blind.

    What cannot be known is kept to be said: whether another role showed them the grade in lists until now.
    """
    _take_out_what_was_written(moderation)
    could_see = moderation.created_at < clock.now() - AT_ONCE and queries.could_see(moderator, moderation.audit)
    moderator_id = moderator.id
    moderation.moderator_id, moderation.allocated_on = moderator_id, clock.today()
    moderation.due_on, moderation.state = rules.due_on(clock.today()), ModerationState.ALLOCATED
    db.session.add(
        ModerationAllocation(
            moderation_id=moderation.id,
            moderator_id=moderator_id,
            allocated_at=clock.now(),
            allocated_by_id=by,
            reason=reason,
            could_see=could_see,
        )
    )
    db.session.flush()
    announce(
        events.ModeratorAllocated(
            happened_at=clock.now(),
            audit_id=moderation.audit_id,
            moderation_id=moderation.id,
            moderator_id=moderator_id,
        )
    )


def _case_of(moderation: Moderation) -> CaseToAudit:
    audit = moderation.audit
    return CaseToAudit(case_id=audit.case_id, worker_id=audit.practitioner_id, team_id=audit.team_id)
