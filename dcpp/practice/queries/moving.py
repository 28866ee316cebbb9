"""Movement on re-audit: pairs of audits of the same case, and cases that wait for their second."""

from audits.queries import measures, themed
from dcpp.frameworks.grades import grade_scale
from dcpp.practice.queries.asking import Asked
from dcpp.practice.rules import moving
from dcpp.practice.rules.counted import Counted
from dcpp.practice.rules.tables import Line


def tell(asked: Asked) -> list[Counted]:
    pairs, waiting = themed.pairs_unit(asked.viewer), themed.waiting_unit(asked.viewer, asked.today)
    where = asked.where(pairs)
    firsts = {value: counts for value, _, *counts in measures.count_by(pairs, "first_grade", where, moving.GRADES)}
    ways = measures.count_by(pairs, "service", where, moving.WAYS)
    late = measures.count_by(waiting, "service", asked.where(waiting), ("overdue",))
    period, today = asked.period_words, asked.today
    return [
        moving.by_first_grade(
            [Line(grade.code, grade.label, firsts[grade.code]) for grade in grade_scale() if grade.code in firsts],
            period,
            today,
        ),
        moving.by_service([Line(value, value, counts) for value, _, *counts in ways], period, today),
        moving.waiting([Line(value, value, counts) for value, _, *counts in late], today, period),
    ]
