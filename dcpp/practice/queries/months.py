"""Every month of a period, those in which nothing was counted as well."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dcpp.practice.queries.asking import Asked


def number_of(month: date) -> int:
    """As audits.queries.measures.month_number gives it: 202611."""
    return month.year * 100 + month.month


def by_month(rows: Sequence[Any], asked: Asked, nothing: Sequence[int]) -> Iterator[tuple[str, str, Sequence[int]]]:
    """From rows that were counted by month: value in an address, first day (ISO) and counts, oldest first."""
    counted = {int(value): counts for value, _, *counts in rows}
    for month in asked.period.months(asked.months):
        number = number_of(month)
        yield str(number), month.isoformat(), counted.get(number, nothing)
