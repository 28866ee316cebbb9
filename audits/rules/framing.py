"""How a case of the lists becomes a line of the frame: its group, why it is left out, which rules point to it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from audits.rules.frames import FrameLine, stratum_label
from audits.rules.kinds import Source
from audits.rules.programmes import Stratify
from audits.rules.targeting import ListedFacts, TargetedRule, rules_met
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock

NOT_POINTED_TO = "No targeted rule points to it"
NO_RULE = "No rule"
FRONT_DOOR_LISTS = {"1", "3"}


class Listed(ListedFacts, Protocol):
    """What the frame takes from a case on the council's lists, or from a supervision file."""

    @property
    def case_id(self) -> str: ...
    @property
    def service(self) -> str: ...
    @property
    def team(self) -> str: ...
    @property
    def on_lists(self) -> str: ...
    @property
    def closed_on(self) -> date | None: ...


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What decides over every case of one frame. `audited` were audited within `months`; `due` have a re-audit due."""

    source: Source = Source.CASES
    as_at: date
    left_out: Collection[str] = ()
    audited: Collection[str] = ()
    months: int = 0
    look_back_months: int = 6
    due: Collection[str] = ()
    rules: Sequence[str] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    stratify_by: Sequence[str] = ()


def frame_line(case: Listed, terms: Terms) -> FrameLine:
    met = rules_met(case, terms.rules, terms.limits, terms.as_at) if terms.rules else []
    return FrameLine(
        case.case_id,
        stratum_label(*_parts(case, terms, met)),
        exclusion_of(case, terms, met),
        " ".join(met),
    )


def _parts(case: Listed, terms: Terms, met: Sequence[TargetedRule]) -> list[str]:
    said = {
        Stratify.STATUS: case.status.label if case.status else "",
        Stratify.SERVICE: case.service,
        Stratify.TEAM: case.team,
        Stratify.RULE: met[0].label if met else NO_RULE,
    }
    grouped = [Stratify(by) for by in terms.stratify_by]
    return [said[by] for by in grouped if by is not Stratify.STATUS or case.status]


def exclusion_of(case: Listed, terms: Terms, met: Sequence[TargetedRule] = ()) -> str:
    """Why a case cannot be drawn; empty when it can. What the case is comes before what was done with it."""
    if case.status and case.status.value in terms.left_out:
        return case.status.label
    if outside := _outside_source(case, terms):
        return outside
    if case.case_id in terms.audited:
        return f"Audited in the last {terms.months} months" if terms.months > 1 else "Audited in the last month"
    return NOT_POINTED_TO if terms.rules and not met else ""


def _outside_source(case: Listed, terms: Terms) -> str:
    if terms.source is Source.CONTACTS and not FRONT_DOOR_LISTS & set(case.on_lists.split()):
        return "No contact or referral on the lists"
    if terms.source is Source.RE_AUDITS and case.case_id not in terms.due:
        return "No re-audit is due"
    if terms.source is Source.CLOSED and case.status is CaseStatus.CLOSED:
        if case.closed_on is None:
            return "Closed on a day that is not known"
        if case.closed_on < clock.months_from(terms.as_at, -terms.look_back_months):
            return f"Closed more than {terms.look_back_months} months ago"
    return ""
