"""What we ask people who want a report."""

from collections.abc import Sequence
from datetime import date

from dcpp.inspection.rules.period import CHART_MONTHS
from dcpp.kernel import clock
from dcpp.web import filters
from dcpp.web.fields import Option, select
from dcpp.web.forms import Form


def months_on_offer(today: date) -> Sequence[Option]:
    """The month that runs and those before it, the newest first."""
    months = [clock.add_months(clock.month_of(today), -step) for step in range(CHART_MONTHS)]
    return [Option(month, filters.month(month) + _aside(month, today)) for month in months]


def _aside(month: date, today: date) -> str:
    return " (not over yet)" if month == clock.month_of(today) else ""


class RequestReportForm(Form):
    month = select(
        "Which month is the report about?",
        hint="A report of a month that is not over holds what is known so far",
        missing="Select the month of the report",
    )
