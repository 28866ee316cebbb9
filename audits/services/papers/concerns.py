"""Immediate concerns in a paper: in full for whoever may read them; else only that there is one."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from audits.models import Audit, Concern, ConcernLine
from audits.queries.concerns import select_concerns
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.web import filters
from dcpp.web.papers import Block, Heading, Table, Words


def concerns_of(audit: Audit, reader: Viewer) -> Iterator[Block]:
    """Whoever holds the case is told nothing of a concern that they were not told of: it may be about them."""
    found = _readable(audit, reader)
    others = 0 if audit.practitioner_id == reader.person_id else _count(audit) - len(found)
    if not found and not others:
        return
    yield Heading("Immediate concerns")
    if found:
        yield _states(found)
    for one in found:
        yield _history(one)
    if others:
        also = " more" if found else ""
        raised = "was" if others == 1 else "were"
        yield Words(
            f"{filters.plural(others, f'{also} immediate concern'.strip())} {raised} raised on this audit. "
            "What it says is for those who were told of it.",
            is_quiet=True,
        )


def _readable(audit: Audit, reader: Viewer) -> Sequence[Concern]:
    mine = select_concerns(reader).where(Concern.audit_id == audit.id).order_by(Concern.raised_at, Concern.id)
    history = selectinload(Concern.lines).joinedload(ConcernLine.written_by)
    return db.session.scalars(mine.options(history)).all()


def _count(audit: Audit) -> int:
    return db.session.scalar(select(func.count()).select_from(Concern).where(Concern.audit_id == audit.id)) or 0


def _states(found: Sequence[Concern]) -> Table:
    return Table(
        f"Concerns, as at {filters.day(clock.today())}",
        ["Concern", "Raised", "State", "Taken on", "Closed", "Done for the child"],
        [
            (one.reference, one.raised_at, one.state.label, one.acknowledged_at, one.closed_at, one.done_on)
            for one in found
        ],
    )


def _history(concern: Concern) -> Table:
    """Every word of it, the oldest first."""
    return Table(
        f"What has happened with {concern.reference}, the oldest first",
        ["When", "What", "Who", "Words"],
        [
            (line.written_at, line.kind.label, line.written_by.name if line.written_by else "The platform", line.words)
            for line in reversed(concern.lines)
        ],
    )
