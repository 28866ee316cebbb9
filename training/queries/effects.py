"""What a change to the matrix would do, before it is made: whom it asks, and who would be late by it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, or_, select

from dcpp.kernel.db import db
from dcpp.people.models import Person, Team
from training.models import (
    TrainingEquivalence,
    TrainingExemption,
    TrainingRecord,
    TrainingRequirement,
    TrainingRoleDay,
)
from training.queries.asked import works_here
from training.queries.requirements import list_lines_of
from training.rules.compliance import ONCE, Ask, Done, Standing, Stands, stands
from training.rules.requirements import EVERYBODY_ELSE, ExemptionState, Rule, governs, roles_of, shortened


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One version of a rule, as effects are reckoned with: each role that it asks, and since when."""

    rule: Rule
    from_on: date
    roles: Mapping[str, date]
    months_before: int | None


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One person whom a change touches. before, after: how they would stand on the day; None where not asked."""

    person_id: UUID
    name: str
    team: str
    before: Stands | None
    after: Stands | None

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_released(self) -> bool:
        return self.after is None

    @property
    def becomes_late(self) -> bool:
        late_before = self.before is not None and self.before.standing is Standing.OVERDUE
        return self.after is not None and self.after.standing is Standing.OVERDUE and not late_before

    @property
    def must_act(self) -> bool:
        """Whether it must be done within days of grace that begin by the change."""
        return (
            self.after is not None
            and self.after.standing is Standing.IN_GRACE
            and (self.before is None or self.before.standing is not Standing.IN_GRACE)
        )


def list_effects(
    course_id: UUID,
    proposed: Asked | None,
    *,
    line_id: UUID | None,
    day: date,
) -> list[Effect]:
    """Everybody whom a change from a day on touches, late ones first, then by name; in a fixed number of statements.

    proposed: what is asked from then on, None where it is asked no longer; line_id: what it takes the place of.
    """
    now = [version for version in list_lines_of(course_id) if version.is_in_force(day)]
    before = [_asked(version) for version in now]
    after = [_asked(version) for version in now if version.line_id != line_id] + ([proposed] if proposed else [])
    people, facts = _people(day), _Facts(course_id, day)
    effects = [
        Effect(
            person_id=person.id,
            name=person.name,
            team=person.team or "",
            before=facts.stands(person, before),
            after=facts.stands(person, after),
        )
        for person in people
    ]
    touched = [effect for effect in effects if effect.before != effect.after]
    return sorted(touched, key=lambda effect: (not effect.becomes_late, not effect.must_act, effect.name))


def proposed_of(rule: Rule, from_on: date, before: TrainingRequirement | None) -> Asked:
    """A rule that is not kept yet, as it would follow on what it takes the place of."""
    asked = {one.job_role: one.asked_from for one in before.roles} if before else {}
    return Asked(
        rule=rule,
        from_on=from_on,
        roles={role: asked.get(role, from_on) for role in roles_of(rule.job_roles)},
        months_before=shortened(before.months, rule.months) if before else None,
    )


def _asked(version: TrainingRequirement) -> Asked:
    return Asked(
        rule=version.rule,
        from_on=version.from_on,
        roles={one.job_role: one.asked_from for one in version.roles},
        months_before=version.months_before,
    )


def _people(day: date) -> Sequence[Any]:
    return db.session.execute(
        select(Person.id, Person.name, Person.job_role, Person.starts_on, Team.name.label("team"))
        .outerjoin(Team, Team.id == Person.team_id)
        .where(works_here(day))
        .order_by(Person.name, Person.id)
    ).all()


class _Facts:
    """What is known of everybody for one course, read once."""

    def __init__(self, course_id: UUID, day: date) -> None:
        self.day = day
        self.records = _records(course_id, day)
        self.exempt = _exempt(course_id, day)
        self.since = _since(day)

    def stands(self, person: Row[Any], asked: Collection[Asked]) -> Stands | None:
        """How somebody stands with what is asked of a course, None where nothing is asked of them."""
        named = {role for one in asked for role in one.roles if role != EVERYBODY_ELSE}
        for one in asked:
            role = governs(person.job_role, list(one.roles), named)
            if role is not None:
                return stands(self._ask(person, one, role), self.records.get(person.id, ()), self.day)
        return None

    def _ask(self, person: Row[Any], one: Asked, role: str) -> Ask:
        return Ask(
            months=one.rule.months or ONCE,
            asked_from=one.roles[role],
            from_on=one.from_on,
            newcomer_days=one.rule.newcomer_days,
            introduction_days=one.rule.introduction_days,
            months_before=one.months_before,
            since_on=self.since.get(person.id) or person.starts_on,
            exempt_until=self.exempt.get(person.id),
        )


def _records(course_id: UUID, day: date) -> dict[UUID, list[Done]]:
    record = TrainingRecord
    spans = [(course_id, date.min, date.max), *_equivalents(course_id)]
    counts = or_(*((record.course_id == one) & record.completed_on.between(first, last) for one, first, last in spans))
    found: dict[UUID, list[Done]] = {}
    rows = db.session.execute(
        select(record.person_id, record.completed_on, record.expires_on).where(
            counts, record.completed_on <= day, record.confirmed_at.is_not(None), record.withdrawn_at.is_(None)
        )
    )
    for person_id, completed_on, expires_on in rows:
        found.setdefault(person_id, []).append(Done(completed_on=completed_on, expires_on=expires_on))
    return found


def _equivalents(course_id: UUID) -> Iterator[tuple[UUID, date, date]]:
    one = TrainingEquivalence
    rows = db.session.execute(select(one.counts_id, one.from_on, one.until_on).where(one.course_id == course_id))
    for counts_id, from_on, until_on in rows:
        yield counts_id, from_on, until_on or date.max


def _exempt(course_id: UUID, day: date) -> dict[UUID, date]:
    one = TrainingExemption
    rows = db.session.execute(
        select(one.person_id, func.max(one.until_on).label("until_on"))
        .where(one.course_id == course_id, one.state == ExemptionState.AGREED, one.from_on <= day)
        .group_by(one.person_id)
    )
    return {row.person_id: row.until_on for row in rows}


def _since(day: date) -> dict[UUID, date]:
    one = TrainingRoleDay
    rows = db.session.execute(
        select(one.person_id, func.max(one.since_on).label("since_on"))
        .where(one.since_on <= day)
        .group_by(one.person_id)
    )
    return {row.person_id: row.since_on for row in rows}
