"""Records of what people learnt, and what is asked of them, with good defaults; each call is a transaction."""

from datetime import date, timedelta

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from tests.makers.actions import kept
from tests.makers.people import make_person
from tests.makers.training import make_course
from training import services
from training.models import TrainingCourse, TrainingRecord, TrainingRequirement
from training.rules.records import RecordSource
from training.rules.requirements import Rule


def make_record(person=None, course=None, *, days_ago=30, **details):
    """A record of something attended so many days ago, unless told otherwise."""
    person_id = (person or make_person()).id
    is_outside = "title" in details
    course_id = None if is_outside else (course or make_course()).id
    given = {
        "person_id": person_id,
        "completed_on": clock.today() - timedelta(days=days_ago),
        "source": RecordSource.ATTENDED,
    }
    with transaction():
        found = db.session.get_one(TrainingCourse, course_id) if course_id else None
        record = services.keep_record(services.RecordDetails(course=found, **given | details), by=None)
    return kept(record)


def make_own_entry(person=None, course=None, **details):
    """What somebody added themselves; it answers nothing until it is confirmed."""
    return make_record(person, course, source=RecordSource.OWN_ENTRY, **details)


def do_record(deed, record, **given):
    """One service on a record, in a transaction of its own."""
    with transaction():
        found = db.session.get_one(TrainingRecord, record.id)
        deed(found, **given)
    return kept(found)


def make_requirement(course=None, *, roles=("Social worker",), months=12, days_ago=400, grace=0, newcomer=90, **more):
    """A course asked of some roles (none: everybody else) since so many days ago; grace: days of introduction."""
    course_id = (course or make_course()).id
    rule = Rule(job_roles=tuple(roles), months=months, newcomer_days=newcomer, introduction_days=grace)
    with clock.pretend(clock.now() - timedelta(days=days_ago)), transaction():
        details = services.RequirementDetails(rule=rule, from_on=clock.today(), **more)
        requirement = services.set_requirement(db.session.get_one(TrainingCourse, course_id), details, by=None)
        found = requirement.id
    return kept(db.session.get_one(TrainingRequirement, found))


def make_exemption(person=None, course=None, *, decides=True, days=100, by=None, **more):
    """Somebody is excused from today for so many days; asked for and not decided with decides=False."""
    person_id, course_id = (person or make_person()).id, (course or make_course()).id
    by_id = (by or make_person("Cora Co-ordinator")).id
    with transaction():
        details = services.ExemptionDetails(
            person_id=person_id,
            course=db.session.get_one(TrainingCourse, course_id),
            reason=more.get("reason", "On secondment to the region"),
            from_on=more.get("from_on", clock.today()),
            until_on=more.get("until_on", clock.today() + timedelta(days=days)),
        )
        exemption = services.ask_for_exemption(details, by=by_id, decides=decides)
    return kept(exemption)


def make_equivalence(course, counts, *, from_on=None):
    """Records of `counts` answer for `course`, from long ago unless told."""
    with transaction():
        first, second = (db.session.get_one(TrainingCourse, one.id) for one in (course, counts))
        equivalence = services.set_equivalence(first, second, from_on=from_on or date(2000, 1, 1), by=None)
    return kept(equivalence)


A_CERTIFICATE = b"%PDF-1.7 certificate"


def add_record_evidence(record):
    """A certificate, added by the person themselves."""
    with transaction():
        found = db.session.get_one(TrainingRecord, record.id)
        sent = services.RecordEvidence(file_name="certificate.pdf", content=A_CERTIFICATE, about_on=found.completed_on)
        evidence = services.add_record_evidence(found, sent, by=found.person_id)
    return kept(evidence)
