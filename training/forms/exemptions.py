"""What we ask about an exemption from what is asked."""

from dcpp.web import fields
from dcpp.web.forms import Form
from training import queries


class ExemptionForm(Form):
    course_id = fields.select("From which course?", nothing="Choose a course", missing="Choose a course")
    reason = fields.long_text(
        "Why should they be exempt?",
        rows=3,
        longest=1_000,
        missing="Enter why they should be exempt",
        hint="Say no more about health or family than is needed",
    )
    from_on = fields.day("From which day?", called="First day", missing="Enter the first day")
    until_on = fields.day("Until which day?", called="Last day", missing="Enter the last day", hint="A year at most")

    def offer(self) -> None:
        self.course_id.choices = [(course.id, course.title) for course in queries.list_courses()]


class DecideExemptionForm(Form):
    agreed = fields.yes_no("Do you agree to it?", missing="Select yes if you agree to it")
    why = fields.long_text("Why?", rows=3, longest=1_000, hint="Whoever asked will read it. Needed where you decline")
