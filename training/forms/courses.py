"""What we ask about a course."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from wtforms.validators import ValidationError

from dcpp.kernel import clock
from dcpp.people.queries.named import CannotFindPerson, get_named
from dcpp.people.rules import Sector
from dcpp.themes import queries as themes
from dcpp.web import fields
from dcpp.web.fields import Option
from dcpp.web.forms import Form
from training import queries
from training.models import TrainingCourse
from training.rules.booking_rule import MOST_DAYS
from training.rules.courses import Level
from training.services import CourseDetails

PARTS: Mapping[str, Sequence[str]] = {
    "What it is": ("title", "aim", "description", "level", "theme_ids", "length_hours", "cpd_hours"),
    "Who it is for": ("own_council", "audience", "sectors", "needs"),
    "How it is booked": (
        "needs_approval",
        "booking_closes_days",
        "cut_off_days",
        "late_charge",
        "absence_charge",
        "allows_substitute",
        "freeze_days",
    ),
    "How it is looked after": ("months_valid", "owner_named", "review_on"),
}
BEFORE = "In working days before the first date; weekends and bank holidays do not count"


def _somebody_here(form: Any, field: Any) -> None:  # noqa: ARG001
    try:
        get_named(field.data, clock.today())
    except CannotFindPerson as refusal:
        raise ValidationError(str(refusal)) from refusal


def _courses_known(form: Any, field: Any) -> None:  # noqa: ARG001
    for line in _lines(field.data):
        if queries.find_course_named(line) is None:
            raise ValidationError(f"There is no course “{line[:80]}”. Enter its reference or its whole title")


def _lines(written: str | None) -> list[str]:
    return [line.strip() for line in (written or "").splitlines() if line.strip()]


def _levels() -> list[Option]:
    return [Option(level, level.label, level.meaning[:1].upper() + level.meaning[1:]) for level in Level]


def _themes() -> list[tuple[UUID, str]]:
    return [(theme.id, theme.name) for theme in themes.list_active()]


def days_before(label: str, *, missing: str | None, default: int, hint: str = BEFORE) -> Any:
    return fields.number(label, most=MOST_DAYS, missing=missing, called="Days", hint=hint, default=default)


def _takes_time(form: Any, field: Any) -> None:  # noqa: ARG001
    if field.data * 60 < 1:
        raise ValidationError("Enter its length in hours, such as 6 or 1.5")


def pounds(label: str, *, hint: str) -> Any:
    return fields.number(label, most=1_000, places=2, called="Charge", hint=hint, default=0)


class CourseForm(Form):
    title = fields.text("Title", longest=120, missing="Enter a title", called="Title")
    aim = fields.long_text("What will people be able to do after it?", longest=1_000, rows=3, missing="Enter the aim")
    description = fields.long_text("What happens in it?", longest=5_000, called="Description")
    level = fields.choice("Level", _levels, missing="Select a level")
    theme_ids = fields.choices("Themes that it is about", _themes)
    length_hours = fields.number(
        "How long is it?",
        most=400,
        places=2,
        called="Length",
        missing="Enter its length in hours",
        checks=[_takes_time],
        hint="In hours, without breaks, over all its dates",
    )
    cpd_hours = fields.number(
        "CPD hours", most=400, places=2, called="CPD hours", missing="Enter its CPD hours", default=0
    )
    own_council = fields.yes_no(
        "May the council’s own people book it?", missing="Select yes if the council’s own people may book it"
    )
    audience = fields.choices("Job roles that it is for", hint="Tick none for every job role of the council")
    sectors = fields.choices("Partner sectors that may book it", Sector)
    needs = fields.long_text(
        "Courses that must come before it",
        rows=3,
        longest=4_000,
        hint="One a line: a reference or a whole title",
        checks=[_courses_known],
    )
    needs_approval = fields.yes_no(
        "Must the line manager agree?", missing="Select yes if the line manager must agree", default=True
    )
    booking_closes_days = days_before("When does booking close?", missing="Enter when booking closes", default=3)
    cut_off_days = days_before(
        "Until when can people cancel in time?", missing="Enter until when people can cancel in time", default=5
    )
    late_charge = pounds(
        "Charge for cancelling later", hint="In pounds. It is recorded for finance, and never taken here"
    )
    absence_charge = pounds("Charge for not coming", hint="In pounds. It is recorded for finance, and never taken here")
    allows_substitute = fields.yes_no(
        "May a colleague come instead, free of charge?",
        missing="Select yes if a colleague may come instead",
        default=True,
    )
    freeze_days = days_before(
        "When does the queue stop moving up by itself?",
        missing="Enter when the queue stops moving up",
        default=1,
        hint="In working days before the first date: nobody is given a place later than they can plan for",
    )
    months_valid = fields.number(
        "For how many months does it hold?",
        least=1,
        most=120,
        called="Months",
        hint="Leave it empty if it holds for ever",
    )
    owner_named = fields.text(
        "Who looks after it?", called="Name", hint="A name or a work e-mail address", checks=[_somebody_here]
    )
    review_on = fields.day("When is it looked at again?", called="Review date")

    def offer(self, course: TrainingCourse | None, today: date) -> None:
        """The job roles of the council's people, and those that the course names already."""
        roles = [*queries.list_job_roles(today), *(course.audience if course else ())]
        self.audience.choices = sorted(dict.fromkeys(roles))
        if course:  # a theme that was retired since stays with what carries it
            known = {one.value for one in self.theme_ids.choices}
            kept = [(theme.id, theme.name) for theme in course.themes if theme.id not in known]
            self.theme_ids.choices = [*self.theme_ids.choices, *kept]

    @property
    def parts(self) -> list[tuple[str, list[fields.Question]]]:
        return [(title, [self[name] for name in names]) for title, names in PARTS.items()]

    def details(self, today: date) -> CourseDetails:
        plain = ("title", "aim", "level", "audience", "review_on", "own_council", "needs_approval", "months_valid")
        rules = ("allows_substitute", "booking_closes_days", "cut_off_days", "freeze_days", "theme_ids")
        needed = [queries.find_course_named(line) for line in _lines(self.needs.data)]
        return CourseDetails(
            **{name: self[name].data for name in (*plain, *rules)},
            description=self.description.data or "",
            length_minutes=_minutes(self.length_hours.data),
            cpd_minutes=_minutes(self.cpd_hours.data),
            late_charge_pence=pence(self.late_charge.data),
            absence_charge_pence=pence(self.absence_charge.data),
            sectors=[sector.value for sector in self.sectors.data],
            owner_id=get_named(self.owner_named.data, today).id if self.owner_named.data else None,
            needs_ids=[course.id for course in needed if course],
        )


def _minutes(hours: Decimal | int | None) -> int:
    return round((hours or 0) * 60)


def pence(amount: Decimal | int | None) -> int:
    return round((amount or 0) * 100)


def answers_of_course(course: TrainingCourse) -> dict[str, Any]:
    """What a course says, as the answers of its form that are not its columns."""
    return {
        "theme_ids": [theme.id for theme in course.themes],
        "length_hours": short(course.length_minutes, 60),
        "cpd_hours": short(course.cpd_minutes, 60),
        "late_charge": short(course.late_charge_pence, 100),
        "absence_charge": short(course.absence_charge_pence, 100),
        "owner_named": course.owner.email if course.owner else None,
        "needs": "\n".join(f"{needed.reference}" for needed in course.prerequisites) or None,
    }


def short(value: int, of: int) -> Decimal:
    """So many parts of a whole, without needless zeros: 7.5 and 50."""
    rounded = (Decimal(value) / of).quantize(Decimal("0.01"))
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()
