"""How a figure's cells are written on a page and on paper; a workbook keeps the numbers themselves."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dcpp.inspection.rules.snapshot import Cell, Column, Figure, Row, Snapshot
from dcpp.web import filters

NOTHING = "–"


def cell_text(column: Column, cell: Cell) -> str:
    """As in 1,204 or 64% or 3 November 2026 or October 2026; a dash where there is nothing to say."""
    if cell is None:
        return NOTHING
    if column.kind == "percent":
        return percent(float(cell))
    if column.kind == "limit":
        return f"{float(cell):.0f}%"
    if column.kind == "day":
        return filters.day(date.fromisoformat(str(cell)))
    if column.kind == "month":
        return filters.month(date.fromisoformat(str(cell)))
    return filters.thousands(cell) if isinstance(cell, (int, float)) else str(cell)


def percent(value: float) -> str:
    """From 0 to 100; never rounded to all or to none."""
    if 0 < value < 1:
        return "under 1%"
    if 99 < value < 100:
        return "over 99%"
    return f"{Decimal(str(value)).quantize(Decimal(1), ROUND_HALF_UP)}%"


def row_texts(figure: Figure, row: Row) -> list[str]:
    return [cell_text(column, cell) for column, cell in zip(figure.columns, row.cells, strict=True)]


def title_of(snapshot: Snapshot) -> str:
    return f"Readiness report for {filters.month(snapshot.month)}"


def file_stem(snapshot: Snapshot) -> str:
    """As in readiness-2026-10-edition-1."""
    return f"readiness-{snapshot.month:%Y-%m}-edition-{snapshot.edition}"


def period_words(snapshot: Snapshot) -> str:
    days = f"{filters.day(snapshot.month)} to {filters.day(snapshot.last_day)}"
    return f"{days} (the month is not over)" if snapshot.is_running else days


def cover_facts(snapshot: Snapshot) -> list[tuple[str, str]]:
    """What stands on the front, in words: for the workbook, the page and the PDF alike."""
    seal = snapshot.seal
    return [
        ("Report", f"{snapshot.reference}, edition {snapshot.edition}"),
        ("Period", period_words(snapshot)),
        ("As at", filters.day(snapshot.as_at)),
        ("Judgements", f"{snapshot.judgement_set}, in force on {filters.day(snapshot.last_day)}"),
        ("Seal of the trail", f"Number {seal.number:,}: {seal.hash}" if seal else "None yet"),
    ]
