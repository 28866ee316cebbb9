"""Programmes, draws and lists of cases with good defaults; each call is a transaction of its own."""

from datetime import date
from itertools import count

from sqlalchemy import select

from audits import queries, services
from audits.rules.programmes import LEFT_OUT, Schedule, SeedScheme
from dcpp.caseload.models import Case, Import, ImportState
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.people.models import Team
from tests.makers.people import make_team

_numbers = count(1)

MONTH = date(2026, 12, 1)
CASES = [
    (CaseStatus.CHILD_PROTECTION, "Safeguarding", 9),
    (CaseStatus.CHILD_IN_NEED, "Safeguarding", 14),
    (CaseStatus.LOOKED_AFTER, "Corporate parenting", 5),
    (CaseStatus.CLOSED, "Safeguarding", 3),
]


def make_list(as_at=date(2026, 11, 30), cases=CASES):
    """A list of cases that was read: so many of each status in each service, held by a team of that service."""
    number = next(_numbers)
    teams = {service: _team_of(service) for _status, service, _many in cases}
    with transaction():
        imported = Import(
            reference=f"LST-2026-{number:04}",
            state=ImportState.KEPT,
            dated_on=as_at,
            file_name="lists.xlsx",
            sha256=f"{number:064}",
            sent_at=clock.now(),
            finished_at=clock.now(),
        )
        db.session.add(imported)
        db.session.flush()
        kinds = [(status, service) for status, service, many in cases for _ in range(many)]
        db.session.add_all(
            Case(
                import_id=imported.id,
                case_reference=f"C-{n:04}",
                status=status,
                service=service,
                team=teams[service].name,
                team_id=teams[service].id,
                worker="Will Worker",
                gender="",
                ethnicity="",
                disability="",
                on_lists="6",
            )
            for n, (status, service) in enumerate(kinds)
        )
    return imported


def _team_of(service):
    name = f"{service} team"
    return db.session.scalar(select(Team).where(Team.name == name)) or make_team(name)


def programme_details(**changed):
    return services.ProgrammeDetails(
        **{
            "name": f"Monthly core audit {next(_numbers)}",
            "size": 8,
            "stratify_by": ["status", "service"],
            "statuses_left_out": [status.value for status in LEFT_OUT],
            "months_apart": 12,
            "list_age_days": 14,
            "seed_scheme": SeedScheme.TWO_PEOPLE,
            "schedule": Schedule.MONTHLY,
        }
        | changed
    )


def make_programme(**changed):
    if changed.get("seed_scheme") is SeedScheme.PUBLIC_VALUE:
        changed = {
            "public_what": "Six numbers of the Saturday draw",
            "public_where": "The lottery’s own page",
        } | changed
    with transaction():
        programme = services.set_up_programme(programme_details(**changed), by_id=None)
    return queries.get_programme(programme.id)


def make_draw(programme=None, month=MONTH):
    with transaction():
        draw = services.open_draw(programme or make_programme(), month, by_id=None)
    return queries.get_draw(draw.id)


def make_sample(anne, ben, programme=None):
    """A drawn sample of today's list, from two lodged values."""
    draw = make_draw(programme)
    with transaction():
        services.lodge_value(draw, person_id=anne.id, value="six four two one")
        services.lodge_value(draw, person_id=ben.id, value="31 5 5 2 6 6")
        services.freeze_frame(draw, by_id=anne.id)
        services.draw_if_known(draw, by_id=anne.id)
    return queries.get_draw(draw.id)
