"""The matrix: what is asked is set, changed from a day, and ended. What was asked before stays as it was."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id
from training import events
from training.models import TrainingCourse, TrainingRequirement, TrainingRequirementRole
from training.queries.requirements import list_lines_of
from training.rules.requirements import (
    CannotEndRequirement,
    CannotKeepRequirement,
    Rule,
    check_rule,
    overlaps,
    roles_of,
    shared_role,
    shortened,
)


@dataclass(frozen=True, kw_only=True)
class RequirementDetails:
    """What is asked from a day on. why: the law, the policy or the reason, in words."""

    rule: Rule
    from_on: date
    why: str = ""


def set_requirement(course: TrainingCourse, details: RequirementDetails, *, by: UUID | None) -> TrainingRequirement:
    """Ask for a course, of some job roles or of everybody else. Raises CannotKeepRequirement."""
    _lock(course)
    _check(course, details, line_id=None)
    return _add(course, details, line_id=new_id(), before=None, by=by)


def change_requirement(
    requirement: TrainingRequirement, details: RequirementDetails, *, by: UUID | None
) -> TrainingRequirement:
    """Let something else be asked from a day on. Raises CannotKeepRequirement.

    What was in force until then stays, with its last day. What has not begun, or began today, is put right in place.
    """
    _lock(requirement.course)
    _check(requirement.course, details, line_id=requirement.line_id)
    if requirement.until_on is not None:
        raise CannotKeepRequirement("This was changed or ended by somebody else. Open the matrix and look at it again")
    before: TrainingRequirement | None = requirement
    if requirement.from_on >= details.from_on:
        earlier = _version_before(requirement)
        db.session.delete(requirement)
        db.session.flush()
        before = earlier if earlier and earlier.until_on == requirement.from_on - timedelta(days=1) else None
        if before and before.from_on >= details.from_on:
            raise CannotKeepRequirement("Enter a day after the day from which the rule before it was asked")
    if before is not None:
        before.until_on = details.from_on - timedelta(days=1)
        db.session.flush()
    return _add(requirement.course, details, line_id=requirement.line_id, before=before, by=by)


def end_requirement(requirement: TrainingRequirement, last_day: date) -> None:
    """Ask for it no longer after a day. Raises CannotEndRequirement."""
    if requirement.until_on is not None and requirement.until_on < clock.today():
        raise CannotEndRequirement("This is not asked any more already")
    if last_day < clock.today() - timedelta(days=1):
        raise CannotEndRequirement("Enter a last day that is yesterday or later: what was asked before stays as it was")
    if last_day < requirement.from_on:
        raise CannotEndRequirement("Enter a last day that is not before the first")
    requirement.until_on = last_day
    db.session.flush()
    announce(
        events.RequirementEnded(
            happened_at=clock.now(),
            requirement_id=requirement.id,
            course_id=requirement.course_id,
            until_on=last_day,
        )
    )


def _add(
    course: TrainingCourse,
    details: RequirementDetails,
    *,
    line_id: UUID,
    before: TrainingRequirement | None,
    by: UUID | None,
) -> TrainingRequirement:
    rule = details.rule
    asked = {one.job_role: one.asked_from for one in before.roles} if before else {}
    requirement = TrainingRequirement(
        id=new_id(),
        line_id=line_id,
        course=course,
        months=rule.months,
        months_before=shortened(before.months, rule.months) if before else None,
        newcomer_days=rule.newcomer_days,
        introduction_days=rule.introduction_days,
        from_on=details.from_on,
        why=" ".join(details.why.split()),
        set_at=clock.now(),
        set_by_id=by,
        version=1,
        roles=[
            TrainingRequirementRole(job_role=role, asked_from=asked.get(role, details.from_on))
            for role in roles_of(rule.job_roles)
        ],
    )
    db.session.add(requirement)
    db.session.flush()
    announce(
        events.RequirementSet(
            happened_at=requirement.set_at,
            requirement_id=requirement.id,
            course_id=course.id,
            from_on=requirement.from_on,
            months=requirement.months,
        )
    )
    return requirement


def _lock(course: TrainingCourse) -> None:
    """Two who change what is asked of one course take turns."""
    db.session.execute(select(TrainingCourse.id).where(TrainingCourse.id == course.id).with_for_update())


def _check(course: TrainingCourse, details: RequirementDetails, *, line_id: UUID | None) -> None:
    check_rule(details.rule)
    if course.is_retired:
        raise CannotKeepRequirement(f"“{course.title}” is retired. Take it up again before you ask for it")
    if details.from_on < clock.today():
        raise CannotKeepRequirement("Enter a first day that is today or later: a rule does not change the past")
    ours = roles_of(details.rule.job_roles)
    for other in list_lines_of(course.id):
        if other.line_id == line_id or not overlaps((details.from_on, None), (other.from_on, other.until_on)):
            continue
        if role := shared_role(ours, [one.job_role for one in other.roles]):
            raise CannotKeepRequirement(
                f"“{course.title}” is asked of {role} already. Change that requirement, or end it first"
            )


def _version_before(requirement: TrainingRequirement) -> TrainingRequirement | None:
    return db.session.scalar(
        select(TrainingRequirement)
        .where(
            TrainingRequirement.line_id == requirement.line_id,
            TrainingRequirement.from_on < requirement.from_on,
        )
        .order_by(TrainingRequirement.from_on.desc())
        .limit(1)
    )
