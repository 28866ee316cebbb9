"""A list that people sort, filter and leaf through, kept in the address so that it can be sent to a colleague.

    listing = Listing(
        queries.select_audits(viewer),
        args=request.args,
        columns={"due": Audit.due_on, "reference": Audit.reference},
        tie=Audit.id,
        filters=[OneOf("state", "State", STATES, lambda state: Audit.state == state)],
    )

Two statements, however long the list: one counts, one fetches a page. What the address asks for and the list does not
know falls back to the first page in the usual order.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Select, func, select
from werkzeug.datastructures import MultiDict

from dcpp.kernel.db import db
from dcpp.web.fields.chosen import Offer, Option, offered_now, option
from dcpp.web.fields.written import clean
from dcpp.web.filters import day

ROWS = 25
ROWS_AT_ONCE = 500
LONGEST = 200

Where = Callable[[Any], ColumnElement[bool]]


class OneOf:
    """A filter by one of a few answers. options: as for a choice field; where: from an answer to a condition.

    otherwise: what holds while nobody has chosen.
    """

    component = "select"

    def __init__(self, name: str, label: str, options: Offer, where: Where, *, otherwise: str = "All") -> None:
        self.name, self.label, self.where, self.otherwise = name, label, where, otherwise
        self.options: list[Option] = [option(one) for one in offered_now(options)]

    def read(self, written: str) -> Any:
        """The answer's value, or None when it is none of ours."""
        return next((one.value for one in self.options if one.key == written), None)

    def words(self, written: str) -> str:
        return next((one.text for one in self.options if one.key == written), written)


class Words:
    """A filter by what somebody writes. where: from the words, spaces tidied, to a condition."""

    component = "input"

    def __init__(self, name: str, label: str, where: Where) -> None:
        self.name, self.label, self.where = name, label, where

    def read(self, written: str) -> str | None:
        return " ".join(written.split()) or None

    def words(self, written: str) -> str:
        return f"“{self.read(written)}”"


class OnDay:
    """A filter by one day. where: from the day to a condition. What is no day is no filter."""

    component = "date"

    def __init__(self, name: str, label: str, where: Where) -> None:
        self.name, self.label, self.where = name, label, where

    def read(self, written: str) -> date | None:
        try:
            return date.fromisoformat(written)
        except ValueError:
            return None

    def words(self, written: str) -> str:
        return day(self.read(written))


Filter = OneOf | Words | OnDay


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address without it."""

    text: str
    href: str


class Listing:
    """One page of a list. columns: what may be sorted by, first is usual; a usual order may be given as "-due"."""

    def __init__(
        self,
        statement: Select[Any],
        *,
        args: MultiDict[str, str],
        columns: Mapping[str, Any],
        tie: Any,
        filters: Sequence[Filter] = (),
        usual: str | None = None,
        rows_a_page: int = ROWS,
    ) -> None:
        self.columns, self.tie, self.filters = columns, tie, filters
        self.args = {clean(name)[:LONGEST]: clean(args[name])[:LONGEST] for name in list(args)[:20]}
        self.usual = usual or next(iter(columns))
        self.rows_a_page = rows_a_page
        self.statement = self.filtered(statement)

    def filtered(self, statement: Select[Any]) -> Select[Any]:
        for one, answer in self.in_force:
            statement = statement.where(one.where(answer))
        return statement

    @cached_property
    def in_force(self) -> list[tuple[Filter, Any]]:
        read = [(one, one.read(self.args.get(one.name, ""))) for one in self.filters]
        return [(one, answer) for one, answer in read if answer is not None]

    @property
    def sort(self) -> str:
        """A column's key, with "-" before it when the order is falling."""
        wanted = self.args.get("sort", "")
        return wanted if wanted.removeprefix("-") in self.columns else self.usual

    def ordered(self) -> Select[Any]:
        """With empty values last both ways, alike on SQLite and PostgreSQL, and a tie-break."""
        column = self.columns[self.sort.removeprefix("-")]
        ordered = column.desc() if self.sort.startswith("-") else column.asc()
        return self.statement.order_by(None).order_by(ordered.nulls_last(), self.tie)

    def _backwards(self) -> Select[Any]:
        column = self.columns[self.sort.removeprefix("-")]
        ordered = column.asc() if self.sort.startswith("-") else column.desc()
        return self.statement.order_by(None).order_by(ordered.nulls_first(), self.tie.desc())

    @cached_property
    def count(self) -> int:
        counted = select(func.count()).select_from(self.statement.order_by(None).subquery())
        return int(db.session.scalar(counted) or 0)

    @cached_property
    def pages(self) -> int:
        return max(1, -(-self.count // self.rows_a_page))

    @cached_property
    def page(self) -> int:
        wanted = self.args.get("page", "")
        return min(max(1, int(wanted)), self.pages) if re.fullmatch(r"[0-9]{1,6}", wanted) else 1

    @cached_property
    def rows(self) -> Sequence[Any]:
        """Records where the statement selects one entity, else rows of columns."""
        found = db.session.execute(self.ordered().limit(self.rows_a_page) if self.page == 1 else self._far_page())
        return found.scalars().all() if len(self.statement.column_descriptions) == 1 else found.all()

    def _far_page(self) -> Select[Any]:
        """Only the ids of what comes before are put in order, from the nearer end; whole rows only of the page."""
        before = (self.page - 1) * self.rows_a_page
        size = min(self.rows_a_page, self.count - before)
        after = self.count - before - size
        ids = self._backwards().offset(after) if after < before else self.ordered().offset(before)
        page = ids.with_only_columns(self.tie, maintain_column_froms=True).limit(size).subquery()
        return self.ordered().where(self.tie.in_(select(page)))

    def stream(self) -> Iterator[Any]:
        """All that the filters leave, in order, to take away: one statement, and a few rows in memory at once."""
        found = db.session.execute(self.ordered().execution_options(yield_per=ROWS_AT_ONCE))
        yield from found.scalars() if len(self.statement.column_descriptions) == 1 else found

    @property
    def first(self) -> int:
        return (self.page - 1) * self.rows_a_page + 1 if self.count else 0

    @property
    def last(self) -> int:
        return min(self.page * self.rows_a_page, self.count)

    @property
    def is_filtered(self) -> bool:
        return bool(self.in_force)

    def url(self, **changes: str | int | None) -> str:
        """The list's address with some of it changed; None takes a part out. Leads to page 1 unless told."""
        args: dict[str, Any] = {**self.args, "page": None, **changes}
        return "?" + urlencode({name: value for name, value in args.items() if value not in (None, "")})

    def sort_url(self, key: str) -> str:
        return self.url(sort=f"-{key}" if self.sort == key else key)

    def direction(self, key: str) -> str:
        """For aria-sort: "ascending", "descending" or "none"."""
        return {key: "ascending", f"-{key}": "descending"}.get(self.sort, "none")

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(f"{one.label}: {one.words(self.args[one.name])}", self.url(**{one.name: None}))
            for one, _ in self.in_force
        ]

    @property
    def clear_url(self) -> str:
        return self.url(**{one.name: None for one in self.filters})

    @property
    def kept(self) -> dict[str, str]:
        """What the filter form sends along: everything in the address but its own filters and the page."""
        ours = {one.name for one in self.filters} | {"page"}
        return {name: value for name, value in self.args.items() if name not in ours}

    def page_links(self) -> list[int | None]:
        """Page numbers to show; None is a gap: 1 … 4 5 6 … 12."""
        near = sorted({1, self.pages, *range(max(1, self.page - 1), min(self.pages, self.page + 1) + 1)})
        links: list[int | None] = []
        for number, before in zip(near, [0, *near], strict=False):
            if number - before > 1:
                links.append(None)
            links.append(number)
        return links
