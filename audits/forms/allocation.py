"""What we ask about who audits: capacities, groups, exemptions."""

from collections.abc import Iterable

from dcpp.web.fields import Option, choices, long_text, number, select, text, yes_no
from dcpp.web.forms import Form


class CapacityForm(Form):
    per_month = number(
        "How many audits can they do in a month at most?",
        hint="Over all programmes. Enter 0 for none, or leave it empty for no limit",
        called="Number of audits",
        most=200,
    )


class GroupForm(Form):
    name = text(
        "What is the group called?",
        hint="Such as Advanced practitioners",
        called="Name",
        missing="Enter a name for the group",
        longest=100,
    )
    members = choices("Who is in it?", missing="Select at least one auditor")


class ExcuseAuditorForm(Form):
    auditor = text(
        "Who should be excused?",
        hint="Their name or work e-mail address",
        called="Name",
        missing="Enter the name or work e-mail address of the auditor",
    )
    month = select("In which month?", missing="Select a month")
    reason = long_text(
        "Why should they be excused?",
        hint="A senior manager reads this and decides. Say nothing of anybody’s health",
        rows=3,
        longest=1000,
        missing="Enter why they should be excused",
    )

    def offer(self, months: Iterable[tuple[str, str]]) -> None:
        self.month.choices = [Option(*one) for one in months]


class ExcuseCaseForm(Form):
    reason = long_text(
        "Why need this not be audited?",
        hint="A senior manager reads this and decides. Do not name the child",
        rows=3,
        longest=1000,
        missing="Enter why this need not be audited",
    )


class DecideForm(Form):
    agrees = yes_no("Do you agree to this exemption?", missing="Select yes if you agree")
    decision = long_text("Why?", rows=3, longest=1000, missing="Enter why you decide so")
