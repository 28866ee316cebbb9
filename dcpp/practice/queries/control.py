"""Programme control: counted once for each way to look at it."""

from audits.queries import controlled, measures
from dcpp.practice.queries.asking import Asked
from dcpp.practice.queries.months import by_month
from dcpp.practice.rules import control
from dcpp.practice.rules.control import Breakdown, Line
from dcpp.practice.rules.counted import Counted

NOBODY = [0] * 7


def tell(asked: Asked) -> list[Counted]:
    """By month, service, programme and role."""
    return [
        _figure(each, asked) for each in (control.BY_MONTH, control.BY_SERVICE, control.BY_PROGRAMME, control.BY_ROLE)
    ]


def tell_by_auditor(asked: Asked) -> list[Counted]:
    """By person, in the order of the alphabet."""
    return [_figure(control.BY_AUDITOR, asked)]


def _figure(breakdown: Breakdown, asked: Asked) -> Counted:
    return control.figure(breakdown, _lines(breakdown, asked), asked.period_words, asked.today)


def _lines(breakdown: Breakdown, asked: Asked) -> list[Line]:
    unit = controlled.drawn_unit(asked.viewer, asked.today)
    where = asked.where(unit)
    if breakdown in (control.BY_ROLE, control.BY_AUDITOR):
        where.append(unit.measures["with_auditor"])
    rows = measures.count_by(unit, breakdown.key, where, control.MEASURES)
    if breakdown is control.BY_MONTH:
        return [Line(value, month, counts) for value, month, counts in by_month(rows, asked, NOBODY)]
    return [Line(str(value), label, counts) for value, label, *counts in rows]
