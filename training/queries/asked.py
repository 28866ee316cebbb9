"""What is asked of whom, which records answer it and who is exempt: the parts of how people stand, in SQL."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Subquery, and_, case, exists, func, or_, select, true, union_all
from sqlalchemy.orm import aliased

from dcpp.kernel import days
from dcpp.people.models import Person
from training.models import (
    TrainingEquivalence,
    TrainingExemption,
    TrainingRecord,
    TrainingRequirement,
    TrainingRequirementRole,
    TrainingRoleDay,
)
from training.rules.requirements import EVERYBODY_ELSE, ExemptionState

Role, Rule = TrainingRequirementRole, TrainingRequirement
NEVER, FOR_EVER = partial(days.literal, days.NEVER), partial(days.literal, days.FOR_EVER)
RULE_COLUMNS = (
    "requirement_id",
    "course_id",
    "asked_from",
    "months",
    "months_before",
    "from_on",
    "newcomer_days",
    "introduction_days",
)


def works_here(today: date) -> ColumnElement[bool]:
    """The council's own people on a day: those who have begun and not left."""
    return and_(
        Person.partner_agency == "",
        or_(Person.starts_on.is_(None), Person.starts_on <= today),
        or_(Person.leaves_on.is_(None), Person.leaves_on >= today),
    )


def in_force(today: date) -> ColumnElement[bool]:
    return and_(Rule.from_on <= today, or_(Rule.until_on.is_(None), Rule.until_on >= today))


def _posts(today: date) -> CTE:
    """Every job role that somebody has, with the rules in force that ask it: a few hundred rows."""
    held = (
        select(func.lower(Person.job_role).label("job_role"))
        .where(Person.partner_agency == "")
        .distinct()
        .subquery("held")
    )
    other, others_rule = aliased(Role), aliased(Rule)
    is_named = exists().where(
        other.requirement_id == others_rule.id,
        others_rule.course_id == Rule.course_id,
        others_rule.from_on <= today,
        or_(others_rule.until_on.is_(None), others_rule.until_on >= today),
        other.job_role != EVERYBODY_ELSE,
        func.lower(other.job_role) == held.c.job_role,
    )
    asks = or_(
        and_(Role.job_role != EVERYBODY_ELSE, func.lower(Role.job_role) == held.c.job_role),
        and_(Role.job_role == EVERYBODY_ELSE, ~is_named),
    )
    columns = (Rule.course_id, Rule.months, Rule.months_before, Rule.from_on, Rule.newcomer_days)
    return (
        select(held.c.job_role, Rule.id.label("requirement_id"), Role.asked_from, Rule.introduction_days, *columns)
        .select_from(held)
        .join(Rule, in_force(today))
        .join(Role, and_(Role.requirement_id == Rule.id, asks))
        .cte("posts")
    )


def asked_of(today: date, people: Sequence[ColumnElement[bool]], course_ids: Collection[UUID] | None) -> CTE:
    """A row for each person and each rule that asks them."""
    posts = _posts(today)
    since = (
        select(TrainingRoleDay.person_id, func.max(TrainingRoleDay.since_on).label("since_on"))
        .where(TrainingRoleDay.since_on <= today)
        .group_by(TrainingRoleDay.person_id)
        .subquery("since")
    )
    rule = [posts.c[name] for name in RULE_COLUMNS]
    return (
        select(
            Person.id.label("person_id"),
            Person.team_id,
            Person.is_agency,
            func.coalesce(since.c.since_on, Person.starts_on).label("since_on"),
            *rule,
        )
        .select_from(Person)
        .join(posts, posts.c.job_role == func.lower(Person.job_role))
        .outerjoin(since, since.c.person_id == Person.id)
        .where(works_here(today), *people, true() if course_ids is None else posts.c.course_id.in_(course_ids))
        .cte("asked")
    )


def counting() -> Subquery:
    """Which course's records count for which, and for those of which days: its own, and what was made equivalent."""
    itself = select(
        Rule.course_id.label("course_id"),
        Rule.course_id.label("counts_id"),
        NEVER().label("from_on"),
        FOR_EVER().label("until_on"),
    ).distinct()
    others = select(
        TrainingEquivalence.course_id,
        TrainingEquivalence.counts_id,
        TrainingEquivalence.from_on,
        func.coalesce(TrainingEquivalence.until_on, FOR_EVER()).label("until_on"),
    )
    return union_all(itself, others).subquery("counting")


def best_records(asked: CTE, today: date) -> Subquery:
    """Until when the records of each person answer each rule, and until when they would have under the old months."""
    counts = counting()
    record = TrainingRecord
    its_own = func.coalesce(record.expires_on, FOR_EVER())
    until = days.earlier_of(
        case((asked.c.months.is_(None), FOR_EVER()), else_=days.months_after(record.completed_on, asked.c.months)),
        its_own,
    )
    before = case(
        (asked.c.months_before.is_(None), None),
        (asked.c.months_before == 0, its_own),
        else_=days.earlier_of(days.months_after(record.completed_on, asked.c.months_before), its_own),
    )
    return (
        select(
            asked.c.person_id,
            asked.c.requirement_id,
            func.max(record.completed_on).label("done_on"),
            func.max(until).label("valid_until"),
            func.max(before).label("held_until"),
        )
        .select_from(asked)
        .join(counts, counts.c.course_id == asked.c.course_id)
        .join(
            record,
            and_(
                record.person_id == asked.c.person_id,
                record.course_id == counts.c.counts_id,
                record.completed_on >= counts.c.from_on,
                record.completed_on <= counts.c.until_on,
                record.completed_on <= today,
                record.confirmed_at.is_not(None),
                record.withdrawn_at.is_(None),
            ),
        )
        .group_by(asked.c.person_id, asked.c.requirement_id)
        .subquery("best")
    )


def exempted(today: date) -> Subquery:
    """The last day of each person's exemption from each course, where one was agreed and has begun."""
    one = TrainingExemption
    return (
        select(one.person_id, one.course_id, func.max(one.until_on).label("until_on"))
        .where(one.state == ExemptionState.AGREED, one.from_on <= today)
        .group_by(one.person_id, one.course_id)
        .subquery("exempt")
    )
