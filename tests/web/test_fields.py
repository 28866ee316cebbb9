"""Every field takes any post without raising, says what to do, and loses nothing."""

from datetime import date
from decimal import Decimal
from enum import Enum
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dcpp.web.fields import (
    Option,
    choice,
    choices,
    day,
    email,
    long_text,
    number,
    password,
    select,
    text,
    upload,
    yes_no,
)
from dcpp.web.forms import Form, errors_of

TEAM = UUID("11111111-1111-4111-8111-111111111111")


class Grade(Enum):
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"


class Everything(Form):
    name = text("Name", missing="Enter a name", longest=10)
    address = email("E-mail", missing="Enter an e-mail address")
    count = number("Count", called="The count", most=500, missing="Enter a count")
    rate = number("Rate", places=2, least=None, most=100)
    due_on = day("When", called="Due date", missing="Enter when it is due")
    grade = choice("Grade", Grade, missing="Select a grade")
    team = select("Team", [(TEAM, "North")], missing="Choose a team")
    themes = choices("Themes", ["plans", "voice"], most=1, missing="Select a theme")
    agreed = yes_no("Agreed", missing="Select yes if agreed")
    note = long_text("Note", longest=20)
    file = upload("File", kinds=("xlsx",), largest=2_000)
    secret = password("Password")


GOOD = {
    "name": "Ada",
    "address": "ada@council.example",
    "count": "1,2",
    "due_on-day": "3",
    "due_on-month": "sept",
    "due_on-year": "2026",
    "grade": "good",
    "team": str(TEAM),
    "themes": "plans",
    "agreed": "False",
}


def error(form, name):
    return form[name].error


def test_answers_come_back_in_their_own_kinds(posted):
    form = posted(Everything, GOOD | {"rate": "-2.5", "note": " one\r\n  two ", "secret": " space "})

    assert errors_of(form) == []
    assert form.count.data == 12 and form.rate.data == Decimal("-2.5")
    assert form.due_on.data == date(2026, 9, 3)
    assert form.grade.data is Grade.GOOD and form.team.data == TEAM
    assert form.themes.data == ["plans"] and form.agreed.data is False
    assert form.note.data == "one\n  two" and form.secret.data == " space "


def test_an_empty_post_is_told_every_missing_answer_once(posted):
    links = errors_of(posted(Everything))

    assert [link.text for link in links] == [
        "Enter a name", "Enter an e-mail address", "Enter a count", "Enter when it is due", "Select a grade",
        "Choose a team", "Select a theme", "Select yes if agreed",
    ]  # fmt: skip
    assert "#due_on-day" in [link.href for link in links]


@pytest.mark.parametrize(
    ("name", "written", "sentence"),
    [
        ("name", "x" * 11, "Answer must be 10 characters or fewer. You wrote 11"),
        ("address", "ada at council", "Enter an e-mail address in the correct format, like name@example.gov.uk"),
        ("address", "a@b", "Enter an e-mail address in the correct format, like name@example.gov.uk"),
        ("count", "many", "The count must be a whole number, like 12"),
        ("count", "²", "The count must be a whole number, like 12"),
        ("count", "9" * 6000, "The count must be a whole number, like 12"),
        ("count", "501", "The count must be a whole number, like 12, between 0 and 500"),
        ("rate", "NaN", "Answer must be a number, like 7.5"),
        ("rate", "1e400", "Answer must be a number, like 7.5"),
        ("grade", "superb", "Choose one of the answers on the page"),
        ("team", "' or 1=1 --", "Choose one of the answers on the page"),
        ("note", "x" * 21, "Answer must be 20 characters or fewer. You wrote 21"),
    ],
)
def test_an_answer_that_cannot_be_used_is_told_what_to_do_and_shown_again(posted, name, written, sentence):
    form = posted(Everything, GOOD | {name: written})

    assert error(form, name) == sentence
    assert getattr(form[name], "shown", written) == written


@pytest.mark.parametrize(
    ("parts", "sentence", "href"),
    [
        (("31", "2", "2026"), "Due date must be a real date, like 27 3 2026", "#due_on-day"),
        (("3", "Smarch", "2026"), "Due date must be a real date, like 27 3 2026", "#due_on-month"),
        (("3", "13", "2026"), "Due date must be a real date, like 27 3 2026", "#due_on-month"),
        (("3", "2", "26"), "Due date must have a year of 4 numbers, like 2026", "#due_on-year"),
        (("3", "", "2026"), "Due date must include a month", "#due_on-month"),
        (("", "", "2026"), "Due date must include a day and month", "#due_on-day"),
        (("٣", "2", "2026"), "Due date must be a real date, like 27 3 2026", "#due_on-day"),
        (("3", "2", "9999"), "Due date must be a real date, like 27 3 2026", "#due_on-year"),
    ],
)
def test_a_day_that_is_none_is_told_so_at_the_box_at_fault(posted, parts, sentence, href):
    answers = {f"due_on-{part}": written for part, written in zip(("day", "month", "year"), parts, strict=True)}
    form = posted(Everything, GOOD | answers)

    assert [(link.text, link.href) for link in errors_of(form)] == [(sentence, href)]
    assert form.due_on.parts == parts


def test_a_day_may_name_its_month(posted):
    for written in ("11", "nov", "Nov.", "NOVEMBER", "novem"):
        assert posted(Everything, GOOD | {"due_on-month": written}).due_on.data == date(2026, 11, 3)


def test_a_file_of_another_kind_or_size_is_refused(posted):
    def said(name, content):
        return error(posted(Everything, GOOD, {"file": (name, content)}), "file")

    assert said("a.xlsx", b"rows") is None
    assert said("a.exe", b"rows") == "The selected file must be XLSX"
    assert said("a.xlsx", b"") == "The selected file is empty"
    assert said("A.XLSX", b"x" * 2_001) == "The selected file must be 2 KB or smaller"


def test_files_where_words_belong_and_words_where_files_belong_are_no_answers(posted):
    fields = [name for name in GOOD if name != "name"]
    form = posted(Everything, {"file": "words"}, dict.fromkeys([*fields, "name"], ("a.xlsx", b"rows")))

    assert form.file.data is None
    assert len(errors_of(form)) == 8


def test_control_characters_never_reach_the_database(posted):
    assert posted(Everything, GOOD | {"name": "A\x00d\x1ba"}).name.data == "Ada"


def test_more_ticks_than_allowed_are_refused(posted):
    form = posted(Everything, [*GOOD.items(), ("themes", "voice")])

    assert error(form, "themes") == "Select no more than 1"
    assert form.themes.data == ["plans", "voice"]


def test_json_is_not_a_form(built_app):
    with built_app.test_request_context(method="POST", json=[1, {"name": ["x"]}]):
        assert len(errors_of(invalid(Everything()))) == 8


def invalid(form):
    assert not form.validate_on_submit()
    return form


def test_choices_may_be_given_to_a_form_that_is_already_made(built_app):
    class Picking(Form):
        worker = select("Who?", missing="Choose who")

    with built_app.test_request_context(method="POST", data={"worker": "7"}):
        form = Picking()
        form.worker.choices = [Option(7, "Ada")]

        assert form.validate_on_submit() and form.worker.data == 7


def test_what_is_already_known_is_shown(built_app):
    with built_app.test_request_context():
        form = Everything(data={"due_on": date(2026, 3, 1), "grade": Grade.GOOD, "count": 0, "agreed": False})

        assert form.due_on.parts == ("1", "3", "2026") and form.count.shown == "0"
        assert [one.text for one in form.grade.choices if form.grade.is_chosen(one)] == ["Good"]
        assert [one.text for one in form.agreed.choices if form.agreed.is_chosen(one)] == ["No"]


def test_a_question_that_may_be_left_out_says_so(built_app):
    with built_app.test_request_context():
        assert [q.name for q in Everything().questions if q.question.endswith("(optional)")] == [
            "rate", "note", "file", "secret",
        ]  # fmt: skip


def test_a_refusal_can_stand_beside_its_question(posted):
    form = posted(Everything, GOOD)
    form.refuse("This team is closed", at=form.team)
    form.refuse("The audit is closed")

    assert [(link.text, link.href) for link in errors_of(form)] == [
        ("The audit is closed", None), ("This team is closed", "#team"),
    ]  # fmt: skip


NAMES = [*GOOD, "rate", "note", "file", "secret"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=30)), max_size=15))
def test_no_post_whatever_makes_a_form_raise(posted, answers):
    form = posted(Everything, answers)

    assert all(link.text for link in errors_of(form))
