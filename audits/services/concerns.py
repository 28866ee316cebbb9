"""What can be done about an immediate concern. Every deed adds a dated line; none is changed or taken away."""

from datetime import date
from uuid import UUID

import structlog

from audits import events, queries
from audits.models import Audit, Concern, ConcernSettings
from audits.rules import concerns as rules
from audits.rules.concerns import ConcernLineKind, ConcernRung, ConcernState, Step
from audits.services.telling import may_be_told, place_of, tell, who_is_next, write_line
from dcpp.kernel import clock, outbox
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import next_reference
from dcpp.kernel.refusal import Refusal
from dcpp.people import queries as people

log = structlog.get_logger()


def raise_concern(audit: Audit, *, words: str, by: UUID, tell_id: UUID | None = None) -> Concern:
    """Tell a manager at once: `tell_id`, or whoever is derived. The same words twice give the concern that is there."""
    if found := queries.find_same(audit.id, by, words):
        return found
    step = _chosen(audit, by, tell_id) if tell_id else who_is_next(place_of(audit), by, [])
    concern = Concern(
        reference=next_reference("CON", clock.today().year),
        audit_id=audit.id,
        team_id=audit.team_id,
        service_id=audit.service_id,
        practitioner_id=audit.practitioner_id,
        state=ConcernState.RAISED,
        rung=step.rung,
        raised_at=clock.now(),
        raised_by_id=by,
        answer_by=clock.now(),
        first_answer_by=clock.now(),
    )
    db.session.add(concern)
    db.session.flush()
    write_line(concern, ConcernLineKind.RAISED, by, words)
    if step.person_ids:
        tell(concern, step, ConcernLineKind.TOLD)
        concern.first_answer_by = concern.answer_by
    else:
        concern.rung = ConcernRung.CHOSEN  # nobody is there: the job looks again every few minutes
        log.error("nobody to tell of a concern", concern=str(concern.id))
    db.session.flush()
    announce(
        events.ConcernRaised(
            happened_at=clock.now(),
            concern_id=concern.id,
            audit_id=audit.id,
            rung=step.rung,
            told_ids=step.person_ids,
            answer_by=concern.answer_by,
        )
    )
    return concern


def _chosen(audit: Audit, by: UUID, person_id: UUID) -> Step:
    """Whom the raiser chose, as whom they stand where that is the one who is told anyway."""
    derived = who_is_next(place_of(audit), by, [])
    if derived.person_ids == (person_id,):
        return derived
    person = people.get_person(person_id)
    if person.has_left(clock.today()):
        raise rules.CannotRaiseConcern(f"{person.name} has left. Choose somebody else")
    if not rules.may_answer(by, audit.practitioner_id, person_id):
        raise rules.CannotRaiseConcern("Choose somebody other than yourself and whoever holds the case")
    if not may_be_told(person_id):
        raise rules.CannotRaiseConcern(f"{person.name} manages nobody here, so they cannot answer. Choose a manager")
    return Step(ConcernRung.CHOSEN, (person_id,))


def escalate_unanswered_concerns() -> int:
    """Take each concern whose clock has run out one step up, and let it begin again; gives how many."""
    return sum(escalate_concern(concern) for concern in queries.list_unanswered_to_change(clock.now()))


def escalate_concern(concern: Concern) -> bool:
    """One step up the line; False where it is answered, in time, or nobody is left to tell."""
    if concern.is_answered or concern.answer_by > clock.now():
        return False
    step = who_is_next(place_of(concern), concern.raised_by_id, list(queries.list_told_ids(concern.id)))
    if not step.person_ids:
        log.warning("nobody further up to tell of a concern", concern=str(concern.id))
        return False
    tell(concern, step, ConcernLineKind.ESCALATED)
    announce(
        events.ConcernEscalated(
            happened_at=clock.now(),
            concern_id=concern.id,
            audit_id=concern.audit_id,
            rung=step.rung,
            told_ids=step.person_ids,
            answer_by=concern.answer_by,
        )
    )
    return True


def acknowledge_concern(concern: Concern, *, words: str, by: UUID) -> None:
    """A manager has it in hand, and says what they will do. The clock stops."""
    _check_may_answer(concern, by, rules.CannotAcknowledgeConcern)
    if concern.is_answered:
        raise rules.CannotAcknowledgeConcern(f"{concern.reference} {_answered(concern)}. Add an update to it")
    concern.state, concern.acknowledged_at, concern.acknowledged_by_id = ConcernState.ACKNOWLEDGED, clock.now(), by
    write_line(concern, ConcernLineKind.ACKNOWLEDGED, by, words)
    outbox.write("audits/concern_acknowledged", to=concern.raised_by_id, concern=concern)
    announce(events.ConcernAcknowledged(happened_at=clock.now(), concern_id=concern.id, audit_id=concern.audit_id))


def update_concern(concern: Concern, *, words: str, by: UUID) -> None:
    """What has happened since, by the raiser or a manager."""
    if not concern.is_open:
        raise rules.CannotUpdateConcern(f"{concern.reference} is {concern.state.label.lower()}. Raise another concern")
    write_line(concern, ConcernLineKind.UPDATED, by, words)
    announce(events.ConcernUpdated(happened_at=clock.now(), concern_id=concern.id, audit_id=concern.audit_id))


def record_outcome(concern: Concern, *, words: str, done_on: date, by: UUID) -> None:
    """What was done for the child, and when: the concern is closed, and its raiser is asked to look."""
    _check_may_answer(concern, by, rules.CannotCloseConcern)
    if concern.state is not ConcernState.ACKNOWLEDGED:
        waits = concern.state is ConcernState.RAISED
        why = "has not been acknowledged. Do that first" if waits else f"is {concern.state.label.lower()} already"
        raise rules.CannotCloseConcern(f"{concern.reference} {why}")
    if done_on > clock.today():
        raise rules.CannotCloseConcern("Enter the day on which it was done: today or earlier")
    concern.state, concern.closed_at, concern.closed_by_id = ConcernState.CLOSED, clock.now(), by
    concern.done_on, concern.withdrawal_asked_by_id = done_on, None
    write_line(concern, ConcernLineKind.CLOSED, by, words)
    outbox.write("audits/concern_closed", to=concern.raised_by_id, concern=concern)
    announce(
        events.ConcernClosed(happened_at=clock.now(), concern_id=concern.id, audit_id=concern.audit_id, done_on=done_on)
    )


def see_outcome(concern: Concern, *, by: UUID) -> None:
    """Whoever raised it has seen what was done. A second time changes nothing."""
    if concern.state is not ConcernState.CLOSED or by != concern.raised_by_id:
        raise rules.CannotUpdateConcern(f"Only whoever raised {concern.reference} can say this, once it is closed")
    if concern.seen_at is None:
        concern.seen_at = clock.now()
        write_line(concern, ConcernLineKind.SEEN, by)
        announce(events.ConcernSeen(happened_at=clock.now(), concern_id=concern.id, audit_id=concern.audit_id))


def ask_to_withdraw_concern(concern: Concern, *, words: str, by: UUID) -> None:
    """Somebody thinks that it was no concern after all. It stays open, and its clock runs, until another agrees."""
    if not concern.is_open:
        raise rules.CannotWithdrawConcern(f"{concern.reference} is {concern.state.label.lower()} already")
    if concern.withdrawal_asked_by_id:
        raise rules.CannotWithdrawConcern("It is asked already that this be withdrawn. A second person must answer")
    concern.withdrawal_asked_by_id = by
    write_line(concern, ConcernLineKind.WITHDRAWAL_ASKED, by, words)
    asked = {concern.raised_by_id, *queries.list_told_ids(concern.id)} - {by}
    for person_id in sorted(asked):
        outbox.write("audits/concern_to_withdraw", to=person_id, concern=concern)
    announce(events.ConcernWithdrawalAsked(happened_at=clock.now(), concern_id=concern.id, audit_id=concern.audit_id))


def answer_withdrawal(concern: Concern, *, agrees: bool, words: str, by: UUID) -> None:
    """The second person: it is withdrawn, or stays as it was."""
    if not concern.is_open or concern.withdrawal_asked_by_id is None:
        raise rules.CannotWithdrawConcern(f"Nobody asks any longer that {concern.reference} be withdrawn")
    if by in {concern.withdrawal_asked_by_id, concern.practitioner_id}:
        raise rules.CannotWithdrawConcern("A second person, who does not hold the case, must answer this")
    concern.withdrawal_asked_by_id = None
    if agrees:
        concern.state, concern.closed_at, concern.closed_by_id = ConcernState.WITHDRAWN, clock.now(), by
    write_line(concern, ConcernLineKind.WITHDRAWN if agrees else ConcernLineKind.WITHDRAWAL_REFUSED, by, words)
    announce(
        events.ConcernWithdrawalAnswered(
            happened_at=clock.now(), concern_id=concern.id, audit_id=concern.audit_id, is_withdrawn=agrees
        )
    )


def set_concern_hours(settings: ConcernSettings, hours: int) -> None:
    """How long managers have; it holds for whoever is told from now on."""
    former, settings.answer_hours = settings.answer_hours, hours
    db.session.flush()
    announce(events.ConcernHoursSet(happened_at=clock.now(), settings_id=settings.id, hours=hours, former_hours=former))


def _check_may_answer(concern: Concern, by: UUID, refusal: type[Refusal]) -> None:
    if not rules.may_answer(concern.raised_by_id, concern.practitioner_id, by):
        raise refusal("Somebody who neither raised this concern nor holds the case must answer it")


def _answered(concern: Concern) -> str:
    """As in: was acknowledged by Tam Team; is closed."""
    if concern.state is ConcernState.ACKNOWLEDGED and concern.acknowledged_by:
        return f"was acknowledged by {concern.acknowledged_by.name}"
    return f"is {concern.state.label.lower()}"
