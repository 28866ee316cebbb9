"""Second readings of the made-up council: most are agreed within weeks, and some wait at every step now."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from audits import queries, services
from audits.models import Audit, Moderation
from audits.rules import moderation as rules
from audits.rules.audits import OVERALL
from audits.rules.moderation import ModerationState
from dcpp.frameworks.grades import grade, grade_scale
from dcpp.kernel import clock
from dcpp.kernel.drafts import Change
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.rules import Role
from dcpp.sample_council import words
from dcpp.sample_council.times import at

GRADES = {one.step: one.code for one in grade_scale()}
MODERATED_ENOUGH = 5
"""Agreed second readings after which a practice lead accredits an auditor."""
STEPS = 5
"""Reading begun, submitted, proposed, answered, decided."""
WAITING = (3, 4, 2, 4, 1, 0)
"""How many steps the readings that wait have come: two to decide, one each to answer, to agree, begun and not."""
LATELY = timedelta(days=14)


class Moderating:
    """Lets moderators, auditors and practice leads do what they do, each on its day. Auditors are slightly generous."""

    def __init__(self, random: Random, until: datetime, leads: Sequence[Person]) -> None:
        self.random, self.until, self.leads = random, until, leads
        self.disputed: set[UUID] = set()

    def accredit_first(self) -> None:
        """All but every fourth auditor had been accredited before there was a platform."""
        for number, person in enumerate(people.list_people_with_role(Role.AUDITOR, clock.today())):
            if number % 4 and person.id != self.leads[0].id:
                self._accredit(person, words.ACCREDITED_BEFORE)

    def moderate(self, audits: Sequence[Audit], *, months_left: int) -> None:
        """What became of the second readings of a month’s audits; of the last months a few wait, some at each step."""
        found = [one for audit in audits if (one := queries.find_moderation(audit.id)) and one.moderator_id]
        waiting = WAITING[4 - 2 * months_left :][:2] if months_left < 3 else ()
        for number, moderation in enumerate(found):
            waits = number < len(waiting)
            self._moderate(moderation, steps=waiting[number] if waits else STEPS, waits=waits)
        self._accredit_who_can_be()

    def _moderate(self, moderation: Moderation, *, steps: int, waits: bool) -> None:
        """One that waits was taken up lately: nobody is left for months."""
        on = moderation.allocated_on or clock.today()
        on = max(on, (self.until - LATELY).date()) if waits else on
        agrees = self.random.random() > 0.12 and steps != STEPS - 1
        if steps == STEPS - 1:
            self.disputed.add(moderation.id)
        deeds = [self._begin, self._submit, self._propose, lambda one: self._answer(one, agrees=agrees), self._decide]
        for deed in deeds[:steps]:
            on = clock.add_working_days(on, 1 if waits else self.random.randint(1, 4))
            if at(on, 17) >= self.until or moderation.is_agreed:
                return
            with clock.pretend(at(on, 14)):
                deed(moderation)

    def _begin(self, moderation: Moderation) -> None:
        """All sections but the last, which is the overall judgement."""
        for section in rules.sections_read(moderation.audit.sections)[:-1]:
            self._read(moderation, section.code)

    def _submit(self, moderation: Moderation) -> None:
        self._read(moderation, rules.sections_read(moderation.audit.sections)[-1].code)
        services.submit_moderation(moderation, by=_moderator(moderation))

    def _read(self, moderation: Moderation, code: str) -> None:
        first = grade(queries.answers_of(moderation.audit)[code].answer).step
        step = min(4, max(1, first + self._apart(moderation)))
        given = {
            "answer": GRADES[step],
            "evidence": words.pick(self.random, words.EVIDENCE[step]),
            "place": words.pick(self.random, words.PLACES),
        }
        section = next(one for one in moderation.audit.sections if one.code == code)
        changes = {name: Change("", text) for name, text in given.items()}
        services.save_reading(moderation, section, changes, by=_moderator(moderation))

    def _apart(self, moderation: Moderation) -> int:
        """Mostly none, sometimes a step lower, seldom two. Where readers will not agree, they never saw the same."""
        if moderation.id in self.disputed:
            return self.random.choices((-1, 1), (80, 20))[0]
        return self.random.choices((-2, -1, 0, 1, 2), (4, 17, 71, 6, 2))[0]

    def _propose(self, moderation: Moderation) -> None:
        """Two times in three what the moderator saw, else the auditor showed what they had not found."""
        stands = 1.0 if moderation.id in self.disputed else 0.65
        services.propose_grade(moderation, self._settled(moderation, stands), by=_moderator(moderation))

    def _answer(self, moderation: Moderation, *, agrees: bool) -> None:
        by = moderation.audit.auditor_id
        if by:
            said = "" if agrees else words.pick(self.random, words.DISAGREES)
            services.answer_proposal(moderation, agrees=agrees, words=said, by=by)

    def _decide(self, moderation: Moderation) -> None:
        """By a practice lead who is neither of the two; where there is none, it waits."""
        readers = {moderation.audit.auditor_id, moderation.moderator_id}
        lead = next((one for one in self.leads if one.id not in readers), None)
        if lead and moderation.state is ModerationState.DISPUTED:
            services.decide_grade(moderation, self._settled(moderation, 0.5), by=lead.id)

    def _settled(self, moderation: Moderation, second_stands: float) -> services.Agreed:
        first, second = queries.answers_of(moderation.audit), queries.readings_of(moderation)
        grades = {
            one.code: (second if self.random.random() < second_stands else first)[one.code].answer
            for one in queries.sections_that_differ(moderation)
        }
        return services.Agreed(
            grades=grades,
            reason=words.pick(self.random, words.AGREED_BECAUSE) if grades else "",
            feedback=words.pick(self.random, words.FEEDBACK),
            **self._action(moderation.audit, grades.get(OVERALL) or moderation.audit.grade or ""),
        )

    def _action(self, audit: Audit, overall: str) -> dict[str, Any]:
        """What a lower grade asks for, where the audit has raised nothing; nothing where it asks for none."""
        if not queries.needs_action(audit, overall):
            return {}
        practitioner = people.get_person(audit.practitioner_id) if audit.practitioner_id else None
        is_here = practitioner is not None and not practitioner.has_left(clock.today())
        return {
            "action_what": words.pick(self.random, words.ACTIONS),
            "action_owner": practitioner if is_here else audit.auditor,
            "action_due_on": clock.add_working_days(clock.today(), 20),
        }

    def _accredit_who_can_be(self) -> None:
        """On the day after their newest second reading was agreed, if that day has come."""
        for person_id, many in queries.count_moderated_by_auditor().items():
            on = clock.add_working_days(_last_agreed(person_id), 1)
            may_be = many >= MODERATED_ENOUGH and person_id != self.leads[0].id and at(on, 17) < self.until
            if may_be and not queries.is_accredited(person_id):
                with clock.pretend(at(on, 16)):
                    self._accredit(people.get_person(person_id), words.ACCREDITED)

    def _accredit(self, person: Person, reason: str) -> None:
        services.accredit_auditor(person, is_given=True, reason=reason, by=self.leads[0].id)


def _last_agreed(auditor_id: UUID) -> date:
    days = [one.agreed_on for one in queries.list_of_own_audits(auditor_id) if one.agreed_on]
    return max(days, default=clock.today())


def _moderator(moderation: Moderation) -> UUID:
    if moderation.moderator_id is None:
        raise LookupError(f"{moderation.audit.reference} has no moderator")
    return moderation.moderator_id
