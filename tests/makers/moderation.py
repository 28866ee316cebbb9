"""Moderations with good defaults, untouched, written or submitted; each call is a transaction of its own."""

from audits import queries, services
from audits.models import Moderation
from audits.rules import moderation as rules
from dcpp.kernel.db import db, transaction
from dcpp.kernel.drafts import Change
from dcpp.people.rules import Role
from tests.makers.audits_done import make_auditor, make_submitted_audit
from tests.makers.people import make_person

SECOND_READING = "The plan says what will be better for the child."


def make_moderator(name="Mo Moderator"):
    return make_person(name, Role.MODERATOR)


def make_moderation(auditor=None, moderator=None, practitioner=None, grade="good", **header):
    """A submitted audit of an auditor who is not accredited, given to the moderator (made when none is given)."""
    moderator = moderator or make_moderator()
    audit = make_submitted_audit(auditor or make_auditor(), practitioner, grade=grade, **header)
    moderation = queries.find_moderation(audit.id)
    if moderation.moderator_id != moderator.id:
        with transaction():
            moderation = db.session.get_one(Moderation, moderation.id)
            services.reallocate_moderation(moderation, moderator, reason="The first is on leave", by=moderator.id)
    return moderation


def read_all(moderation, grade="good", **grades):
    """Every section as its moderator; `grades` by section code where they differ."""
    with transaction():
        moderation = db.session.get_one(Moderation, moderation.id)
        for section in rules.sections_read(moderation.audit.sections):
            given = {"answer": grades.get(section.code, grade), "evidence": SECOND_READING}
            changes = {name: Change("", words) for name, words in given.items()}
            services.save_reading(moderation, section, changes, by=moderation.moderator_id)


def make_revealed(grade="good", second="good", differing=None, **people):
    """Both readers have submitted; `differing` gives the second grades of single sections."""
    moderation = make_moderation(grade=grade, **people)
    read_all(moderation, second, **(differing or {}))
    with transaction():
        moderation = db.session.get_one(Moderation, moderation.id)
        services.submit_moderation(moderation, by=moderation.moderator_id)
    return moderation


def propose(moderation, reason="Seen alone only once", **agreed):
    """What is second stands everywhere, unless grades are given."""
    with transaction():
        moderation = db.session.get_one(Moderation, moderation.id)
        readings = queries.readings_of(moderation)
        usual = {one.code: readings[one.code].answer for one in queries.sections_that_differ(moderation)}
        details = services.Agreed(**({"grades": usual, "reason": reason, "feedback": "Look for outcomes"} | agreed))
        services.propose_grade(moderation, details, by=moderation.moderator_id)
    return moderation


def agree(moderation):
    with transaction():
        moderation = db.session.get_one(Moderation, moderation.id)
        services.answer_proposal(moderation, agrees=True, words="", by=moderation.audit.auditor_id)
    return moderation
