"""What we ask somebody about a piece of their CPD, in the order of Social Work England's form."""

from dcpp.frameworks.professional import Standards
from dcpp.web.fields import choice, choices, day, long_text, number, select, text
from dcpp.web.forms import Form
from training.rules import cpd as rules
from training.rules.cpd import CpdKind, Facts, Peer

NO_PEER = ("", "Nobody yet")


class StartPieceForm(Form):
    title = text(
        "What was the activity?",
        hint="For example “Restorative practice, three days” or “An article about neglect”",
        missing="Enter what the activity was called",
        longest=rules.LONGEST_TITLE,
    )
    kind = select(
        "What kind of activity was it?", CpdKind, nothing="Choose a kind", missing="Choose what kind of activity it was"
    )


class FactsForm(Form):
    """All but the reflection. What is not known yet may stay empty until the piece is finished."""

    title = text("What was the activity?", missing="Enter what the activity was called", longest=rules.LONGEST_TITLE)
    kind = select(
        "What kind of activity was it?", CpdKind, nothing="Choose a kind", missing="Choose what kind of activity it was"
    )
    done_on = day("When did you do it?", hint="The last day, where it took several", called="Day")
    hours = number("How many hours did it take?", hint="For example 6 or 1.5", least=0, most=200, places=2)
    standards = choices(
        "Which parts of standard 4 does it touch?", hint="Choose those that you can say something about"
    )
    peer = choice(
        "Did you talk about it with a peer?",
        [NO_PEER, *((each, each.label) for each in Peer)],
        hint="At least one piece a year needs a peer reflection",
        default="",
    )
    peer_on = day("When did you talk?", called="Day you talked")

    def facts(self) -> Facts:
        return Facts(
            title=self.title.data or "",
            kind=CpdKind(self.kind.data),
            done_on=self.done_on.data,
            minutes=round(float(self.hours.data) * 60) if self.hours.data is not None else None,
            standards=tuple(self.standards.data or ()),
            peer=Peer(self.peer.data) if self.peer.data else None,
            peer_on=self.peer_on.data,
        )


class WordsForm(Form):
    """The reflection: its writer's own words, saved as they are written."""

    what = long_text(
        "What did you do, and why does it matter for your practice?",
        hint="Leave out anything that could identify a child, a family or a colleague",
        default="",
        rows=6,
        longest=rules.LONGEST,
    )
    learnt = long_text("What did you learn?", default="", rows=8, longest=rules.LONGEST)
    effect = long_text(
        "What has it changed for your practice, and for people you work with?",
        default="",
        rows=8,
        longest=rules.LONGEST,
    )
    peer_learnt = long_text(
        "What did you learn from talking about it with a peer?",
        hint="Only where you talked with one",
        default="",
        rows=6,
        longest=rules.LONGEST,
    )


class RenewalForm(Form):
    """Their own word about the form and the fee, which are on Social Work England's site."""

    joined_on = day(
        "When did you join the register?", hint="Only if it was in this registration year", called="Day you joined"
    )
    form_on = day("When did you send the renewal form?", hint="Leave empty if you have not sent it yet", called="Day")
    fee_on = day("When did you pay the fee?", hint="Leave empty if you have not paid it yet", called="Day")


def facts_form(standards: Standards, obj: object = None) -> FactsForm:
    """The form with the parts of the standards in force."""
    form = FactsForm(obj=obj)
    form.standards.choices = [(code, f"{code} {words}") for code, words in standards.parts.items()]
    return form
