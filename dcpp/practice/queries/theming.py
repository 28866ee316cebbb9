"""Themes of findings: each of them, month by month, by service; all of them or the one that was chosen."""

from audits.queries import measures, themed
from dcpp.practice.queries.asking import Asked
from dcpp.practice.queries.months import by_month
from dcpp.practice.rules import theming
from dcpp.practice.rules.counted import Counted
from dcpp.practice.rules.tables import Line


def tell(asked: Asked) -> list[Counted]:
    unit = themed.themes_unit(asked.viewer)
    where, kinds = asked.where(unit), theming.MEASURES[1:]
    found = {by: measures.count_by(unit, by, where, kinds) for by in theming.HEADINGS}
    lines = {by: [Line(value, value, counts) for value, _, *counts in rows] for by, rows in found.items()}
    lines["theme"].sort(key=lambda line: (-line.counts[1], -line.counts[0], line.label))
    lines["month"] = [Line(*each) for each in by_month(found["month"], asked, [0] * 3)]
    told = (asked.period_words, asked.today, asked.theme)
    return [theming.figure(by, lines[by], *told) for by in theming.HEADINGS]
