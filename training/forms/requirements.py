"""What we ask about what is asked of people."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dcpp.kernel import clock
from dcpp.web import fields
from dcpp.web.forms import Form
from training import queries
from training.models import TrainingRequirement
from training.rules.requirements import MOST_DAYS, MOST_MONTHS, Rule
from training.services import RequirementDetails


class RequirementForm(Form):
    course_id = fields.select("Which course?", nothing="Choose a course", missing="Choose a course")
    job_roles = fields.choices("Of which job roles is it asked?", hint="Tick none to ask everybody else")
    months = fields.number(
        "After how many months must it be done again?",
        most=MOST_MONTHS,
        called="Months",
        hint="Leave this empty where doing it once is enough",
    )
    newcomer_days = fields.number(
        "How many days have newcomers?",
        most=MOST_DAYS,
        called="Days",
        missing="Enter how many days newcomers have",
        hint="From their first day in the job role",
        default=90,
    )
    introduction_days = fields.number(
        "How many days has everybody else, from the first day of this rule?",
        most=MOST_DAYS,
        called="Days",
        missing="Enter how many days everybody else has",
        default=60,
    )
    from_on = fields.day("From which day?", called="First day", missing="Enter the first day")
    why = fields.long_text("Why is it asked?", rows=2, longest=500, hint="Such as a law, a policy or a finding")

    def offer(self, kept: TrainingRequirement | None = None) -> None:
        roles = {*queries.list_job_roles(clock.today()), *(kept.job_roles if kept else ())}
        self.job_roles.choices = [(role, role) for role in sorted(roles)]
        self.course_id.choices = [(course.id, course.title) for course in queries.list_courses()]

    def rule(self) -> Rule:
        return Rule(
            job_roles=tuple(self.job_roles.data),
            months=int(self.months.data) if self.months.data else None,
            newcomer_days=int(self.newcomer_days.data),
            introduction_days=int(self.introduction_days.data),
        )

    def details(self) -> RequirementDetails:
        return RequirementDetails(rule=self.rule(), from_on=self.from_on.data, why=self.why.data or "")


class EndRequirementForm(Form):
    last_on = fields.day("What is the last day on which it is asked?", called="Last day", missing="Enter the last day")


def answers_of(requirement: TrainingRequirement, today: date) -> Mapping[str, Any]:
    """What a form shows of what is asked now; a change begins today unless told."""
    names = ("course_id", "job_roles", "months", "newcomer_days", "introduction_days", "why")
    return {name: getattr(requirement, name) for name in names} | {"from_on": max(today, requirement.from_on)}
