"""What we ask about who audits: capacities, groups, exemptions."""

from collections.abc import Iterable, Mapping
from typing import cast
from uuid import UUID

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


class ChooseAuditorsForm(Form):
    """One list of auditors for each audit, made by `choose_auditors_form`, and one judgement for all."""

    judgement = long_text(
        "How do you know that they are not near these cases?",
        hint="The lists do not tell who held them, so the platform cannot check this for you. What you enter is kept "
        "with each of these audits",
        rows=3,
        longest=1000,
        missing="Enter how you know that the auditors are not near these cases",
    )

    def chosen(self, audit_id: UUID) -> UUID | None:
        """Whom the lead chose for an audit; None where nobody, or where the page did not ask."""
        field = self._fields.get(field_of(audit_id))
        return field.data if field else None


AUDITOR = "auditor_"


def field_of(audit_id: UUID) -> str:
    return AUDITOR + audit_id.hex


def choose_auditors_form(
    asked: Mapping[UUID, str], offered: Mapping[UUID, Iterable[tuple[UUID, str]]], proposed: Mapping[UUID, UUID]
) -> ChooseAuditorsForm:
    """A form with a list for each audit. asked: its reference by id; offered: who can have it; proposed: who should."""
    fields = {
        field_of(one): select(f"Auditor for {reference}", nothing="Nobody yet", default=proposed.get(one, ""))
        for one, reference in asked.items()
    }
    form = type("ChooseAuditorsForm", (ChooseAuditorsForm,), dict(fields))()
    for one in asked:
        form[field_of(one)].choices = [Option(*each) for each in offered[one]]
    return cast("ChooseAuditorsForm", form)


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
