"""Records of what people learnt, and what is asked of them, with good defaults; each call is a transaction."""

from datetime import timedelta

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from tests.makers.actions import kept
from tests.makers.people import make_person
from tests.makers.training import make_course
from training import services
from training.models import TrainingCourse, TrainingRecord
from training.rules.records import RecordSource


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
