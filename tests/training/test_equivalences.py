"""Whoever keeps the matrix lets records of one course count for another, and ends it."""

from tests.makers.training import make_course
from tests.makers.training_records import make_equivalence
from training import access

FROM = {"from_on-day": "1", "from_on-month": "6", "from_on-year": "2026"}


def test_a_course_counts_for_another_from_a_day(browse, sign_in, now):
    sign_in(access.MANAGE_REQUIREMENTS)
    course, counts = make_course("Safeguarding"), make_course("Safeguarding for leaders")
    said = {"course_id": str(course.id), "counts_id": str(counts.id)} | FROM

    page = browse("training.set_equivalence", post=said)
    assert "“Safeguarding for leaders”, completed on 1 June 2026 or later, counts for “Safeguarding”." in page.text
    page = browse("training.set_equivalence", post=said)
    assert "counts for “Safeguarding” already" in page.text


def test_it_is_ended(browse, sign_in, now):
    sign_in(access.MANAGE_REQUIREMENTS)
    equivalence = make_equivalence(make_course(), make_course())

    page = browse("training.end_equivalence", equivalence_id=equivalence.id, post={})

    assert "No course counts for another yet" in page.text
