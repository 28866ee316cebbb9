"""What is derived in SQL for everybody is what the rule says of each, and asks only those who are asked."""

import random
from datetime import date, timedelta

import pytest

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.people.models import Person
from dcpp.people.services import people as people_services
from tests.makers.people import make_person, make_team
from tests.makers.training import make_course
from tests.makers.training_records import (
    make_equivalence,
    make_exemption,
    make_own_entry,
    make_record,
    make_requirement,
)
from tests.statements import statements
from training import queries, services
from training.models import TrainingCourse, TrainingRequirement
from training.queries.effects import _asked, _Facts, _people, list_effects, proposed_of
from training.queries.requirements import list_lines_of
from training.rules.requirements import CannotKeepRequirement, Rule

ROLES = ["Social worker", "Team manager", "Family support worker", ""]


@pytest.fixture
def course(app, now):
    return make_course("Safeguarding", months_valid=None)


def standings(*people):
    rows = queries.list_standing(clock.today(), *([Person.id.in_([one.id for one in people])] if people else []))
    return [(row.course, row.standing, row.due_on) for row in rows]


def test_what_is_asked_of_a_role_is_asked_of_nobody_else(course):
    make_requirement(course)
    asked, other = make_person(), make_person(job_role="Administrator")

    assert standings(asked) == [("Safeguarding", "overdue", date(2025, 10, 19))]
    assert standings(other) == []


def test_a_new_role_changes_what_is_asked_at_once_and_gives_a_newcomer_s_days(course):
    make_requirement(course)
    person = make_person(job_role="Administrator")

    with transaction():
        found = db.session.get_one(Person, person.id)
        details = {name: getattr(found, name) for name in people_services.PersonDetails.__dataclass_fields__}
        changed = details | {"job_role": "social WORKER", "social_work_england_number": ""}
        people_services.change_person(found, people_services.PersonDetails(**changed))

    assert standings(person) == [("Safeguarding", "in_grace", clock.today() + timedelta(days=90))]


def test_named_roles_come_before_everybody_else(course):
    make_requirement(course, roles=(), months=36)
    make_requirement(course, months=12)
    social_worker, other = make_person(), make_person(job_role="Administrator")
    for person in (social_worker, other):
        make_record(person, course, days_ago=500)

    assert [one[1] for one in standings(social_worker)] == ["overdue"]
    assert [one[1] for one in standings(other)] == ["in_date"]


@pytest.mark.parametrize(
    "details",
    [
        {"leaves_on": date(2026, 11, 22)},
        {"starts_on": date(2026, 11, 24)},
        {"partner_agency": "A health trust"},
    ],
)
def test_leavers_partners_and_those_who_have_yet_to_start_are_asked_nothing(course, details):
    make_requirement(course, roles=())

    assert standings(make_person(**details)) == []


def test_an_own_entry_answers_once_it_is_confirmed_and_not_once_it_is_withdrawn(course):
    make_requirement(course)
    person = make_person()
    record = make_own_entry(person, course)
    assert standings(person)[0][1] == "overdue"

    with transaction():
        services.confirm_record(db.session.get_one(type(record), record.id), by=make_person().id)
    assert standings(person)[0][1] == "in_date"

    with transaction():
        services.withdraw_record(db.session.get_one(type(record), record.id), reason="A mistake", by=None)
    assert standings(person)[0][1] == "overdue"


def test_an_equivalent_course_counts_from_its_day_and_not_before(course):
    other = make_course("Safeguarding for leaders")
    make_requirement(course)
    make_equivalence(course, other, from_on=date(2026, 6, 1))
    early, late = make_person(), make_person()
    make_record(early, other, completed_on=date(2026, 5, 31))
    make_record(late, other, completed_on=date(2026, 6, 1))

    assert [standings(one)[0][1] for one in (early, late)] == ["overdue", "in_date"]


def test_a_change_from_a_day_leaves_the_past_as_it_was(course):
    requirement = make_requirement(course, months=36)
    person = make_person()
    make_record(person, course, days_ago=700)
    with transaction():
        found = queries.get_requirement(requirement.id)
        rule = Rule(job_roles=("Social worker",), months=12, newcomer_days=90, introduction_days=0)
        details = services.RequirementDetails(rule=rule, from_on=date(2026, 12, 1))
        services.change_requirement(found, details, by=None)

    def on(day):
        return queries.list_standing(day, Person.id == person.id)[0].standing

    assert [on(date(2026, 11, 30)), on(date(2026, 12, 1)), on(date(2026, 12, 2))] == ["in_date", "in_grace", "overdue"]
    assert len(list_lines_of(course.id)) == 2


def test_one_course_is_asked_of_a_role_once(course):
    make_requirement(course)

    with pytest.raises(CannotKeepRequirement, match="asked of social worker already"):
        make_requirement(course, roles=("social worker",), days_ago=0)


def test_a_check_tells_whom_a_change_would_make_late(course):
    requirement = make_requirement(course, months=36)
    touched, fresh = make_person("Tia Touched"), make_person("Fay Fresh")
    make_record(touched, course, days_ago=700)
    make_record(fresh, course, days_ago=10)
    found = queries.get_requirement(requirement.id)
    rule = Rule(job_roles=("Social worker",), months=12, newcomer_days=90, introduction_days=30)

    effects = list_effects(course.id, proposed_of(rule, clock.today(), found), line_id=found.line_id, day=clock.today())

    assert [(one.name, one.must_act, one.becomes_late) for one in effects] == [
        ("Tia Touched", True, False),
        ("Fay Fresh", False, False),
    ]


@pytest.mark.parametrize("seed", range(4))
def test_sql_and_the_rule_say_the_same_of_everybody(course, seed):
    chance = random.Random(seed)
    other = make_course("Something like it")
    _made_up_matrix(chance, course)
    make_equivalence(course, other, from_on=date(2025, 6, 1))
    for number in range(25):
        starts = clock.today() - timedelta(days=chance.randrange(1, 900))
        person = make_person(job_role=chance.choice(ROLES), starts_on=chance.choice([None, starts]))
        for _ in range(chance.randrange(3)):
            completed = clock.today() - timedelta(days=chance.randrange(1, 1500))
            expires = chance.choice([None, completed + timedelta(days=chance.randrange(1, 800))])
            make_record(person, chance.choice([course, other]), completed_on=completed, expires_on=expires)
        if number % 5 == 0:
            with clock.pretend(clock.now() - timedelta(days=200)):
                make_exemption(person, course, days=chance.choice([20, 150, 199, 200, 300]))

    for day in (clock.today(), clock.today() + timedelta(days=chance.randrange(400))):
        said = {row.person_id: row for row in queries.list_standing(day)}
        facts, asked = _Facts(course.id, day), [_asked(one) for one in list_lines_of(course.id) if one.is_in_force(day)]
        for person in _people(day):
            rule, row = facts.stands(person, asked), said.get(person.id)
            assert (rule is None) == (row is None), person
            if rule:
                assert (row.standing, row.due_on, row.done_on, row.valid_until) == (
                    rule.standing.value,
                    rule.due_on,
                    rule.done_on,
                    rule.valid_until,
                ), person


def _made_up_matrix(chance, course):
    first = make_requirement(
        course, roles=("Social worker", "Team manager"), months=chance.choice([None, 36]), grace=chance.choice([0, 60])
    )
    make_requirement(course, roles=(), months=24, newcomer=chance.choice([0, 30]))
    with clock.pretend(clock.now() - timedelta(days=chance.choice([5, 40]))), transaction():
        rule = Rule(job_roles=("Social worker",), months=12, newcomer_days=60, introduction_days=30)
        details = services.RequirementDetails(rule=rule, from_on=clock.today())
        services.change_requirement(queries.get_requirement(first.id), details, by=None)


def test_it_takes_one_statement_for_any_number_of_people(course):
    make_requirement(course)
    make_person()
    with statements() as few:
        standings()
    team = make_team()
    for _ in range(20):
        make_person(team=team)
    with statements() as many:
        standings()

    assert len([one for one in many if one.startswith(("SELECT", "WITH"))]) == 1
    assert len(few) == len(many)


def test_two_who_set_the_same_requirement_leave_one(course):
    make_requirement(course)

    with pytest.raises(CannotKeepRequirement):
        make_requirement(course, days_ago=0)

    assert db.session.query(TrainingRequirement).count() == 1
    assert db.session.query(TrainingCourse).count() == 1
