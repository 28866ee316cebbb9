"""Coverage in words: where audits were, beside where children are, and the gaps by name."""

from collections.abc import Mapping, Sequence
from datetime import date

from dcpp.frameworks.status import CaseStatus
from dcpp.inspection.rules import coverage, telling
from dcpp.inspection.rules.facts import CaseloadFact, Facts, PlaceAudited
from dcpp.inspection.rules.period import Period
from dcpp.inspection.rules.snapshot import Chart, Column, Figure, Row
from dcpp.practice.rules.counted import Counted
from dcpp.practice.rules.tables import Line, Shape, table
from dcpp.web import filters

SOURCE = "audits.queries.covered"
JOIN = " · "
Place = str
"""A service and the code of a status, as an address has them."""
COLUMNS = (
    Column("Status", "text"),
    Column("Open children"),
    Column("Audits"),
    Column("Audits for 100 children", "rate"),
    Column("Last audit", "day"),
)


def split(place: Place) -> tuple[str, CaseStatus]:
    service, _, status = place.rpartition(JOIN)
    return service, CaseStatus(status)


def gaps_of(
    children: Mapping[Place, int], last: Mapping[Place, date], services: Sequence[str], period: Period
) -> list[str]:
    """As in "Leaving Care has had no audit since March 2026.": by the rule of the readiness report."""
    caseload = [CaseloadFact(service=split(p)[0], status=split(p)[1], children=many) for p, many in children.items()]
    audited = [PlaceAudited(service=split(p)[0], status=split(p)[1], submitted_on=on) for p, on in last.items()]
    return list(coverage.gaps_of(Facts(caseload=caseload, services=services), audited, period))


def places(
    children: Mapping[Place, int],
    audits: Mapping[Place, int],
    last: Mapping[Place, date],
    gaps: Sequence[str],
    *,
    period: str,
    as_at: date,
) -> Counted:
    """The map: a number of children opens the children, one of audits the audits."""
    known = sorted({*children, *audits}, key=lambda place: (split(place)[0], split(place)[1].rank))
    rows = tuple(_row(place, children.get(place, 0), audits.get(place, 0), last.get(place)) for place in known)
    n = sum(audits.values())
    figure = Figure(
        key="places",
        section="practice",
        title="Services and statuses",
        headline=_headline(gaps, known),
        definition=(
            "Children with open work on the newest child-level lists, and audits of children of that status in that "
            f"service submitted from {period}. A gap is a service, or a status with children in it, without an audit "
            "in three months."
        ),
        source=SOURCE,
        as_at=as_at,
        n=n,
        unit="audits",
        columns=(Column("Service", "text"), *COLUMNS),
        rows=rows,
        missing=coverage.named(gaps),
    )
    return Counted(
        figure=figure,
        unit="audited",
        by="place",
        values=known,
        measures=["", "", "all", "all", "", ""],
        column_units=["", "", "children", "audited", "", ""],
    )


def _row(place: Place, children: int, audits: int, last: date | None) -> Row:
    service, status = split(place)
    rate = round(100 * audits / children, 1) if children else None
    return Row((service, status.label, children, audits, rate, last.isoformat() if last else None))


def _headline(gaps: Sequence[str], known: Sequence[Place]) -> str:
    if not known:
        return "No audit and no child-level list is known, so gaps cannot be told."
    if not gaps:
        return "Every service and every status with children in it has had an audit in three months."
    have = "service or status has" if len(gaps) == 1 else "services or statuses have"
    return f"{len(gaps):,} {have} had no audit in three months."


def hubs(
    children: Mapping[str, int], audits: Mapping[str, int], last: Mapping[str, date | None], *, period: str, as_at: date
) -> Counted:
    """Each family centre; last: of all of them, None where there was never an audit."""
    rows = tuple(
        Row((hub, children.get(hub, 0), audits.get(hub, 0), on.isoformat() if on else None)) for hub, on in last.items()
    )
    n = sum(audits.get(hub, 0) for hub in last)
    without = [hub for hub in last if not audits.get(hub)]
    return Counted(
        figure=Figure(
            key="hubs",
            section="practice",
            title="Family centres",
            headline=_hub_headline(without, len(last)),
            definition=(
                "Children with open work at each family centre on the newest child-level lists, and audits of cases "
                f"held there submitted from {period}."
            ),
            source=SOURCE,
            as_at=as_at,
            n=n,
            unit="audits",
            columns=(
                Column("Family centre", "text"),
                Column("Open children"),
                Column("Audits"),
                Column("Last audit", "day"),
            ),
            rows=rows,
        ),
        unit="in_hubs",
        by="hub",
        values=list(last),
        measures=["", "all", "all", ""],
        column_units=["", "children", "in_hubs", ""],
    )


def _hub_headline(without: Sequence[str], known: int) -> str:
    if not known:
        return "No family centre is known within your reach."
    if not without:
        return "Every family centre has had an audit in the time."
    return f"{telling.joined(without)} {'has' if len(without) == 1 else 'have'} had no audit in the time."


def workers(lines: Sequence[Line], period: str, as_at: date) -> Counted:
    """Who had an audit of their work, a row for each service; counts: workers, audited, not audited."""
    shape = Shape(
        key="workers",
        title="Workers with an audit in 12 months",
        definition=(
            "People who hold an open case on the newest child-level lists, by the service that they work in. Audited "
            f"are those with an audit of their own work submitted from {period}."
        ),
        source=SOURCE,
        unit="workers",
        by="service",
        noun="workers",
        columns=(Column("Workers"), Column("Audited"), Column("Not audited"), Column("Share audited", "percent")),
        measures=("all", "audited", "not_audited"),
        heading=Column("Service", "text"),
        chart=Chart("stacked", (2, 3)),
    )
    n, audited = sum(line.counts[0] for line in lines), sum(line.counts[1] for line in lines)
    said = f"{filters.percent_of(audited, n)} workers with open cases had an audit in 12 months." if n else NO_WORKER
    told = [
        Line(line.value, line.label, line.counts, (telling.share(line.counts[1], line.counts[0]),)) for line in lines
    ]
    return table(shape, told, n=n, headline=said, as_at=as_at)


NO_WORKER = "No worker of the newest lists is known here, so nothing can be said about them."
