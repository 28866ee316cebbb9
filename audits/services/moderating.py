"""The second reading: written blind, section by section, and submitted once."""

from collections.abc import Mapping
from uuid import UUID

from audits import events, queries
from audits.models import Moderation, ModerationAnswer
from audits.rules import audits as audit_rules
from audits.rules import moderation as rules
from audits.rules.moderation import CannotModerate, ModerationState
from dcpp.frameworks.audit_tools import Section
from dcpp.frameworks.grades import grade_scale
from dcpp.kernel import clock, drafts
from dcpp.kernel.db import db
from dcpp.kernel.events import announce

FIELDS = ("answer", "evidence", "place")


def save_reading(
    moderation: Moderation, section: Section, changes: Mapping[str, drafts.Change], *, by: UUID
) -> tuple[ModerationAnswer, drafts.Settled]:
    """Keep what the moderator wrote in a section, field by field."""
    check_is_moderator(moderation, by)
    _check(section, changes)
    reading = queries.find_reading(moderation.id, section.code)
    if reading is None:
        reading = ModerationAnswer(
            moderation_id=moderation.id, section=section.code, saved_at=clock.now(), saved_by_id=by
        )
        db.session.add(reading)
        db.session.flush()
    settled = drafts.settle({name: getattr(reading, name) for name in changes}, changes)
    for name, words in settled.to_save.items():
        setattr(reading, name, words)
    if settled.to_save:
        reading.saved_at, reading.saved_by_id = clock.now(), by
        moderation.state = ModerationState.IN_PROGRESS
    db.session.flush()
    return reading, settled


def check_is_moderator(moderation: Moderation, person_id: UUID) -> None:
    """Only its moderator writes in it, and only until it is submitted."""
    if moderation.moderator_id != person_id:
        raise CannotModerate(f"Only its moderator can grade audit {moderation.audit.reference} a second time")
    if not moderation.is_blind:
        raise CannotModerate("You have submitted your grades, so they cannot be changed")


def _check(section: Section, changes: Mapping[str, drafts.Change]) -> None:
    if not section.is_graded or set(changes) - set(FIELDS):
        raise CannotModerate(f"{section.name} has no such part for you to answer")
    offered = {"", *(grade.code for grade in grade_scale())}
    if audit_rules.may_be_not_applicable(section):
        offered.add(audit_rules.NOT_APPLICABLE)
    for name, change in changes.items():
        if name == "answer" and change.after not in offered:
            raise CannotModerate("Select one of the grades on the page")
        if len(change.after) > audit_rules.LONGEST_ANSWER:
            raise CannotModerate(f"An answer must be {audit_rules.LONGEST_ANSWER:,} characters or fewer")


def submit_moderation(moderation: Moderation, *, by: UUID) -> None:
    """The second grades stand as they are, and both readers' are revealed to both."""
    check_is_moderator(moderation, by)
    readings = {code: one.reading for code, one in queries.readings_of(moderation).items()}
    if found := rules.problems(rules.sections_read(moderation.audit.sections), readings):
        raise CannotModerate(f"Your reading is not complete. {found[0][0]}")
    moderation.state, moderation.submitted_at = ModerationState.REVEALED, clock.now()
    moderation.grade = readings[audit_rules.OVERALL].answer
    db.session.flush()
    announce(
        events.ModerationSubmitted(
            happened_at=clock.now(), audit_id=moderation.audit_id, moderation_id=moderation.id, moderator_id=by
        )
    )
