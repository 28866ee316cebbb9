"""Charts as SVG text: the same in a page and in a PDF, described in words, the same bytes for the same figures.

Grey is for context and one colour for the subject. A page's stylesheet gives the subject the council's colour; a PDF
passes it. Values are in the unit that is shown: 64 for 64%. A page shows each chart twice, wide and
(`width=NARROW`) for a telephone; its stylesheet chooses.
"""

from dcpp.web.charts.bars import Bar, Part, Stack, bar, stacked
from dcpp.web.charts.change import Change, call_change
from dcpp.web.charts.limits import Limits, individual_limits, proportion_limits
from dcpp.web.charts.lines import Point, Series, line, sparkline
from dcpp.web.charts.run import run
from dcpp.web.charts.svg import NARROW, WIDTH

__all__ = [
    "NARROW",
    "WIDTH",
    "Bar",
    "Change",
    "Limits",
    "Part",
    "Point",
    "Series",
    "Stack",
    "bar",
    "call_change",
    "individual_limits",
    "line",
    "proportion_limits",
    "run",
    "sparkline",
    "stacked",
]
