"""What counts for what: a record of one course answers for another, from a day on."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id
from training import events
from training.models import TrainingCourse, TrainingEquivalence
from training.rules.requirements import CannotKeepEquivalence, overlaps


def set_equivalence(
    course: TrainingCourse, counts: TrainingCourse, *, from_on: date, by: UUID | None
) -> TrainingEquivalence:
    """Let records of `counts`, completed on a day or later, answer for `course`. Raises CannotKeepEquivalence."""
    db.session.execute(select(TrainingCourse.id).where(TrainingCourse.id == course.id).with_for_update())
    if course.id == counts.id:
        raise CannotKeepEquivalence("Choose two courses: a course counts for itself already")
    same = db.session.scalars(
        select(TrainingEquivalence).where(
            TrainingEquivalence.course_id == course.id, TrainingEquivalence.counts_id == counts.id
        )
    )
    if any(overlaps((from_on, None), (one.from_on, one.until_on)) for one in same):
        raise CannotKeepEquivalence(f"“{counts.title}” counts for “{course.title}” already")
    equivalence = TrainingEquivalence(
        id=new_id(), course=course, counts=counts, from_on=from_on, set_at=clock.now(), set_by_id=by
    )
    db.session.add(equivalence)
    db.session.flush()
    announce(events.EquivalenceSet(happened_at=clock.now(), **_named(equivalence)))
    return equivalence


def end_equivalence(equivalence: TrainingEquivalence) -> None:
    """From today on, what is completed does not count any more; what was completed before does."""
    yesterday = clock.today() - timedelta(days=1)
    if equivalence.until_on is not None:
        raise CannotKeepEquivalence("This has ended already")
    announce(events.EquivalenceEnded(happened_at=clock.now(), **_named(equivalence)))
    if equivalence.from_on > yesterday:
        db.session.delete(equivalence)
    else:
        equivalence.until_on = yesterday
    db.session.flush()


def _named(one: TrainingEquivalence) -> dict[str, UUID]:
    return {"equivalence_id": one.id, "course_id": one.course.id, "counts_id": one.counts.id}
