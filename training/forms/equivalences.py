"""What we ask about a course whose records count for another."""

from dcpp.web import fields
from dcpp.web.forms import Form
from training import queries


class EquivalenceForm(Form):
    counts_id = fields.select("Records of which course count?", nothing="Choose a course", missing="Choose a course")
    course_id = fields.select("For which course?", nothing="Choose a course", missing="Choose the other course")
    from_on = fields.day(
        "From which day?", called="First day", missing="Enter the first day", hint="What was completed on it or later"
    )

    def offer(self) -> None:
        courses = [(course.id, course.title) for course in queries.list_courses()]
        self.counts_id.choices = self.course_id.choices = courses
