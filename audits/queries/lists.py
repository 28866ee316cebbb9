"""The council's list of cases, as the caseload keeps it: which is the newest, and whether it is fresh enough."""

from datetime import date, timedelta

from audits.models import AuditProgramme
from audits.rules.frames import CannotFreezeFrame
from audits.rules.kinds import Source, source_of
from dcpp.caseload import queries as caseload
from dcpp.caseload.models import Import

NO_LIST = "There is no list of cases yet. Import one first."


def find_problem(programme: AuditProgramme, today: date) -> str | None:
    """Why the newest list cannot be used for a programme; None when it can, or when none is needed."""
    if source_of(programme.kind) is Source.SUPERVISION:
        return None
    return _problem_with(caseload.find_newest_import(today), programme, today)


def hold_fresh_list(programme: AuditProgramme, today: date) -> Import:
    """The newest list, which nobody can undo until the transaction ends; CannotFreezeFrame where it will not do."""
    newest = caseload.hold_newest_import(today)
    problem = _problem_with(newest, programme, today)
    if problem or newest is None:
        raise CannotFreezeFrame(problem or NO_LIST)
    return newest


def _problem_with(newest: Import | None, programme: AuditProgramme, today: date) -> str | None:
    if newest is None:
        return NO_LIST
    if newest.dated_on >= today - timedelta(days=programme.list_age_days):
        return None
    as_at = f"{newest.dated_on.day} {newest.dated_on:%B %Y}"
    return (
        f"The newest list of cases is as at {as_at}, and the programme wants one no older than "
        f"{programme.list_age_days} days. Import a newer one."
    )
