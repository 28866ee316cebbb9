"""What becomes of the actions of a made-up council: most are done, checked and looked at again; some wait at every stage."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from dcpp.actions import services
from dcpp.actions.models import Action
from dcpp.actions.rules.impact import Impact
from dcpp.kernel import clock
from dcpp.kernel.refusal import Refusal
from dcpp.people import queries as people
from dcpp.sample_council import words
from dcpp.sample_council.times import at

WEEKS_OF_ESCALATING = 12


class Following:
    """Lets the owners, managers and leads of actions do what they do, each on its day."""

    def __init__(self, random: Random, until: datetime, lead_id: UUID) -> None:
        self.random, self.until, self.lead_id = random, until, lead_id

    def follow(self, actions: Sequence[Action], raised: date) -> None:
        """Everything that happened to the actions of one audit up to now."""
        for action in actions:
            self._follow(action, raised)

    def _follow(self, action: Action, raised: date) -> None:
        if self.random.random() < 0.03:
            self._at(clock.add_working_days(raised, 6), 11, services.withdraw_action, action, words.WITHDRAWN)
            return
        begun = self._begin(action, raised)
        if begun is None:
            return
        done = begun + timedelta(days=3 + int(self.random.gammavariate(3, 9)))
        if self.random.random() < 0.04:
            self._ask_for_time(action, raised)
            return
        if self._at(done, 16, services.finish_action, action, words.DONE, by=action.owner_id):
            self._check(action, done)

    def _begin(self, action: Action, raised: date) -> date | None:
        """Accepted and begun within days; one in seven is left lying for weeks, and a few of those for good."""
        lies = self.random.random() < 0.15
        begun = clock.add_working_days(raised, self.random.randint(30, 60) if lies else self.random.randint(1, 4))
        if (lies and self.random.random() < 0.15) or self._is_future(begun):
            return None
        with clock.pretend(at(begun, 9)):
            services.accept_action(action, by=action.owner_id)
            if self.random.random() < 0.8:
                services.update_action(action, words=words.pick(self.random, words.UPDATES), by=action.owner_id)
        if self.random.random() < 0.35:
            self._add_evidence(action, begun)
        return begun

    def _ask_for_time(self, action: Action, raised: date) -> None:
        """Half of those who need longer ask for it."""
        asked, later = action.due_on - timedelta(days=2), action.due_on + timedelta(days=28)
        if self.random.random() < 0.5 and asked > raised:
            self._at(asked, 10, services.postpone_action, action, words.POSTPONED, due_on=later)

    def _add_evidence(self, action: Action, on: date) -> None:
        """Mostly a place in the record, sometimes a file, now and then something that runs out."""
        shows, place = self.random.choice(words.EVIDENCE_OF_ACTIONS)
        has_file, runs_out = self.random.random() < 0.2, self.random.random() < 0.1
        details = services.EvidenceDetails(
            shows=shows,
            place=place,
            about_on=on,
            expires_on=on + timedelta(days=365) if runs_out else None,
            file_name="evidence.pdf" if has_file else "",
            content=small_pdf(f"{action.reference}: {shows}") if has_file else b"",
        )
        with clock.pretend(at(on, 15)):
            services.add_evidence(action, details, by=action.owner_id)

    def _check(self, action: Action, done: date) -> None:
        """The manager looks, sometimes twice; a few are late with it."""
        checked = clock.add_working_days(done, self.random.choice((1, 2, 3, 5, 8, 12, 25)))
        by = action.checker_id or self.lead_id
        if self.random.random() < 0.1:
            if not self._at(checked, 10, services.send_action_back, action, words.SENT_BACK, by=by):
                return
            done = clock.add_working_days(checked, self.random.randint(2, 8))
            if not self._at(done, 14, services.finish_action, action, words.DONE, by=action.owner_id):
                return
            checked = clock.add_working_days(done, 2)
        if self._at(checked, 12, services.check_action, action, words.CHECKED, by=by):
            self._look_again(action, by)

    def _look_again(self, action: Action, by: UUID) -> None:
        """Some weeks later: most made a difference; what did not may lead to another action."""
        if action.impact_due_on is None or self.random.random() < 0.15:
            return
        on = clock.add_working_days(action.impact_due_on, self.random.randint(-10, 8))
        if self._is_future(on):
            return
        impact = self.random.choices(list(Impact), (62, 25, 13))[0]
        follow_on = self._next_of(action, on) if impact is Impact.NOT_YET and self.random.random() < 0.7 else None
        said = words.pick(self.random, words.IMPACT[impact])
        with clock.pretend(at(on, 11)):
            raised = services.check_impact(action, impact=impact, words=said, by=by, follow_on=follow_on)
        if raised:
            self._follow(raised, on)

    def _next_of(self, action: Action, on: date) -> services.FollowOn | None:
        owner = people.get_person(action.owner_id)
        if owner.has_left(on):
            return None
        return services.FollowOn(words.pick(self.random, words.ACTIONS), owner.id, clock.add_working_days(on, 20))

    def bring_up_to_date(self) -> None:
        """What the clock did: late actions went up the line week by week, leavers’ went on, owners were told."""
        for weeks in range(WEEKS_OF_ESCALATING, -1, -1):
            with clock.pretend(self.until - timedelta(weeks=weeks)):
                services.escalate_late_actions()
        services.give_on_what_leavers_left()
        services.tell_new_owners()

    def _at(self, day: date, hour: int, deed: object, action: Action, choices: Sequence[str], **given: object) -> bool:
        """One deed with words, on its day; whether its day has come and it could be done."""
        if self._is_future(day) or not callable(deed):
            return False
        try:
            with clock.pretend(at(day, hour)):
                deed(action, words=words.pick(self.random, tuple(choices)), **{"by": self.lead_id, **given})
        except Refusal:
            return False
        return True

    def _is_future(self, day: date) -> bool:
        return at(day, 17) >= self.until


def small_pdf(line: str) -> bytes:
    """A PDF of one line, so that there is a real file to take away."""
    text = line.encode("ascii", "replace").decode().replace("\\", " ").replace("(", "[").replace(")", "]")
    stream = f"BT /F1 12 Tf 72 760 Td ({text}) Tj ET"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj{part}endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer<</Size {len(parts) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")
