"""Programmes of other kinds beside the monthly core audit, each drawn in the last months of the made-up council."""

from contextlib import suppress
from datetime import date, datetime
from random import Random

from audits import services
from audits.rules.frames import CannotFreezeFrame
from audits.rules.kinds import DEFAULTS, Source
from audits.rules.programmes import Schedule, SeedScheme, Stratify
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.people.models import Person
from dcpp.sample_council.times import at

NAMES = {
    AuditKind.EARLY_HELP: ("Early help audit", [], 4),
    AuditKind.THEMATIC: ("Children long in need", ["long_in_need", "visit_overdue"], 4),
    AuditKind.CLOSURE: ("Closure audit", [], 3),
    AuditKind.FRONT_DOOR: ("Front door audit", [], 4),
    AuditKind.SUPERVISION: ("Supervision files, quarterly", [], 4),
    AuditKind.DIP: ("Recent oversight, dip sample", [], 6),
    AuditKind.MULTI_AGENCY: ("Multi-agency audit", [], 3),
    AuditKind.RE_AUDIT: ("Re-audits", [], 3),
}
"""Of each kind its name, its targeted rules and its size."""


class MoreProgrammes:
    """Sets up one programme of each of these kinds and draws each once, by the values of two people."""

    def __init__(self, random: Random, lead: Person, witness: Person) -> None:
        self.random, self.lead, self.witness = random, lead, witness

    def draw_in(self, month: date, now: datetime, *, is_last: bool) -> None:
        """Of the last two months each draws its own half of the kinds, a day apart."""
        for number, kind in enumerate(NAMES):
            drawn_at = at(clock.nth_working_day(month.year, month.month, 2 + number), 11)
            if number % 2 == is_last and drawn_at < now:
                with clock.pretend(drawn_at):
                    self._draw(kind, month)

    def _draw(self, kind: AuditKind, month: date) -> None:
        programme = services.set_up_programme(self._details(kind), by_id=self.lead.id)
        draw = services.open_draw(programme, month, by_id=self.lead.id)
        for person in (self.lead, self.witness):
            services.lodge_value(draw, person_id=person.id, value=f"{self.random.getrandbits(64):x}")
        with suppress(CannotFreezeFrame), db.session.begin_nested():  # a small council may have nobody of a kind
            services.freeze_frame(draw, by_id=self.lead.id)
            services.draw_if_known(draw, by_id=self.lead.id)

    def _details(self, kind: AuditKind) -> services.ProgrammeDetails:
        name, rules, size = NAMES[kind]
        usual = DEFAULTS[kind]
        is_of_cases = usual.source is not Source.SUPERVISION
        return services.ProgrammeDetails(
            name=name,
            kind=kind,
            tool_code=usual.tool,
            size=size,
            stratify_by=[Stratify.STATUS.value] if is_of_cases else [Stratify.SERVICE.value],
            statuses_left_out=[status.value for status in usual.left_out] if is_of_cases else [],
            targeted=rules,
            look_back_months=usual.look_back_months,
            months_apart=usual.months_apart,
            list_age_days=92,
            seed_scheme=SeedScheme.TWO_PEOPLE,
            schedule=Schedule.BY_HAND,
        )
