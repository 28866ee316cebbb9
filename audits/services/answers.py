"""Writing an audit: its sections, and the practitioner's own part."""

from collections.abc import Mapping
from uuid import UUID

from audits import events, queries
from audits.models import Audit, AuditAnswer
from audits.rules import audits as rules
from dcpp.frameworks.audit_tools import Section
from dcpp.frameworks.grades import grade_scale
from dcpp.kernel import clock, drafts, outbox
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.refusal import Refusal


def save_section(
    audit: Audit, section: Section, changes: Mapping[str, drafts.Change], *, by: UUID
) -> tuple[AuditAnswer, drafts.Settled]:
    """Keep what the auditor wrote in a section, field by field; what somebody else changed meanwhile stays as it is."""
    check_is_auditor(audit, by, rules.CannotAnswerSection)
    for name, change in changes.items():
        if name not in rules.fields_of(section):
            raise rules.CannotAnswerSection(f"{section.name} has no such part for you to answer")
        _check_length(change.after)
    _check_choices(section, changes)
    answer = _answer_in(audit, section.code, by)
    return answer, _save(answer, changes, by)


def save_reflection(
    audit: Audit, changes: Mapping[str, drafts.Change], *, by: UUID
) -> tuple[AuditAnswer, drafts.Settled]:
    """Keep the practitioner's own words, for nobody else to see until they are shared."""
    answer = check_may_reflect(audit, by)
    section = audit.tool.section(rules.REFLECTION).asked(audit.status, audit.kind)
    for name, change in changes.items():
        if name not in rules.fields_of_practitioner(section):
            raise rules.CannotAnswerSection(f"{section.name} has no such part for you to answer")
        _check_length(change.after)
    _check_choices(section, changes)
    return answer, _save(answer, changes, by)


def share_reflection(audit: Audit, *, by: UUID) -> None:
    """The practitioner's words become part of the audit, and can be changed no more."""
    answer = check_may_reflect(audit, by)
    if not (answer.evidence or answer.questions):
        raise rules.CannotShareReflection("Enter your reflection before you share it")
    answer.shared_at = clock.now()
    db.session.flush()
    announce(
        events.ReflectionShared(
            happened_at=clock.now(), audit_id=audit.id, practitioner_id=by, auditor_id=audit.auditor_id
        )
    )


def invite_practitioner(audit: Audit, *, by: UUID) -> None:
    """Ask the practitioner for their own reflection, on their first page and by mail."""
    check_is_auditor(audit, by, rules.CannotInvitePractitioner)
    if audit.practitioner_id is None:
        raise rules.CannotInvitePractitioner(
            "The practitioner is not known here, so nobody can be invited. Say why there is no reflection"
        )
    answer = _answer_in(audit, rules.REFLECTION, by)
    if answer.invited_at:
        raise rules.CannotInvitePractitioner("The practitioner has been invited already")
    answer.invited_at = clock.now()
    db.session.flush()
    announce(
        events.PractitionerInvited(happened_at=clock.now(), audit_id=audit.id, practitioner_id=audit.practitioner_id)
    )
    outbox.write("audits/reflection_wanted", to=audit.practitioner_id, audit=audit)


def check_is_auditor(audit: Audit, person_id: UUID, refusal: type[Refusal]) -> None:
    """Only its auditor writes in an audit, and only until it is submitted."""
    if not audit.is_with_auditor:
        raise refusal(f"Audit {audit.reference} is {audit.state.label.lower()}, so it cannot be changed")
    if audit.auditor_id != person_id:
        raise refusal(f"Only its auditor can change audit {audit.reference}")


def check_may_reflect(audit: Audit, person_id: UUID) -> AuditAnswer:
    """The reflection that somebody was invited to write and has not shared yet. Raises CannotShareReflection."""
    answer = queries.find_answer(audit.id, rules.REFLECTION)
    if answer is None or answer.invited_at is None or audit.practitioner_id != person_id:
        raise rules.CannotShareReflection(f"You have not been invited to reflect on audit {audit.reference}")
    if answer.shared_at:
        raise rules.CannotShareReflection("You have shared your reflection, so it cannot be changed")
    if not audit.is_with_auditor:
        raise rules.CannotShareReflection(f"Audit {audit.reference} is {audit.state.label.lower()}, so it is too late")
    return answer


def _answer_in(audit: Audit, section: str, by: UUID) -> AuditAnswer:
    """The answer of a section, made when there is none; the first one begins the audit."""
    answer = queries.find_answer(audit.id, section)
    if answer is None:
        answer = AuditAnswer(audit_id=audit.id, section=section, saved_at=clock.now(), saved_by_id=by)
        db.session.add(answer)
        db.session.flush()
    if audit.state is rules.AuditState.ALLOCATED:
        audit.state, audit.started_at = rules.AuditState.IN_PROGRESS, clock.now()
        db.session.flush()
        announce(events.AuditStarted(happened_at=clock.now(), audit_id=audit.id, auditor_id=by))
    return answer


def _save(answer: AuditAnswer, changes: Mapping[str, drafts.Change], by: UUID) -> drafts.Settled:
    settled = drafts.settle(answer.words_in(changes), changes)
    answer.write(settled.to_save)
    if settled.to_save:
        answer.saved_at, answer.saved_by_id = clock.now(), by
    db.session.flush()
    return settled


def _check_length(words: str) -> None:
    if len(words) > rules.LONGEST_ANSWER:
        raise rules.CannotAnswerSection(
            f"An answer must be {rules.LONGEST_ANSWER:,} characters or fewer. You wrote {len(words):,}"
        )


def _check_choices(section: Section, changes: Mapping[str, drafts.Change]) -> None:
    """What is selected must be one of the options on the page."""
    by_field = {question.field: question for question in section.questions}
    for name, change in changes.items():
        if name == "answer":
            _check_grade(section, change.after)
        elif name in by_field and not by_field[name].fits(change.after):
            raise rules.CannotAnswerSection(f"Select one of the answers on the page to “{by_field[name].words}”")


def _check_grade(section: Section, answer: str) -> None:
    offered = {"", *(grade.code for grade in grade_scale())}
    if rules.may_be_not_applicable(section):
        offered.add(rules.NOT_APPLICABLE)
    if answer not in offered:
        raise rules.CannotAnswerSection("Select one of the grades on the page")
