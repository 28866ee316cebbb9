"""Coverage: counted of audits, of children and of workers, and put beside each other."""

from collections.abc import Mapping
from datetime import timedelta

from audits.queries import covered, measures
from audits.queries.measures import Unit
from dcpp.caseload import queries as caseload
from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.people import queries as people
from dcpp.practice import access
from dcpp.practice.queries.asking import Asked
from dcpp.practice.rules import covering
from dcpp.practice.rules.counted import Counted
from dcpp.practice.rules.tables import Line
from dcpp.web import filters

YEAR_MONTHS = 12


def tell(asked: Asked) -> list[Counted]:
    """Places, family centres, workers."""
    return [_places(asked), _hubs(asked), _workers(asked)]


def gaps(asked: Asked) -> list[str]:
    """Services and statuses without an audit in three months, in words, within reach and as filtered."""
    unit = covered.audited_unit(asked.viewer)
    last = covered.list_last_audits(asked.viewer, asked.until, asked.chosen(unit))
    services = (
        [service.name for service in people.list_services()] if _sees_all(asked) and not asked.is_narrowed else []
    )
    dates = {f"{service}{covering.JOIN}{status.value}": on for service, status, on in last}
    return covering.gaps_of(_children(asked, "place"), dates, services, asked.period)


def children_unit(asked: Asked) -> Unit | None:
    """Children on the newest list; None before the first one."""
    newest = caseload.find_newest_import(asked.until)
    return covered.children_unit(asked.viewer, newest.id) if newest else None


def workers_unit(asked: Asked) -> Unit | None:
    newest = caseload.find_newest_import(asked.until)
    if newest is None:
        return None
    since = clock.months_from(asked.until, -YEAR_MONTHS) + timedelta(days=1)
    return covered.workers_unit(asked.viewer, newest.id, since, asked.until)


def _places(asked: Asked) -> Counted:
    unit = covered.audited_unit(asked.viewer)
    last = covered.list_last_audits(asked.viewer, asked.until, asked.chosen(unit))
    return covering.places(
        _children(asked, "place"),
        _counted(unit, "place", asked),
        {f"{service}{covering.JOIN}{status.value}": on for service, status, on in last},
        gaps(asked),
        period=asked.period_words,
        as_at=asked.today,
    )


def _hubs(asked: Asked) -> Counted:
    unit = covered.in_hubs_unit(asked.viewer)
    children, audits = _children(asked, "hub"), _counted(unit, "hub", asked)
    known = covered.list_last_of_hubs(asked.viewer, asked.until, asked.chosen(unit))
    last = {
        hub: on for hub, on in known if (_sees_all(asked) and not asked.is_narrowed) or hub in children or hub in audits
    }
    return covering.hubs(children, audits, last, period=asked.period_words, as_at=asked.today)


def _workers(asked: Asked) -> Counted:
    unit = workers_unit(asked)
    rows = measures.count_by(unit, "service", asked.where(unit), ("audited", "not_audited")) if unit else []
    lines = [Line(value, value, counts) for value, _, *counts in rows]
    since = clock.months_from(asked.until, -YEAR_MONTHS) + timedelta(days=1)
    return covering.workers(lines, f"{filters.day(since)} to {filters.day(asked.until)}", asked.today)


def _children(asked: Asked, by: str) -> Mapping[str, int]:
    unit = children_unit(asked)
    return _counted(unit, by, asked) if unit else {}


def _counted(unit: Unit, by: str, asked: Asked) -> Mapping[str, int]:
    return {value: many for value, _, many in measures.count_by(unit, by, asked.where(unit)) if value is not None}


def _sees_all(asked: Asked) -> bool:
    return asked.viewer.scope_of(access.VIEW_PRACTICE) is Scope.COUNCIL
