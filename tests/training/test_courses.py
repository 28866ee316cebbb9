"""Courses: added, changed, retired, and seen by those who may book them."""

from dcpp.kernel.db import db
from dcpp.people.rules import Role, Sector
from tests.makers.people import make_person
from tests.makers.training import make_course, make_session
from training import access
from training.models import TrainingCourse

A_COURSE = {
    "title": "Working with hidden men",
    "aim": "You will bring fathers and partners into the assessment.",
    "level": "core",
    "length_hours": "6.5",
    "cpd_hours": "6",
    "own_council": "True",
    "needs_approval": "True",
    "booking_closes_days": "3",
    "cut_off_days": "5",
    "freeze_days": "1",
    "allows_substitute": "True",
    "late_charge": "35",
    "absence_charge": "50.50",
}


def partner(sector=Sector.HEALTH, *held):
    return make_person("Pia Partner", *held, partner_agency="Community Health", partner_sector=sector)


def test_a_co_ordinator_adds_a_course(browse, now, sign_in):
    make_person(job_role="Social worker")
    owner = make_person("Ola Owner")
    sign_in(access.VIEW_CATALOGUE, access.MANAGE_COURSES)

    page = browse("training.add_course", post=A_COURSE | {"owner_named": "ola owner", "audience": "Social worker"})

    assert page.notice == "“Working with hidden men” added" and page.heading == "Working with hidden men"
    course = db.session.query(TrainingCourse).one()
    assert course.reference == "CRS-0001" and course.owner_id == owner.id
    assert (course.length_minutes, course.cpd_minutes) == (390, 360)
    assert (course.late_charge_pence, course.absence_charge_pence) == (3500, 5050)
    assert course.audience == ["Social worker"]


def test_what_is_missing_is_said_beside_its_question_and_nothing_typed_is_lost(browse, now, sign_in):
    sign_in(access.MANAGE_COURSES)

    page = browse("training.add_course", post={"title": "Neglect", "aim": "To see it"})

    assert "Enter its length in hours" in page.errors and "Select a level" in page.errors
    assert page.form["title"] == "Neglect" and page.form["aim"] == "To see it"


def test_two_courses_cannot_have_one_title(browse, now, sign_in):
    make_course("Neglect")
    sign_in(access.MANAGE_COURSES)

    page = browse("training.add_course", post=A_COURSE | {"title": "NEGLECT"})

    assert page.errors == ["There is a course of this title already: CRS-0001. Enter another title"]


def test_a_course_cannot_come_to_ask_for_itself(browse, now, sign_in):
    first = make_course("First")
    second = make_course("Second", needs_ids=[first.id])
    make_course("Third", needs_ids=[second.id])
    sign_in(access.VIEW_CATALOGUE, access.MANAGE_COURSES)

    page = browse("training.change_course", course_id=first.id, post=A_COURSE | {"title": "First", "needs": "third"})

    assert page.errors == ["A course cannot ask for itself, directly or through others. Change what it asks for"]


def test_a_course_that_comes_before_must_be_known(browse, now, sign_in):
    sign_in(access.MANAGE_COURSES)

    page = browse("training.add_course", post=A_COURSE | {"needs": "CRS-9999"})

    assert page.errors == ["There is no course “CRS-9999”. Enter its reference or its whole title"]


def test_of_two_co_ordinators_at_once_the_second_is_shown_both_texts(browse, now, sign_in):
    course = make_course("Neglect")
    sign_in(access.VIEW_CATALOGUE, access.MANAGE_COURSES)
    opened = browse("training.change_course", course_id=course.id).form
    browse("training.change_course", course_id=course.id, post=opened | {"aim": "The first one’s aim"})

    page = browse("training.change_course", course_id=course.id, post=opened | {"aim": "Mine"}, status=409)

    assert "Mine" in page.text and "The first one’s aim" in page.text
    assert db.session.get_one(TrainingCourse, course.id).aim == "The first one’s aim"


def test_what_was_kept_comes_back_into_the_form_as_it_was(browse, now, sign_in):
    needed = make_course("First")
    course = make_course("Second", needs_ids=[needed.id], length_minutes=390, late_charge_pence=3550)
    sign_in(access.VIEW_CATALOGUE, access.MANAGE_COURSES)

    form = browse("training.change_course", course_id=course.id).form
    browse("training.change_course", course_id=course.id, post=form)

    assert (form["length_hours"], form["late_charge"], form["needs"]) == ("6.5", "35.5", "CRS-0001")
    kept = db.session.get_one(TrainingCourse, course.id)
    assert kept.version == 1 and [one.id for one in kept.prerequisites] == [needed.id]


def test_a_retired_course_is_no_longer_found_and_can_be_taken_up_again(browse, now, sign_in):
    course = make_course("Neglect")
    sign_in(access.VIEW_CATALOGUE, access.MANAGE_COURSES)

    page = browse("training.retire_course", course_id=course.id, post={})
    assert "Neglect" not in page.links

    page = browse("training.restore_course", course_id=course.id, post={})
    assert page.notice == "“Neglect” is in use again"
    assert "Neglect" in browse("training.list_courses").links


def test_a_course_with_sessions_to_come_cannot_be_retired(browse, now, sign_in):
    session = make_session(make_course("Neglect"))
    sign_in(access.VIEW_CATALOGUE, access.MANAGE_COURSES)

    page = browse("training.retire_course", course_id=session.course_id, post={}, status=409)

    assert "“Neglect” still has a session to come. Hold or cancel them first" in page.text


def test_partners_see_what_their_sector_may_book_and_no_hint_of_the_rest(browse, now, sign_in):
    ours, theirs = make_course("For us alone"), make_course("For health too", sectors=["health"])
    make_session(ours), make_session(theirs)
    sign_in(access.VIEW_CATALOGUE, person=partner())

    for endpoint in ("training.list_courses", "training.list_sessions"):
        text = browse(endpoint).text
        assert ("For health too" in text and "For us alone" not in text and "1 session" in text) or "1 course" in text
    browse("training.view_course", course_id=theirs.id)
    browse("training.view_course", course_id=ours.id, status=404)


def test_a_partner_without_a_sector_sees_nothing(browse, now, sign_in):
    make_session(make_course("For health too", sectors=["health"]))
    sign_in(access.VIEW_CATALOGUE, person=partner(sector=None))

    assert "No courses yet" in browse("training.list_courses").text
    assert "No sessions to come" in browse("training.list_sessions").text


def test_those_who_only_look_are_offered_no_change(browse, now, sign_in):
    course = make_course("Neglect")
    sign_in(access.VIEW_CATALOGUE)

    page = browse("training.view_course", course_id=course.id)

    assert "Change course" not in page.text and "Retire" not in page.text
    browse("training.change_course", course_id=course.id, status=403)
    browse("training.retire_course", course_id=course.id, post={}, status=403)


def test_a_partner_learns_of_no_course_that_is_not_for_them(browse, now, sign_in_as):
    first = make_course("For the council alone")
    second = make_course("For health too, first", sectors=["health"])
    course = make_course("For health too", sectors=["health"], needs_ids=[first.id, second.id])
    sign_in_as(partner(Sector.HEALTH, Role.PARTNER))

    page = browse("training.view_course", course_id=course.id)

    assert page.summary("Courses that come before") == "For health too, first"
    assert "For the council alone" not in page.html


def test_a_course_takes_some_time(browse, now, sign_in):
    sign_in(access.MANAGE_COURSES, access.VIEW_CATALOGUE)

    for length in ("0", "0.01"):
        page = browse("training.add_course", post=A_COURSE | {"length_hours": length})
        assert page.errors == ["Enter its length in hours, such as 6 or 1.5"]
