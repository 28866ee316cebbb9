"""What we ask about a programme: the kind first, then the rest with what is usual for that kind."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from audits.models import AuditProgramme
from audits.rules.kinds import DEFAULTS, PURPOSES, Source, source_of, unit_of, units_of
from audits.rules.programmes import (
    LARGEST_MINIMUM,
    LARGEST_SAMPLE,
    AuditorPool,
    Schedule,
    SeedScheme,
    Stratify,
)
from audits.rules.targeting import THRESHOLDS, USUAL, TargetedRule
from audits.services import ProgrammeDetails
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.status import CaseStatus
from dcpp.people.queries.named import get_named
from dcpp.people.rules import Role
from dcpp.web.fields import Option, Question, choice, choices, long_text, number, select, text, yes_no
from dcpp.web.forms import Form

SEED_HINTS = {
    SeedScheme.TWO_PEOPLE: "Neither can choose the sample unless both plan it together",
    SeedScheme.PUBLIC_VALUE: "Such as the numbers of a lottery that is drawn after the list is frozen",
}
POOL_ROLES = (Role.MODERATOR, Role.PRACTICE_LEAD, Role.COACH, Role.SENIOR_MANAGER, Role.LINE_MANAGER)
MONTHS = [(str(n), f"{date(2000, n, 1):%B}") for n in range(1, 13)]
PARTS = {
    "What is audited": ("name", "tool", "look_back_months", "size"),
    "Which cases": ("drawn_from", "targeted", "months_apart", "list_age_days"),
    "Groups": ("stratify_by", "minimum"),
    "When": ("schedule", "is_active"),
    "Who audits": ("pool", "most_each", "months_since_held"),
    "How the draw is kept fair": ("seed_scheme",),
}
REVEALED: Mapping[str, Mapping[StrEnum, Sequence[str]]] = {
    "targeted": {rule: [one.name for one in THRESHOLDS if one.rule is rule] for rule in TargetedRule},
    "schedule": {Schedule.CERTAIN_MONTHS: ["drawn_in"]},
    "pool": {
        AuditorPool.ROLE: ["pool_role"],
        AuditorPool.NAMED: ["named"],
        AuditorPool.GROUP: ["pool_group_id"],
    },
    "seed_scheme": {SeedScheme.PUBLIC_VALUE: ["public_what", "public_where"]},
}
"""Questions that belong to one answer of another."""
NOT_OF_SUPERVISION = {"drawn_from", "targeted", "list_age_days", "months_since_held", *USUAL}


class KindForm(Form):
    kind = choice(
        "What kind of programme is it?",
        [Option(kind, kind.label, PURPOSES[kind]) for kind in AuditKind],
        missing="Select what kind of programme it is",
    )


class ProgrammeForm(Form):
    name = text(
        "What is the programme called?",
        hint="Such as Monthly core audit",
        called="Name",
        missing="Enter a name",
        longest=100,
    )
    tool = select("Which tool is it done with?", missing="Select a tool")
    look_back_months = number(
        "How many months of practice should each audit read?",
        called="Number of months",
        least=1,
        most=36,
        missing="Enter how many months each audit should read",
    )
    size = number(
        "How many should be drawn each time?",
        called="Number to draw",
        least=1,
        most=LARGEST_SAMPLE,
        missing="Enter how many should be drawn each time",
    )
    drawn_from = choices(
        "Which cases can be drawn?", CaseStatus, missing="Select at least one status that can be drawn"
    )
    targeted = choices(
        "Draw only cases that a rule points to?",
        hint="Leave all empty to draw from every case. A case that one of the selected rules points to can be drawn. "
        "A day that is missing from the lists counts as too long ago",
        choices=TargetedRule,
        default=[],
    )
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
    stratify_by = choices(
        "What should cases be grouped by?",
        Stratify,
        hint="Each group gets its share of the sample",
        default=[Stratify.STATUS, Stratify.SERVICE],
    )
    minimum = number(
        "How many should be drawn from each group at least?",
        hint="As far as the sample is large enough. Enter 0 to share in proportion only",
        called="Least number",
        most=LARGEST_MINIMUM,
        default=1,
        missing="Enter the least number for each group, or 0",
    )
    schedule = choice("When should samples be drawn?", Schedule, missing="Select when samples should be drawn")
    drawn_in = choices("In which months?", MONTHS, default=[])
    is_active = yes_no("Is the programme running?", default=True)
    pool = choice("Who should audit?", AuditorPool, missing="Select who should audit")
    pool_role = select("Which role?", nothing="Select a role", default="")
    named = long_text(
        "Who are they?",
        default="",
        hint="One a line: their name or work e-mail address. Each must be an auditor",
        rows=4,
        longest=4000,
    )
    pool_group_id = select("Which group?", nothing="Select a group", default="")
    most_each = number(
        "How many cases of one sample may an auditor get at most?",
        hint="Leave empty for no such limit",
        called="Number of cases",
        least=1,
        most=LARGEST_SAMPLE,
    )
    months_since_held = number(
        "For how many months after holding a case may somebody not audit it?",
        hint="As earlier lists have it. Enter 0 to look only at who holds it now",
        called="Number of months",
        most=60,
        default=12,
        missing="Enter a number of months, or 0",
    )
    seed_scheme = choice(
        "Where should the seed come from?",
        [(scheme, scheme.label, SEED_HINTS[scheme]) for scheme in SeedScheme],
        hint="The seed decides which cases are drawn. It becomes known only after the list is frozen",
        missing="Select where the seed should come from",
    )
    public_what = text(
        "Which value is it?", default="", hint="Such as the six main numbers of the Saturday lottery", longest=200
    )
    public_where = text("Where is it published?", default="", hint="Such as a web address", longest=200)

    def offer(self, kind: AuditKind, tools: Iterable[tuple[str, str]], groups: Iterable[tuple[UUID, str]]) -> None:
        """What can be chosen, and only the questions that make sense for the kind."""
        self.kind = kind
        self.tool.choices = [Option(*one) for one in tools]
        self.pool_role.choices = [Option(role, role.label) for role in POOL_ROLES]
        self.pool_group_id.choices = [Option(*one) for one in groups]
        if source_of(kind) is Source.SUPERVISION:
            for name in NOT_OF_SUPERVISION:
                delattr(self, name)
            self.stratify_by.choices = [Stratify.SERVICE, Stratify.TEAM]
            self.look_back_months.label.text = "How many months of supervision should each audit read?"
            self.name.hint = "Such as Supervision, quarterly"
        self._name_what_is_drawn(unit_of(kind), units_of(kind))

    def _name_what_is_drawn(self, unit: str, units: str) -> None:
        """Every question calls what is drawn what people call it."""
        for field in self:
            field.label.text = _named(field.label.text, unit, units)
            field.hint = _named(field.hint or "", unit, units)

    @property
    def parts(self) -> list[tuple[str, list[Question]]]:
        """The questions under their headings, but for those that belong to one answer of another."""
        return [(title, [self[name] for name in names if name in self]) for title, names in PARTS.items()]

    def revealed(self, field: Question) -> dict[str, list[Question]]:
        """What one answer of a question asks besides, by the key of that answer."""
        asked = REVEALED.get(field.name, {})
        return {answer.value: [self[name] for name in names if name in self] for answer, names in asked.items()}

    def details(self, today: date) -> ProgrammeDetails:
        """Raises CannotFindPerson where somebody named is not known."""
        code, _, version = (self.tool.data or "").partition(" ")
        drawn_from = self.drawn_from.data if "drawn_from" in self else list(CaseStatus)
        return ProgrammeDetails(
            name=self.name.data,
            kind=self.kind,
            tool_code=code,
            tool_version=int(version) if version else None,
            look_back_months=self.look_back_months.data,
            size=self.size.data,
            minimum=self.minimum.data,
            stratify_by=[one.value for one in self.stratify_by.data],
            statuses_left_out=[status.value for status in CaseStatus if status not in drawn_from],
            targeted=[one.value for one in self.targeted.data] if "targeted" in self else [],
            limits=self._limits(),
            months_apart=self.months_apart.data,
            months_since_held=self.months_since_held.data if "months_since_held" in self else 0,
            list_age_days=self.list_age_days.data if "list_age_days" in self else 14,
            seed_scheme=self.seed_scheme.data,
            public_what=self.public_what.data or "",
            public_where=self.public_where.data or "",
            schedule=self.schedule.data,
            drawn_in=list(self.drawn_in.data) if self.schedule.data is Schedule.CERTAIN_MONTHS else [],
            pool=self.pool.data,
            pool_role=self.pool_role.data if self.pool.data is AuditorPool.ROLE else None,
            pool_group_id=self.pool_group_id.data if self.pool.data is AuditorPool.GROUP else None,
            auditor_ids=self._named(today) if self.pool.data is AuditorPool.NAMED else [],
            most_each=self.most_each.data,
            is_active=self.is_active.data is not False,
        )

    def _limits(self) -> dict[str, int]:
        """The thresholds that are not the usual ones."""
        asked = {name: self[name].data for name in USUAL if name in self}
        return {name: value for name, value in asked.items() if value is not None and value != USUAL[name]}

    def _named(self, today: date) -> list[UUID]:
        return [get_named(line, today).id for line in (self.named.data or "").splitlines() if line.strip()]


def _named(words: str, unit: str, units: str) -> str:
    """The words with "case" and "cases" as what is drawn is called; the council’s list of cases stays one."""
    return re.sub(r"(?<!list of )\bcase(s?)\b", lambda found: units if found[1] else unit, words)


for _one in THRESHOLDS:
    setattr(
        ProgrammeForm,
        _one.name,
        number(
            _one.asks,
            hint=f"Usually {_one.default}: {_one.source}",
            called=_one.asks,
            most=_one.most,
            default=_one.default,
        ),
    )


def answers_of(programme: AuditProgramme) -> dict[str, Any]:
    """What a programme says, as the answers of its form."""
    version = f" {programme.tool_version}" if programme.tool_version else ""
    return {
        **{name: getattr(programme, name) for name in ("name", "size", "minimum", "months_apart", "list_age_days")},
        **{name: getattr(programme, name) for name in ("most_each", "months_since_held", "pool_role", "pool_group_id")},
        **{name: getattr(programme, name) for name in ("public_what", "public_where", "drawn_in", "is_active")},
        **{name: getattr(programme, name) for name in ("seed_scheme", "schedule", "pool")},
        **{name: programme.limits.get(name, usual) for name, usual in USUAL.items()},
        "tool": programme.tool_code + version,
        "look_back_months": programme.look_back_months or DEFAULTS[programme.kind].look_back_months,
        "drawn_from": [status for status in CaseStatus if status.value not in programme.statuses_left_out],
        "stratify_by": [Stratify(one) for one in programme.stratify_by],
        "targeted": [TargetedRule(one) for one in programme.targeted],
        "named": "\n".join(person.email for person in programme.auditors),
    }


def usual_answers(kind: AuditKind) -> dict[str, Any]:
    """What a new programme of a kind begins with."""
    usual = DEFAULTS[kind]
    is_of_cases = usual.source is not Source.SUPERVISION
    return {
        "size": usual.size,
        "look_back_months": usual.look_back_months,
        "months_apart": usual.months_apart,
        "drawn_from": list(usual.drawn_from),
        "schedule": Schedule(usual.schedule),
        "pool": AuditorPool.EVERYBODY,
        "tool": usual.tool,
        "stratify_by": [Stratify.STATUS, Stratify.SERVICE] if is_of_cases else [Stratify.SERVICE],
    }
