"""Where the Centre has looked, and where it has not: services and statuses, named in words."""

from collections.abc import Iterator, Sequence
from datetime import date

from dcpp.frameworks.status import CaseStatus
from dcpp.inspection.rules.facts import AuditFact, CaseloadFact, Facts, PlaceAudited
from dcpp.inspection.rules.period import LOOK_BACK_MONTHS, Period
from dcpp.inspection.rules.snapshot import Column, Figure, Row
from dcpp.web import filters

RECENT_MONTHS = 3
MOST_NAMED = 12


def figure(facts: Facts, period: Period) -> Figure:
    audits = [audit for audit in facts.audits if audit.submitted_on <= period.last_day]
    gaps = list(gaps_of(facts, audits, period))
    half = [audit for audit in audits if period.holds(audit.submitted_on, LOOK_BACK_MONTHS)]
    return Figure(
        key="coverage",
        section="coverage",
        title="Services and statuses",
        headline=headline(gaps, facts),
        definition=(
            "Children whom each service works with, by status, on the newest child-level list; and audits submitted in "
            "the last three and six months where the child had that status in that service. A gap is a service, or a "
            "status with children in it, without an audit in three months."
        ),
        source="audits.queries.figures.list_submitted and dcpp.caseload.queries.count_children",
        as_at=period.as_at,
        n=len(half),
        unit="audits in six months",
        columns=(
            Column("Service", "text"),
            Column("Status", "text"),
            Column("Children"),
            Column("Audits in three months"),
            Column("Audits in six months"),
            Column("Last audit", "day"),
        ),
        rows=tuple(_row(service, status, facts.caseload, audits, period) for service, status in _places(facts, audits)),
        missing=named(gaps),
    )


def headline(gaps: Sequence[str], facts: Facts) -> str:
    if not facts.caseload and not facts.services:
        return "No service and no child-level list is known, so gaps cannot be told."
    if not gaps:
        return "Every service and every status with children in it has had an audit in the last three months."
    have = "service or status has" if len(gaps) == 1 else "services or statuses have"
    return f"{len(gaps):,} {have} had no audit in three months."


def named(gaps: Sequence[str]) -> tuple[str, ...]:
    """The first of the gaps in words; the table has them all."""
    if len(gaps) <= MOST_NAMED:
        return tuple(gaps)
    rest = filters.plural(len(gaps) - MOST_NAMED, "other gap")
    return (*gaps[:MOST_NAMED], f"The table shows {rest}.")


def gaps_of(facts: Facts, audits: Sequence[PlaceAudited], period: Period) -> Iterator[str]:
    """Whole services first, then statuses in services that had some audit. audits: at least the last of each place."""
    silent = []
    for service in _services(facts, audits):
        last = _last([audit for audit in audits if audit.service == service])
        if not period.holds(last, RECENT_MONTHS):
            silent.append(service)
            yield f"{service} has had {_none_since(last)}."
    for row in facts.caseload:
        if row.service in silent or row.children == 0 or not row.status.is_open:
            continue
        of_place = [audit for audit in audits if audit.service == row.service and audit.status == row.status]
        if not period.holds(_last(of_place), RECENT_MONTHS):
            yield f"{row.service}: {row.status.label.lower()} has had {_none_since(_last(of_place))}."


def _none_since(last: date | None) -> str:
    return f"no audit since {filters.month(last)}" if last else "no audit on record"


def _last(audits: Sequence[PlaceAudited]) -> date | None:
    return max((audit.submitted_on for audit in audits), default=None)


def _services(facts: Facts, audits: Sequence[PlaceAudited]) -> list[str]:
    """Services that have open children, else every service that is known."""
    working = {row.service for row in facts.caseload if row.children and row.status.is_open}
    return sorted(working or {*facts.services, *(audit.service for audit in audits)})


def _places(facts: Facts, audits: Sequence[AuditFact]) -> list[tuple[str, CaseStatus]]:
    known = {(row.service, row.status) for row in facts.caseload if row.status.is_open and row.children}
    audited = {(audit.service, audit.status) for audit in audits}
    return sorted(known | audited, key=lambda place: (place[0], place[1].rank))


def _row(
    service: str, status: CaseStatus, caseload: Sequence[CaseloadFact], audits: Sequence[AuditFact], period: Period
) -> Row:
    here = [audit for audit in audits if audit.service == service and audit.status == status]
    half = [audit for audit in here if period.holds(audit.submitted_on, LOOK_BACK_MONTHS)]
    last = _last(here)
    cells = (
        service,
        status.label,
        sum(row.children for row in caseload if row.service == service and row.status == status),
        sum(period.holds(audit.submitted_on, RECENT_MONTHS) for audit in half),
        len(half),
        last.isoformat() if last else None,
    )
    return Row(cells, tuple(audit.reference for audit in half))
