"""A co-ordinator says what is asked of whom, sees beforehand whom it touches, changes it from a day and ends it."""

import pytest

from tests.makers.people import make_person
from tests.makers.training import make_course
from tests.makers.training_records import make_record, make_requirement
from training import access, queries


@pytest.fixture
def course(app, now, sign_in):
    sign_in(access.MANAGE_REQUIREMENTS)
    make_person("Fay Fresh")
    return make_course("Safeguarding children", months_valid=None)


def said(course, day="23", **more):
    given = {"course_id": str(course.id), "job_roles": ["Social worker"], "months": "12", "newcomer_days": "90"}
    from_on = {"from_on-day": day, "from_on-month": "11", "from_on-year": "2026"}
    return given | from_on | {"introduction_days": "30"} | more


def test_what_is_asked_is_shown_before_it_is_kept(browse, course):
    page = browse("training.set_requirement", post=said(course))

    assert "Whom this touches" in page.text
    assert "Fay Fresh" in page.text
    assert "Nothing is asked yet" in browse("training.list_requirements").text


def test_once_it_was_seen_it_is_kept(browse, course):
    page = browse("training.set_requirement", post=said(course, seen="yes"))

    assert page.notice == "The matrix is changed"
    assert "Every 12 months" in page.text


def test_the_check_page_sends_along_all_that_was_answered(browse, course):
    page = browse("training.set_requirement", post=said(course))
    hidden = [(one["name"], one["value"]) for one in page.soup.select("form input[type=hidden]")]

    assert ("job_roles", "Social worker") in hidden
    assert ("months", "12") in hidden


def test_a_change_tells_who_would_be_late_and_keeps_the_past(browse, course):
    requirement = make_requirement(course, months=36)
    make_record(make_person("Tia Touched"), course, days_ago=700)

    page = browse(
        "training.change_requirement", requirement_id=requirement.id, post=said(course, day="24", introduction_days="0")
    )
    assert "Tia Touched" in page.text
    browse("training.change_requirement", requirement_id=requirement.id, post=said(course, day="24", seen="yes"))

    assert [one.months for one in queries.list_versions(requirement.line_id)] == [12, 36]


def test_a_rule_does_not_begin_in_the_past(browse, course):
    page = browse("training.set_requirement", post=said(course, day="20", seen="yes"))

    assert "Enter a first day that is today or later" in page.text


def test_one_role_is_asked_one_thing_of_a_course(browse, course):
    make_requirement(course)

    page = browse("training.set_requirement", post=said(course, seen="yes"))

    assert "is asked of Social worker already" in page.text


def test_it_is_ended_on_a_day(browse, course):
    requirement = make_requirement(course)
    last = {"last_on-day": "30", "last_on-month": "11", "last_on-year": "2026"}

    page = browse("training.end_requirement", requirement_id=requirement.id, post=last)

    assert "until 30 November 2026" in page.text
