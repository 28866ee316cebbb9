"""Setting up programmes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from uuid import UUID

from sqlalchemy import select

from audits import events
from audits.models import AuditProgramme
from audits.rules.frames import writable
from audits.rules.programmes import AuditorPool, CannotSetUpProgramme, Schedule, SeedScheme, Stratify
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.rules import Role


@dataclass(frozen=True, kw_only=True)
class ProgrammeDetails:
    """What a programme says. A draw takes it over when its list is frozen."""

    name: str
    size: int
    stratify_by: list[str]
    statuses_left_out: list[str]
    months_apart: int
    list_age_days: int
    seed_scheme: SeedScheme
    public_what: str = ""
    public_where: str = ""
    schedule: Schedule = Schedule.MONTHLY
    is_active: bool = True
    kind: AuditKind = AuditKind.CORE
    tool_code: str = "core"
    tool_version: int | None = None
    look_back_months: int | None = None
    minimum: int = 1
    minimums: dict[str, int] = field(default_factory=dict)
    targeted: list[str] = field(default_factory=list)
    limits: dict[str, int] = field(default_factory=dict)
    months_since_held: int = 12
    drawn_in: list[str] = field(default_factory=list)
    pool: AuditorPool = AuditorPool.EVERYBODY
    pool_role: Role | None = None
    pool_group_id: UUID | None = None
    most_each: int | None = None
    auditor_ids: list[UUID] = field(default_factory=list)


def set_up_programme(details: ProgrammeDetails, by_id: UUID | None) -> AuditProgramme:
    programme = AuditProgramme(**_checked(details, None), set_up_at=clock.now(), set_up_by_id=by_id)
    db.session.add(programme)
    programme.auditors = _auditors_of(details)
    db.session.flush()
    announce(
        events.ProgrammeSetUp(
            happened_at=programme.set_up_at,
            programme_id=programme.id,
            size=programme.size,
            seed_scheme=programme.seed_scheme.value,
        )
    )
    return programme


def change_programme(programme: AuditProgramme, details: ProgrammeDetails, *, seen_version: int) -> None:
    """Change what holds for draws whose list is not yet frozen, unless somebody else has since it was seen."""
    _hold_as_seen(programme, seen_version)
    for name, value in _checked(details, programme.id).items():
        setattr(programme, name, value)
    programme.auditors = _auditors_of(details)
    _announce_change(programme)


def set_minimums(programme: AuditProgramme, minimums: Mapping[str, int], *, seen_version: int) -> None:
    """Keep the least to be drawn from each group that has a minimum of its own, by the group's name."""
    _hold_as_seen(programme, seen_version)
    if unwritable := [name for name in minimums if writable(name) != name]:
        raise CannotSetUpProgramme(f"There is no group called {unwritable[0]!r}")
    programme.minimums = dict(sorted(minimums.items()))
    _announce_change(programme)


def _hold_as_seen(programme: AuditProgramme, seen_version: int) -> None:
    db.session.refresh(programme, with_for_update=True)
    if programme.version != seen_version:
        raise CannotSetUpProgramme(
            "Somebody else changed this programme while you had it open. What it says now is below your answers: "
            "save again if yours should stand."
        )


def _announce_change(programme: AuditProgramme) -> None:
    db.session.flush()
    announce(
        events.ProgrammeChanged(
            happened_at=clock.now(),
            programme_id=programme.id,
            size=programme.size,
            seed_scheme=programme.seed_scheme.value,
            is_active=programme.is_active,
        )
    )


def _checked(details: ProgrammeDetails, programme_id: UUID | None) -> dict[str, object]:
    values = {one.name: getattr(details, one.name) for one in fields(details) if one.name != "auditor_ids"}
    for name in ("name", "public_what", "public_where"):
        values[name] = writable(values[name]) if values[name].strip() else ""
    if not values["name"]:
        raise CannotSetUpProgramme("Enter a name for the programme")
    if details.seed_scheme is SeedScheme.PUBLIC_VALUE and not (values["public_what"] and values["public_where"]):
        raise CannotSetUpProgramme("Say which public value the seed comes from, and where it is published")
    _check_choices(details)
    namesake = db.session.scalar(select(AuditProgramme.id).where(AuditProgramme.name == values["name"]))
    if namesake and namesake != programme_id:
        raise CannotSetUpProgramme(f"There is a programme called {values['name']} already. Choose another name.")
    return values


def _check_choices(details: ProgrammeDetails) -> None:
    """What one answer asks of another."""
    if details.schedule is Schedule.CERTAIN_MONTHS and not details.drawn_in:
        raise CannotSetUpProgramme("Select the months in which samples should be drawn")
    if details.pool is AuditorPool.ROLE and details.pool_role is None:
        raise CannotSetUpProgramme("Select which role its auditors should hold")
    if details.pool is AuditorPool.NAMED and not details.auditor_ids:
        raise CannotSetUpProgramme("Name the people who should audit")
    if details.pool is AuditorPool.GROUP and details.pool_group_id is None:
        raise CannotSetUpProgramme("Select the group that should audit")
    if Stratify.RULE in details.stratify_by and not details.targeted:
        raise CannotSetUpProgramme("Select a targeted rule, or do not group by targeted rule")


def _auditors_of(details: ProgrammeDetails) -> list[Person]:
    """Those who were named; each must be an auditor who has not left."""
    if details.pool is not AuditorPool.NAMED:
        return []
    there = {person.id: person for person in people.list_people_with_role(Role.AUDITOR, clock.today())}
    if unknown := [one for one in details.auditor_ids if one not in there]:
        names = people.names_of(unknown)
        who = " and ".join(sorted(names.values())) or "One of them"
        raise CannotSetUpProgramme(f"{who} cannot be given audits: only auditors who have not left can")
    return [there[one] for one in dict.fromkeys(details.auditor_ids)]
