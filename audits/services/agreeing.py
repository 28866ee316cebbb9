"""From two grades to one: proposed by the moderator, answered by the auditor, or decided by a practice lead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from audits import events, queries
from audits.models import Audit, Moderation, ModerationAnswer
from audits.rules import audits as audit_rules
from audits.rules import moderation as rules
from audits.rules.audits import OVERALL
from audits.rules.moderation import CannotAgreeGrade, ModerationState
from dcpp.actions import services as actions
from dcpp.actions.rules import ActionLevel
from dcpp.kernel import clock, outbox
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.rules import Role


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """Grades by section code for the sections where the readers differ, `overall` among them, and why.

    The action is what a lower grade asks for; none needs to be named where the audit has some, or the grade asks none.
    """

    grades: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    feedback: str = ""
    action_what: str = ""
    action_owner: Person | None = None
    action_due_on: date | None = None


def check_may_propose(moderation: Moderation, by: UUID) -> None:
    if moderation.moderator_id != by:
        raise CannotAgreeGrade("Only the moderator proposes the agreed grade")
    if moderation.is_blind:
        raise CannotAgreeGrade("Submit your own grades first")
    if moderation.state not in {ModerationState.REVEALED, ModerationState.PROPOSED}:
        raise CannotAgreeGrade(f"Nothing can be proposed any more: {moderation.state.label.lower()}")


def propose_grade(moderation: Moderation, agreed: Agreed, *, by: UUID) -> None:
    """What the readers came to when they talked. Where it is all as the auditor had it, it stands at once."""
    check_may_propose(moderation, by)
    readings = _checked(moderation, agreed)
    for code, reading in readings.items():
        reading.proposed = agreed.grades.get(code, "")
    moderation.proposed_grade, moderation.reason = _overall(moderation, agreed), agreed.reason
    moderation.feedback, moderation.proposed_at = agreed.feedback, clock.now()
    _keep_action(moderation, agreed)
    moderation.state = ModerationState.PROPOSED
    db.session.flush()
    announce(
        events.AgreementProposed(happened_at=clock.now(), audit_id=moderation.audit_id, moderation_id=moderation.id)
    )
    if not queries.changes_first_grades(moderation):
        _let_stand(moderation)
    elif moderation.audit.auditor_id:
        outbox.write("audits/agreement_wanted", to=moderation.audit.auditor_id, moderation=moderation)


def check_may_answer(moderation: Moderation, by: UUID) -> None:
    if moderation.audit.auditor_id != by:
        raise CannotAgreeGrade("Only the auditor answers this")
    if moderation.state is not ModerationState.PROPOSED:
        raise CannotAgreeGrade(f"This does not wait for your answer: {moderation.state.label.lower()}")


def answer_proposal(moderation: Moderation, *, agrees: bool, words: str, by: UUID) -> None:
    """The auditor agrees, or says why not; then a practice lead decides."""
    check_may_answer(moderation, by)
    if not agrees and not words:
        raise CannotAgreeGrade("Enter why you do not agree")
    moderation.answered_at, moderation.auditor_says = clock.now(), words
    moderation.state = ModerationState.PROPOSED if agrees else ModerationState.DISPUTED
    db.session.flush()
    announce(
        events.AgreementAnswered(
            happened_at=clock.now(), audit_id=moderation.audit_id, moderation_id=moderation.id, agrees=agrees
        )
    )
    if agrees:
        _let_stand(moderation)
        return
    for lead in people.list_people_with_role(Role.PRACTICE_LEAD, clock.today()):
        outbox.write("audits/decision_wanted", to=lead.id, moderation=moderation)


def decide_grade(moderation: Moderation, agreed: Agreed, *, by: UUID) -> None:
    """A practice lead decides where the readers do not agree, or where the auditor has left or does not answer."""
    check_may_decide(moderation, by)
    for code, reading in _checked(moderation, agreed).items():
        reading.decided = agreed.grades.get(code, "")
    moderation.decided_by_id, moderation.decided_grade = by, _overall(moderation, agreed)
    moderation.decided_reason = agreed.reason
    _keep_action(moderation, agreed)
    db.session.flush()
    _let_stand(moderation)


def check_may_decide(moderation: Moderation, by: UUID) -> None:
    audit = moderation.audit
    if by in {audit.auditor_id, moderation.moderator_id}:
        raise CannotAgreeGrade("You are one of the two readers. Another practice lead decides")
    if moderation.state is ModerationState.DISPUTED:
        return
    if moderation.state is not ModerationState.PROPOSED or moderation.proposed_at is None:
        raise CannotAgreeGrade(f"There is nothing to decide here: {moderation.state.label.lower()}")
    until = rules.answer_by(clock.london(moderation.proposed_at).date())
    is_here = audit.auditor is not None and not audit.auditor.has_left(clock.today())
    if is_here and clock.today() <= until:
        raise CannotAgreeGrade(f"The auditor has until {until.day} {until:%B %Y} to answer. Wait for it, or until then")


def _checked(moderation: Moderation, agreed: Agreed) -> Mapping[str, ModerationAnswer]:
    """The readings that a settlement is about. Raises CannotAgreeGrade where a grade, reason or action is missing."""
    differing = queries.sections_that_differ(moderation)
    for section in differing:
        if agreed.grades.get(section.code) not in rules.offered(section):
            raise CannotAgreeGrade(f"Select the grade that stands: {section.name}")
    if set(agreed.grades) - {section.code for section in differing}:
        raise CannotAgreeGrade("Only sections that the two readers graded differently are agreed anew")
    if differing and not agreed.reason:
        raise CannotAgreeGrade("Enter the reason for what stands")
    if not _names_action(agreed) and queries.needs_action(moderation.audit, _overall(moderation, agreed)):
        raise CannotAgreeGrade("This grade needs an action. Say what is to be done, by whom and by when")
    return queries.readings_of(moderation)


def _overall(moderation: Moderation, agreed: Agreed) -> str:
    return agreed.grades.get(OVERALL) or moderation.audit.grade or ""


def _names_action(agreed: Agreed) -> bool:
    return bool(agreed.action_what and agreed.action_owner and agreed.action_due_on)


def _keep_action(moderation: Moderation, agreed: Agreed) -> None:
    if _names_action(agreed) and agreed.action_owner:
        moderation.action_what, moderation.action_owner_id = agreed.action_what, agreed.action_owner.id
        moderation.action_due_on = agreed.action_due_on


def _let_stand(moderation: Moderation) -> None:
    """The agreed grade stands beside the first, and what follows from a grade follows from it."""
    audit, grade = moderation.audit, moderation.final_grade or ""
    _write_beside(moderation, audit, grade)
    moderation.state, moderation.agreed_on = ModerationState.AGREED, clock.today()
    if audit.re_audit_by is None:
        audit.re_audit_by = audit_rules.re_audit_by(audit.tool, grade, clock.today())
    db.session.flush()
    announce(
        events.GradeAgreed(
            happened_at=clock.now(),
            audit_id=audit.id,
            moderation_id=moderation.id,
            first_grade=audit.grade or "",
            agreed_grade=grade,
            practitioner_id=audit.practitioner_id,
            re_audit_by=audit.re_audit_by,
        )
    )
    if moderation.action_owner_id and moderation.action_due_on and queries.needs_action(audit, grade):
        _raise_action(moderation, moderation.action_owner_id, moderation.action_due_on)


def _write_beside(moderation: Moderation, audit: Audit, grade: str) -> None:
    audit.agreed_grade = grade
    readings = queries.readings_of(moderation)
    for answer in audit.answers:
        if answer.section in readings:
            answer.agreed = readings[answer.section].final


def _raise_action(moderation: Moderation, owner_id: UUID, due_on: date) -> None:
    audit = moderation.audit
    actions.raise_action(
        actions.ActionDetails(
            what=moderation.action_what,
            owner_id=owner_id,
            due_on=max(due_on, clock.today()),
            level=ActionLevel.CHILD,
            origin_kind=queries.MODERATION_ORIGIN,
            origin_id=moderation.id,
            raised_by_id=moderation.decided_by_id or moderation.moderator_id,
            practitioner_id=audit.practitioner_id,
            team_id=audit.team_id,
            service_id=audit.service_id,
        )
    )
