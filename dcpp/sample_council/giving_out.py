"""What auditors can take, who is excused, and one sample topped up: as the newest month of the made-up council has it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from audits import queries, services
from audits.models import AuditDraw, AuditProgramme
from dcpp.kernel import clock
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.rules import Role

CAPACITIES = (3, 4, 6)
GROUP = "Advanced practitioners"
OF_GROUP = 4
EXEMPTIONS = (
    ("Covers a second team while its manager is away", "Agreed for this month only"),
    ("Has a final hearing in the second week", "A hearing of one day leaves time for an audit"),
    ("Is to induct three new practitioners", None),
)
"""Each with what a senior manager wrote: the first agreed, the second declined, the third still waiting."""
MORE = "Three of four showed the same delay: is it wider?"


class GivingOut:
    """Lets a practice lead and a senior manager arrange who audits; `shown` keeps what is theirs."""

    def __init__(self, now: datetime, lead: Person, manager: Person, shown: Person) -> None:
        self.now, self.lead, self.manager, self.shown = now, lead, manager, shown

    def arrange(self, programme: AuditProgramme, month: date) -> None:
        """All of it on the day before now, when what was done in the month is done."""
        with clock.pretend(self.now - timedelta(days=1)):
            others = [one for one in people.list_people_with_role(Role.AUDITOR, clock.today()) if one != self.shown]
            for auditor, capacity in zip(others, CAPACITIES, strict=False):
                services.set_capacity(auditor, capacity, by=self.lead.id)
            if others:
                services.keep_group(None, GROUP, [one.id for one in others[:OF_GROUP]])
            self._excuse(programme, month, others[len(CAPACITIES) :])
            self._top_up(month)

    def _excuse(self, programme: AuditProgramme, month: date, auditors: Sequence[Person]) -> None:
        for auditor, (reason, decision) in zip(auditors, EXEMPTIONS, strict=False):
            asked = services.ask_to_excuse_auditor(programme, month, auditor, reason=reason, by=auditor.id)
            if decision and reason == EXEMPTIONS[0][0]:
                services.agree_to_exemption(asked, decision=decision, by=self.manager.id)
            elif decision:
                services.decline_exemption(asked, decision=decision, by=self.manager.id)

    def _top_up(self, month: date) -> None:
        draw = next((one for one in queries.live_draws_of(month).values() if self._may_grow(one)), None)
        if draw:
            services.top_up_sample(draw, more=1, stratum="", reason=MORE, by_id=self.lead.id)

    def _may_grow(self, draw: AuditDraw) -> bool:
        """Whether it is the targeted sample, and something is left on its list."""
        return draw.drawn_at is not None and bool(draw.rules) and (draw.eligible or 0) > len(draw.cases)
