"""What we ask about a programme."""

from audits.rules.programmes import LARGEST_SAMPLE, LEFT_OUT, Schedule, SeedScheme, Stratify
from audits.services import ProgrammeDetails
from dcpp.frameworks.status import CaseStatus
from dcpp.web.fields import choice, choices, number, text, yes_no
from dcpp.web.forms import Form

SEED_HINTS = {
    SeedScheme.TWO_PEOPLE: "Neither can choose the sample unless both plan it together",
    SeedScheme.PUBLIC_VALUE: "Such as the numbers of a lottery that is drawn after the list is frozen",
}


class ProgrammeForm(Form):
    name = text(
        "What is the programme called?",
        hint="Such as Monthly core audit",
        called="Name",
        missing="Enter a name",
        longest=100,
    )
    size = number(
        "How many cases should be drawn each time?",
        called="Number of cases",
        least=1,
        most=LARGEST_SAMPLE,
        missing="Enter how many cases should be drawn",
    )
    stratify_by = choices(
        "What should cases be grouped by?",
        Stratify,
        hint="Each group gets its share of the sample, and at least one case while there are enough to go round",
        default=list(Stratify),
    )
    statuses_left_out = choices("Which cases should be left out?", CaseStatus, default=list(LEFT_OUT))
    months_apart = number(
        "For how many months after an audit should a case be left out?",
        hint="Enter 0 to leave out none",
        called="Number of months",
        most=60,
        default=12,
        missing="Enter a number of months, or 0",
    )
    list_age_days = number(
        "How old may the list of cases be, in days?",
        hint="The sample waits until a list as fresh as this has been imported",
        called="Number of days",
        least=1,
        most=92,
        default=14,
        missing="Enter how many days old the list may be",
    )
    seed_scheme = choice(
        "Where should the seed come from?",
        [(scheme, scheme.label, SEED_HINTS[scheme]) for scheme in SeedScheme],
        hint="The seed decides which cases are drawn. It becomes known only after the list is frozen",
        missing="Select where the seed should come from",
    )
    public_what = text(
        "If it is a public value, which one?", hint="Such as the six main numbers of the Saturday lottery", longest=200
    )
    public_where = text("If it is a public value, where is it published?", hint="Such as a web address", longest=200)
    schedule = choice("When should samples be drawn?", Schedule, missing="Select when samples should be drawn")
    is_active = yes_no("Is the programme running?", default=True)

    def details(self) -> ProgrammeDetails:
        return ProgrammeDetails(
            name=self.name.data,
            size=self.size.data,
            stratify_by=[one.value for one in self.stratify_by.data],
            statuses_left_out=[one.value for one in self.statuses_left_out.data],
            months_apart=self.months_apart.data,
            list_age_days=self.list_age_days.data,
            seed_scheme=self.seed_scheme.data,
            public_what=self.public_what.data or "",
            public_where=self.public_where.data or "",
            schedule=self.schedule.data,
            is_active=self.is_active.data is not False,
        )
