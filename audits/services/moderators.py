"""Who moderates: by rule when an audit is submitted, and by a practice lead's hand."""

from collections.abc import Sequence
from uuid import UUID

from audits import events, queries
from audits.models import Moderation, ModerationAllocation
from audits.rules import moderation as rules
from audits.rules.allocation import Auditor, CaseToAudit, Place, allocate, too_near
from audits.rules.moderation import CannotAllocateModeration, ModerationState
from dcpp.kernel import clock, outbox
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.rules import Role


def allocate_moderations(waiting: Sequence[Moderation]) -> int:
    """Find a moderator for each that has none; gives how many found one."""
    moderators = [person.id for person in people.list_people_with_role(Role.MODERATOR, clock.today())]
    if not waiting or not moderators:
        return 0
    place, load = queries.get_place(), queries.count_moderations_open(moderators)
    given: dict[UUID, list[Moderation]] = {}
    for moderation in waiting:
        barred = queries.ids_not_blind(moderation.audit)
        free = [Auditor(person_id=one, open_audits=load[one]) for one in moderators if one not in barred]
        case = _case_of(moderation)
        if chosen := allocate([case], free, place)[0]:
            give_moderation(moderation, chosen, by=None, reason="")
            load[chosen] += 1
            given.setdefault(chosen, []).append(moderation)
    for person_id, theirs in given.items():
        outbox.write("audits/moderations_to_do", to=person_id, moderations=theirs)
    return sum(map(len, given.values()))


def allocate_moderations_that_wait() -> int:
    """Find moderators for what has none, and for what somebody who left had not submitted."""
    return allocate_moderations(queries.list_moderations_without_reader(clock.today()))


def reallocate_moderation(moderation: Moderation, moderator: Person, *, reason: str, by: UUID) -> None:
    """A practice lead gives a second reading to somebody else; what the first moderator wrote is kept from both."""
    _check_may_have(moderation, moderator, queries.get_place())
    give_moderation(moderation, moderator.id, by=by, reason=reason)
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


def give_moderation(moderation: Moderation, moderator_id: UUID, *, by: UUID | None, reason: str) -> None:
    """Let somebody moderate, whoever they are. What another moderator wrote before is taken out: they begin blind."""
    for reading in queries.readings_of(moderation).values():
        db.session.delete(reading)
    moderation.moderator_id, moderation.allocated_on = moderator_id, clock.today()
    moderation.due_on, moderation.state = rules.due_on(clock.today()), ModerationState.ALLOCATED
    db.session.add(
        ModerationAllocation(
            moderation_id=moderation.id,
            moderator_id=moderator_id,
            allocated_at=clock.now(),
            allocated_by_id=by,
            reason=reason,
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
