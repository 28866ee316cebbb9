"""Setting up programmes."""

from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import select

from audits import events
from audits.models import AuditProgramme
from audits.rules.frames import writable
from audits.rules.programmes import CannotSetUpProgramme, Schedule, SeedScheme
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce


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


def set_up_programme(details: ProgrammeDetails, by_id: UUID | None) -> AuditProgramme:
    programme = AuditProgramme(**_checked(details, None), set_up_at=clock.now(), set_up_by_id=by_id)
    db.session.add(programme)
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
    db.session.refresh(programme, with_for_update=True)
    if programme.version != seen_version:
        raise CannotSetUpProgramme(
            "Somebody else changed this programme while you had it open. What it says now is below your answers: "
            "save again if yours should stand."
        )
    for name, value in _checked(details, programme.id).items():
        setattr(programme, name, value)
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
    values = asdict(details)
    for name in ("name", "public_what", "public_where"):
        values[name] = writable(values[name]) if values[name].strip() else ""
    if not values["name"]:
        raise CannotSetUpProgramme("Enter a name for the programme")
    if details.seed_scheme is SeedScheme.PUBLIC_VALUE and not (values["public_what"] and values["public_where"]):
        raise CannotSetUpProgramme("Say which public value the seed comes from, and where it is published")
    namesake = db.session.scalar(select(AuditProgramme.id).where(AuditProgramme.name == values["name"]))
    if namesake and namesake != programme_id:
        raise CannotSetUpProgramme(f"There is a programme called {values['name']} already. Choose another name.")
    return values
