"""What happens by the clock."""

from dcpp.inspection import queries
from dcpp.inspection.rules import reports as rules
from dcpp.inspection.services import reports
from dcpp.kernel import clock
from dcpp.kernel.jobs import Job, daily


def build_months_report() -> None:
    """Have last month's readiness report built, from the second working day on."""
    month = rules.due_month(clock.today())
    if month is not None and queries.find_whole(month) is None:
        reports.request_report(month)


JOBS = [Job(build_months_report, at=daily(hour=5))]
