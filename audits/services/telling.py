"""Who is told of an immediate concern: the manager of the case's team first, then up the line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from audits import queries
from audits.models import Audit, Concern, ConcernLine, ConcernTold
from audits.rules import concerns as rules
from audits.rules.concerns import ConcernLineKind, ConcernRung, Step
from dcpp.actions import queries as actions
from dcpp.actions.rules.escalation import line_above
from dcpp.kernel import clock, outbox, working_hours
from dcpp.kernel.db import db
from dcpp.people import queries as people
from dcpp.people.rules import Role

TOP = (Role.SENIOR_MANAGER, Role.PRACTICE_LEAD)


@dataclass(frozen=True)
class Place:
    """What of a case says who is above it."""

    team_id: UUID | None
    service_id: UUID | None
    practitioner_id: UUID | None


def place_of(found: Audit | Concern) -> Place:
    return Place(found.team_id, found.service_id, found.practitioner_id)


def who_is_next(place: Place, raised_by: UUID, told: list[UUID]) -> Step:
    """Whom to tell now, after those who were told; nobody where the council has nobody left."""
    left_out = {raised_by, *([place.practitioner_id] if place.practitioner_id else [])}
    here = people.list_ids_here(clock.today())
    steps = rules.steps_by_line(_chain(place), _named(place.service_id), here, left_out)
    top = [person.id for role in TOP for person in people.list_people_with_role(role, clock.today())]
    return rules.next_step(steps, [one for one in dict.fromkeys(top) if one not in left_out], told)


def _chain(place: Place) -> list[UUID]:
    """Everybody above the case, nearest first, those who left among them."""
    managers = people.list_managers()
    manager = people.get_team(place.team_id).manager_id if place.team_id else None
    if manager:
        return [manager, *line_above(manager, managers, managers)]
    return line_above(place.practitioner_id, managers, managers) if place.practitioner_id else []


def _named(service_id: UUID | None) -> Mapping[ConcernRung, UUID]:
    """Whom the Centre put on a rung by name, in this service or everywhere: the same people as for late actions."""
    holders = {place: one for place, one in actions.list_rung_holders().items() if may_be_told(one)}
    ours = {rung.value: rung for rung in rules.BY_LINE[1:]}
    everywhere = {ours[rung.value]: one for (rung, of), one in holders.items() if of is None and rung.value in ours}
    here = {ours[rung.value]: one for (rung, of), one in holders.items() if of == service_id and rung.value in ours}
    return everywhere | here


def may_be_told(person_id: UUID) -> bool:
    """Whether somebody can answer a concern: they manage others, or are at the top."""
    if people.list_report_ids(person_id):
        return True
    return any(one.id == person_id for role in TOP for one in people.list_people_with_role(role, clock.today()))


def tell(concern: Concern, step: Step, kind: ConcernLineKind) -> None:
    """Tell each of them by mail and on their first page, and let the clock begin again."""
    hours = timedelta(hours=queries.get_concern_settings().answer_hours)
    concern.rung, concern.answer_by = step.rung, working_hours.add(clock.now(), hours)
    names = people.names_of(set(step.person_ids))
    for person_id in step.person_ids:
        db.session.add(
            ConcernTold(
                concern_id=concern.id,
                person_id=person_id,
                rung=step.rung,
                told_at=clock.now(),
                answer_by=concern.answer_by,
            )
        )
        dedupe = f"concern:{concern.id}:{person_id}"
        outbox.write("audits/concern_to_answer", to=person_id, dedupe=dedupe, concern=concern)
    write_line(concern, kind, None, f"{step.rung.label}: {', '.join(names[one] for one in step.person_ids)}.")


def write_line(concern: Concern, kind: ConcernLineKind, by: UUID | None, words: str = "") -> None:
    """Add a line to the history, and save what was done."""
    db.session.add(
        ConcernLine(
            concern_id=concern.id,
            number=queries.count_lines(concern.id) + 1,
            kind=kind,
            words=words,
            written_at=clock.now(),
            written_by_id=by,
        )
    )
    db.session.flush()
