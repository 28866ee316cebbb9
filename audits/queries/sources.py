"""What a draw draws from: cases of a kept import, or the supervision files of everybody who practises here."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from audits.models import AuditDraw, AuditProgramme
from audits.queries.audits import case_ids_audited_since, case_ids_due_for_re_audit
from audits.queries.draws import case_ids_sampled_since
from audits.rules.coverage import NOT_RECORDED, Member, Side, age_band, count_coverage
from audits.rules.evidence import strata_of
from audits.rules.frames import FrameLine
from audits.rules.framing import Terms, frame_line
from audits.rules.kinds import DEFAULTS, Source, source_of
from audits.rules.targeting import TargetedRule, settings_of
from dcpp.caseload import queries as caseload
from dcpp.caseload.models import Import
from dcpp.caseload.queries import FrameCase
from dcpp.frameworks.annex_a import group_of
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.people import queries as people
from dcpp.people.models import Person, PersonRole, Service, Team
from dcpp.people.queries.people import is_here
from dcpp.people.rules import Role, TeamKind


class SupervisionFile(NamedTuple):
    """The supervision file of one practitioner, in the terms of a case: what it is not is empty."""

    case_id: str
    service: str
    team: str
    worker_name: str
    worker_id: UUID
    team_id: UUID | None
    service_id: UUID | None
    status: None = None
    age: None = None
    ethnicity: str = ""
    on_lists: str = ""
    since: None = None
    need_since: None = None
    last_seen_on: None = None
    last_visited_on: None = None
    last_reviewed_on: None = None
    closed_on: None = None
    previous_plans: None = None


Listed = FrameCase | SupervisionFile


def list_everybody(source: Source, list_id: UUID | None, today: date | None) -> Sequence[Listed]:
    """Everything that a draw of this source could draw, and what it leaves out with a reason."""
    if source is Source.SUPERVISION:
        return _supervision_files(today)
    return caseload.frame_of(list_id) if list_id else []


def list_frozen(draw: AuditDraw) -> Sequence[Listed]:
    """Everything that a frozen draw may draw, those practitioners who left since among them."""
    return list_everybody(source_of(draw.kind), draw.list_id, None)


def _supervision_files(today: date | None) -> list[SupervisionFile]:
    """One for each practitioner who is here on a day, or (without a day) who ever was."""
    statement = (
        select(Person.id, Person.name, Person.team_id, Team.name, Team.service_id, Service.name)
        .outerjoin(Team, Team.id == Person.team_id)
        .outerjoin(Service, Service.id == Team.service_id)
        .order_by(Person.id)
    )
    if today is not None:
        practises = select(PersonRole.person_id).where(PersonRole.role == Role.PRACTITIONER)
        statement = statement.where(is_here(today), Person.id.in_(practises))
    return [
        SupervisionFile(str(person_id), service or "", team or "", name, person_id, team_id, service_id)
        for person_id, name, team_id, team, service_id, service in db.session.execute(statement)
    ]


def terms_of(programme: AuditProgramme, month: date, as_at: date) -> Terms:
    """What decides who of a list can be drawn for a programme in a month."""
    months = programme.months_apart
    since = clock.months_from(clock.today(), -months)
    source = source_of(programme.kind)
    until = clock.add_months(month, 1)
    return Terms(
        source=source,
        as_at=as_at,
        left_out=programme.statuses_left_out,
        audited=case_ids_sampled_since(since) | case_ids_audited_since(since) if months else set(),
        months=months,
        look_back_months=programme.look_back_months or DEFAULTS[programme.kind].look_back_months,
        due=case_ids_due_for_re_audit(before=until) if source is Source.RE_AUDITS else set(),
        rules=programme.targeted if source is not Source.SUPERVISION else [],
        limits=settings_of(programme.limits),
        stratify_by=programme.stratify_by,
    )


def list_members(everybody: Iterable[Listed], lines: Iterable[FrameLine]) -> list[Member]:
    """Those of a frame that can be drawn, as its coverage counts them."""
    able = {line.case_id: line for line in lines if not line.exclusion}
    hubs = {team.id: team.name for team in people.list_teams() if team.kind is TeamKind.FAMILY_CENTRE}
    return [
        Member(case.case_id, able[case.case_id].stratum, _worker(case), _sides(case, able[case.case_id], hubs))
        for case in everybody
        if case.case_id in able
    ]


def _worker(case: Listed) -> str:
    return str(case.worker_id) if case.worker_id else case.worker_name


def _sides(case: Listed, line: FrameLine, hubs: Mapping[UUID, str]) -> dict[Side, str]:
    sides = {Side.SERVICE: case.service or NOT_RECORDED}
    if case.team_id in hubs and case.team_id:
        sides[Side.HUB] = hubs[case.team_id]
    if case.status:
        sides[Side.STATUS] = case.status.label
        sides[Side.ETHNICITY] = group_of("ethnicity", case.ethnicity) or NOT_RECORDED
        sides[Side.AGE] = age_band(case.age)
    if line.rules:
        sides[Side.RULE] = TargetedRule(line.rules.split(" ")[0]).label
    return sides


def expect_coverage(draw: AuditDraw, newest: Import | None) -> dict[str, Any]:
    """What the sample of a draw would be likely to cover, were its list frozen now."""
    everybody, lines = _listed_now(draw.programme, draw.month, newest)
    sizes = {name: counted["size"] for name, counted in _strata_now(draw.programme, lines).items()}
    return count_coverage(list_members(everybody, lines), sizes)


def expect_strata(programme: AuditProgramme, newest: Import | None) -> dict[str, dict[str, int]]:
    """The groups of a programme on the newest list: how many can be drawn, are left out, and would be drawn."""
    _everybody, lines = _listed_now(programme, clock.month_of(clock.today()), newest)
    return _strata_now(programme, lines)


def _listed_now(
    programme: AuditProgramme, month: date, newest: Import | None
) -> tuple[Sequence[Listed], list[FrameLine]]:
    """Everybody whom a programme would draw from, were its list frozen now, and the lines of that list."""
    today = clock.today()
    everybody = list_everybody(source_of(programme.kind), newest.id if newest else None, today)
    terms = terms_of(programme, month, newest.dated_on if newest else today)
    return everybody, [frame_line(case, terms) for case in everybody]


def _strata_now(programme: AuditProgramme, lines: Sequence[FrameLine]) -> dict[str, dict[str, int]]:
    return strata_of(lines, programme.size, programme.minimum, programme.minimums)
