"""What we ask about what somebody learnt elsewhere."""

from uuid import UUID

from dcpp.web import fields
from dcpp.web.forms import Form
from training import queries
from training.models import TrainingCourse
from training.rules.records import ENDINGS, LARGEST, RecordSource
from training.services import RecordDetails


class OwnRecordForm(Form):
    course_id = fields.select("Which course of the catalogue was it?", nothing="None of these")
    title = fields.text("If it is none of these, what was it called?", longest=200, called="Title")
    provider = fields.text("Who provided it?", longest=200, called="Provider")
    completed_on = fields.day("When did you complete it?", called="The day", missing="Enter the day you completed it")
    hours = fields.number(
        "How many hours did it take?", most=1_000, places=2, called="Hours", missing="Enter how many hours it took"
    )
    expires_on = fields.day(
        "Does a certificate say when it runs out?", called="The day it runs out", hint="Leave this empty if it does not"
    )
    file = fields.upload("Add a certificate, or what else shows it", kinds=ENDINGS, largest=LARGEST)

    def offer(self) -> None:
        self.course_id.choices = [(course.id, course.title) for course in queries.list_courses()]

    def details(self, person_id: UUID, course: TrainingCourse | None) -> RecordDetails:
        minutes = round(float(self.hours.data) * 60)
        return RecordDetails(
            person_id=person_id,
            course=course,
            title="" if course else self.title.data or "",
            provider=self.provider.data or "",
            completed_on=self.completed_on.data,
            minutes=minutes,
            cpd_minutes=minutes,
            expires_on=self.expires_on.data,
            source=RecordSource.OWN_ENTRY,
        )


class RecordEvidenceForm(Form):
    shows = fields.text("What does it show?", longest=200, missing="Enter what it shows", called="What it shows")
    about_on = fields.day("What day is it about?", called="The day it is about", missing="Enter the day it is about")
    expires_on = fields.day("When does it run out?", called="The day it runs out", hint="Leave empty if it does not")
    file = fields.upload("File", kinds=ENDINGS, largest=LARGEST, missing="Choose a file")


class WithdrawRecordForm(Form):
    reason = fields.long_text(
        "Why is it withdrawn?", rows=3, longest=1_000, missing="Enter why it is withdrawn", called="Reason"
    )
