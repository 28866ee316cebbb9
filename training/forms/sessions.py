"""What we ask about a session, about copying it and about cancelling it."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from wtforms.validators import ValidationError

from dcpp.kernel import clock
from dcpp.people import queries as people
from dcpp.people.rules import Role, Sector
from dcpp.web import fields
from dcpp.web.forms import Form
from training import queries
from training.forms.courses import days_before, pence, pounds, short
from training.models import TrainingCourse, TrainingSession
from training.rules.series import MOST_COPIES, Rhythm
from training.rules.sessions import MOST_PEOPLE, CannotKeepSession
from training.rules.written_dates import moment, read_dates, read_days, write_dates
from training.services import SessionDetails

OPENS = time(9)
OWN_RULE = (
    "own_people",
    "own_audience",
    "own_sectors",
    "own_approval",
    "booking_closes",
    "cut_off",
    "freeze",
    "late_charge",
    "absence_charge",
    "substitute",
)
PARTS: Mapping[str, Sequence[str]] = {
    "When and where": ("dates_written", "place", "video_link"),
    "Who teaches": ("trainer_id", "trainer_name"),
    "Places": ("maximum", "minimum", "waiting_places"),
    "Booking": ("opens_on", "as_course"),
    "What people are told and asked": ("joining_instructions", "asks_access"),
}


def _readable_dates(form: Any, field: Any) -> None:  # noqa: ARG001
    try:
        read_dates(field.data)
    except CannotKeepSession as refusal:
        raise ValidationError(str(refusal)) from refusal


def _is_link(form: Any, field: Any) -> None:  # noqa: ARG001
    if not field.data.lower().startswith(("https://", "http://")):
        raise ValidationError("Enter the whole link, beginning with https://")


class SessionForm(Form):
    dates_written = fields.long_text(
        "When is it held?",
        rows=3,
        longest=4_000,
        missing="Enter at least one date",
        called="Dates",
        hint="One date a line, like 14 March 2027 9:30am to 4pm. Where a date is held elsewhere, add it: "
        "15 March 2027 1pm to 4pm, at Priory Hall",
        checks=[_readable_dates],
    )
    place = fields.text("Place", called="Place", hint="Leave it empty if people come by video")
    video_link = fields.text(
        "Video link", longest=500, called="Link", hint="Given to those who have a place", checks=[_is_link]
    )
    trainer_id = fields.select("Trainer who works here", nothing="Nobody yet, or somebody from outside")
    trainer_name = fields.text("Trainer from outside", called="Name")
    maximum = fields.number(
        "Largest number of people", least=1, most=MOST_PEOPLE, missing="Enter how many can come", called="Number"
    )
    minimum = fields.number(
        "Smallest number of people", most=MOST_PEOPLE, default=0, called="Number", hint="With fewer, you are warned"
    )
    waiting_places = fields.number(
        "Places in the queue", most=MOST_PEOPLE, default=10, called="Number", hint="0 for no queue"
    )
    opens_on = fields.day(
        "From when can people book?", called="Day", hint="From 9am that day; empty for as soon as it is open"
    )
    as_course = fields.choice(
        "By which rules is it booked?",
        [("yes", "As the course says"), ("no", "By rules of its own")],
        missing="Select by which rules it is booked",
        default="yes",
    )
    own_people = fields.yes_no("May the council’s own people book it?", default=True)
    own_audience = fields.choices("Job roles that it is for", hint="Tick none for every job role of the council")
    own_sectors = fields.choices("Partner sectors that may book it", Sector)
    own_approval = fields.yes_no("Must the line manager agree?", default=True)
    booking_closes = days_before("When does booking close?", missing=None, default=3)
    cut_off = days_before("Until when can people cancel in time?", missing=None, default=5)
    freeze = days_before("When does the queue stop moving up by itself?", missing=None, default=1)
    late_charge = pounds("Charge for cancelling later", hint="In pounds")
    absence_charge = pounds("Charge for not coming", hint="In pounds")
    substitute = fields.yes_no("May a colleague come instead, free of charge?", default=True)
    joining_instructions = fields.long_text(
        "Joining instructions",
        longest=5_000,
        hint="Parking, what to bring, how to join. Sent to those who have a place",
    )
    asks_access = fields.yes_no(
        "Are people asked what they need to take part, and what they eat?",
        missing="Select yes if people are asked",
        default=True,
    )

    def offer(self, course: TrainingCourse, session: TrainingSession | None) -> None:
        """Who teaches here, and the job roles of the council's people."""
        today = clock.today()
        trainers = {one.id: one.name for one in people.list_people_with_role(Role.TRAINER, today)}
        if session and session.trainer:
            trainers.setdefault(session.trainer.id, session.trainer.name)
        self.trainer_id.choices = list(trainers.items())
        named = (session.audience if session else None) or course.audience
        self.own_audience.choices = sorted({*queries.list_job_roles(today), *named})

    @property
    def parts(self) -> list[tuple[str, list[fields.Question]]]:
        return [(title, [self[name] for name in names]) for title, names in PARTS.items()]

    @property
    def revealed(self) -> dict[str, dict[str, list[fields.Question]]]:
        """What is asked besides, by question and the answer that asks it."""
        return {"as_course": {"no": [self[name] for name in OWN_RULE]}}

    def details(self) -> SessionDetails:
        """Raises CannotKeepSession."""
        opens_on: date | None = self.opens_on.data
        return SessionDetails(
            dates=read_dates(self.dates_written.data),
            place=self.place.data or "",
            video_link=self.video_link.data or "",
            trainer_id=self.trainer_id.data or None,
            trainer_name=self.trainer_name.data or "",
            maximum=self.maximum.data,
            minimum=self.minimum.data or 0,
            waiting_places=self.waiting_places.data or 0,
            opens_at=moment(opens_on, OPENS) if opens_on else None,
            joining_instructions=self.joining_instructions.data or "",
            asks_access=self.asks_access.data is not False,
            **(self._own_rule() if self.as_course.data == "no" else {}),
        )

    def _own_rule(self) -> dict[str, Any]:
        return {
            "booking_closes_days": self.booking_closes.data or 0,
            "cut_off_days": self.cut_off.data or 0,
            "freeze_days": self.freeze.data or 0,
            "late_charge_pence": pence(self.late_charge.data),
            "absence_charge_pence": pence(self.absence_charge.data),
            "needs_approval": self.own_approval.data is not False,
            "allows_substitute": self.substitute.data is not False,
            "own_council": self.own_people.data is not False,
            "audience": list(self.own_audience.data),
            "sectors": [sector.value for sector in self.own_sectors.data],
        }


def answers_of_session(course: TrainingCourse, session: TrainingSession | None) -> dict[str, Any]:
    """What a session says, or a new one of a course begins with, as answers that are not columns of the same name."""
    rule = session.rule if session else course.rule
    own = session is not None and session.booking_closes_days is not None
    return {
        "dates_written": write_dates(queries.parts_of(session)) if session else None,
        "opens_on": clock.london(session.opens_at).date() if session and session.opens_at else None,
        "as_course": "no" if own else "yes",
        "own_audience": list(rule.audience),
        "own_sectors": list(rule.sectors),
        "own_approval": rule.needs_approval,
        "booking_closes": rule.closes_days,
        "cut_off": rule.cut_off_days,
        "freeze": rule.freeze_days,
        "late_charge": short(rule.late_charge_pence, 100),
        "absence_charge": short(rule.absence_charge_pence, 100),
        "substitute": rule.allows_substitute,
        "own_people": rule.own_council,
    }


class CancelSessionForm(Form):
    reason = fields.long_text(
        "Why is it cancelled?",
        rows=3,
        longest=1_000,
        missing="Enter why it is cancelled",
        called="Reason",
        hint="Those who booked will read it",
    )


def _readable_days(form: Any, field: Any) -> None:  # noqa: ARG001
    try:
        read_days(field.data)
    except CannotKeepSession as refusal:
        raise ValidationError(str(refusal)) from refusal


class CopySessionForm(Form):
    rhythm = fields.choice("When is it held again?", Rhythm, missing="Select when it is held again")
    copies = fields.number(
        "How many times more?",
        least=1,
        most=MOST_COPIES,
        default=3,
        called="Number",
        hint="Not for days that you choose",
    )
    chosen = fields.long_text(
        "Days that you choose",
        rows=3,
        longest=2_000,
        called="Days",
        hint="One a line, like 14 March 2027",
        checks=[_readable_days],
    )

    def days(self) -> list[date]:
        return read_days(self.chosen.data or "")
