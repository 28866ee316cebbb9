"""What we ask about a finding, and about an action that it calls for."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from audits.rules.findings import MOST_THEMES, FindingKind
from dcpp.actions.rules import ActionLevel
from dcpp.frameworks.audit_tools import Section
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.queries import named
from dcpp.themes.models import Theme
from dcpp.web.fields import Option, choice, choices, day, long_text, select, text
from dcpp.web.forms import Form

SOMEBODY_ELSE = "other"


class FindingForm(Form):
    kind = choice(
        "What kind of finding is it?",
        [Option(kind, kind.label) for kind in FindingKind],
        missing="Select what kind of finding it is",
    )
    words = long_text(
        "What did you find?",
        hint="What you saw, and what it means for the child. Write about practice, not about a person, and name nobody",
        longest=2000,
        missing="Enter what you found",
    )
    section = select("Which section does it belong to?", nothing="None in particular")
    themes = choices(
        "What is it about?",
        hint=f"Select 1 to {MOST_THEMES} themes",
        most=MOST_THEMES,
        missing=f"Select 1 to {MOST_THEMES} themes",
    )

    def offer(self, sections: Sequence[Section], themes: Sequence[Theme]) -> None:
        """What can be chosen on this audit."""
        self.section.choices = [Option(section.code, section.name) for section in sections]
        self.themes.choices = [Option(theme.id, theme.name, theme.description) for theme in themes]


class ActionForm(Form):
    what = long_text(
        "What should be done?",
        hint="One action, and what will be better for the child when it is done. Name nobody",
        rows=3,
        longest=1000,
        missing="Enter what should be done",
    )
    level = choice(
        "Whom is it to help?",
        [Option(level, level.label) for level in ActionLevel],
        missing="Select whom it is to help",
    )
    owner = choice("Who will do it?", missing="Select who will do it")
    somebody_else = text(
        "If somebody else: who?",
        default="",
        hint="Their name or work e-mail address",
        called="Name",
    )
    due_on = day("When is it due?", called="Due date", missing="Enter when it is due")

    def offer(self, likely: Sequence[tuple[UUID, str]]) -> None:
        """The likeliest owners first: (id, "Ada Alder, the practitioner")."""
        self.owner.choices = [
            *(Option(str(one), words) for one, words in likely),
            Option(SOMEBODY_ELSE, "Somebody else"),
        ]

    def get_owner(self, today: date) -> Person:
        """Whoever was chosen or named. Raises CannotFindPerson."""
        if self.owner.data != SOMEBODY_ELSE:
            return people.get_person(UUID(self.owner.data))
        if not self.somebody_else.data:
            raise named.CannotFindPerson("Enter the name or work e-mail address of whoever will do it")
        return named.get_named(self.somebody_else.data, today)
