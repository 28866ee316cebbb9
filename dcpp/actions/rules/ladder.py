"""The ladder of an action's states, its age, and what is refused."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from dcpp.kernel.refusal import Refusal


class CannotRaiseAction(Refusal):
    pass


class CannotAcceptAction(Refusal):
    pass


class CannotUpdateAction(Refusal):
    pass


class CannotFinishAction(Refusal):
    pass


class CannotCheckAction(Refusal):
    pass


class CannotReassignAction(Refusal):
    pass


class CannotPostponeAction(Refusal):
    pass


class CannotWithdrawAction(Refusal):
    pass


class ActionState(StrEnum):
    """From top to bottom. Checked is closed, in every figure; the impact check is a later look at what is closed."""

    RAISED = "raised"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    DONE_BY_OWNER = "done_by_owner"
    EVIDENCE_CHECKED = "evidence_checked"
    IMPACT_CHECKED = "impact_checked"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def is_open(self) -> bool:
        return self in OPEN


LABELS = {
    ActionState.RAISED: "Raised",
    ActionState.ACCEPTED: "Accepted",
    ActionState.IN_PROGRESS: "In progress",
    ActionState.DONE_BY_OWNER: "Done, to be checked",
    ActionState.EVIDENCE_CHECKED: "Checked",
    ActionState.IMPACT_CHECKED: "Impact checked",
    ActionState.WITHDRAWN: "Withdrawn",
}
WITH_OWNER = (ActionState.RAISED, ActionState.ACCEPTED, ActionState.IN_PROGRESS)
OPEN = (*WITH_OWNER, ActionState.DONE_BY_OWNER)
CHECKED = (ActionState.EVIDENCE_CHECKED, ActionState.IMPACT_CHECKED)
"""Closed because somebody else saw that it was done."""

NEXT = {
    ActionState.RAISED: {
        ActionState.ACCEPTED,
        ActionState.IN_PROGRESS,
        ActionState.DONE_BY_OWNER,
        ActionState.WITHDRAWN,
    },
    ActionState.ACCEPTED: {ActionState.IN_PROGRESS, ActionState.DONE_BY_OWNER, ActionState.WITHDRAWN},
    ActionState.IN_PROGRESS: {ActionState.DONE_BY_OWNER, ActionState.WITHDRAWN},
    ActionState.DONE_BY_OWNER: {
        ActionState.EVIDENCE_CHECKED,
        ActionState.IN_PROGRESS,
        ActionState.WITHDRAWN,
    },
    ActionState.EVIDENCE_CHECKED: {ActionState.IMPACT_CHECKED},
    ActionState.IMPACT_CHECKED: set(),
    ActionState.WITHDRAWN: set(),
}
"""Where each state may lead. Done may lead back: the evidence did not show it."""


class ActionLevel(StrEnum):
    """Whom the action is to help."""

    CHILD = "child"
    PRACTITIONER = "practitioner"
    TEAM = "team"
    SERVICE = "service"

    @property
    def label(self) -> str:
        return {"child": "This child", "practitioner": "The practitioner", "team": "The team"}.get(self, "The service")


class UpdateKind(StrEnum):
    """What one line of an action's history says."""

    RAISED = "raised"
    ACCEPTED = "accepted"
    UPDATED = "updated"
    DONE = "done"
    CHECKED = "checked"
    SENT_BACK = "sent_back"
    REASSIGNED = "reassigned"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"
    EVIDENCE_ADDED = "evidence_added"
    ESCALATED = "escalated"
    IMPACT_CHECKED = "impact_checked"


def may_lead_to(state: ActionState, wanted: ActionState) -> bool:
    return wanted in NEXT[state]


def may_check(owner_id: UUID, checker_id: UUID, finished_by_id: UUID | None) -> bool:
    """Somebody who neither owns the action nor said that it was done."""
    return checker_id not in {owner_id, finished_by_id}


@dataclass(frozen=True)
class AgeBand:
    """Days since an action was raised, both included; no `most` in the last band."""

    label: str
    least: int
    most: int | None

    def holds(self, days: int) -> bool:
        return self.least <= days and (self.most is None or days <= self.most)


AGE_BANDS = (
    AgeBand("0 to 14 days", 0, 14),
    AgeBand("15 to 28 days", 15, 28),
    AgeBand("29 to 56 days", 29, 56),
    AgeBand("57 days or more", 57, None),
)


def days_overdue(state: ActionState, due_on: date, today: date) -> int:
    """How many days late the owner is; 0 when not late, or when it is no longer with the owner."""
    return max(0, (today - due_on).days) if state in WITH_OWNER else 0


class Deed(StrEnum):
    """What somebody can do to an action, as its page offers it."""

    ACCEPT = "accept"
    ADD_EVIDENCE = "add_evidence"
    CHECK_IMPACT = "check_impact"
    UPDATE = "update"
    FINISH = "finish"
    CHECK = "check"
    REASSIGN = "reassign"
    POSTPONE = "postpone"
    WITHDRAW = "withdraw"


def deeds_for_owner(state: ActionState) -> list[Deed]:
    offered = {
        ActionState.RAISED: [Deed.ACCEPT, Deed.UPDATE, Deed.ADD_EVIDENCE, Deed.FINISH],
        ActionState.ACCEPTED: [Deed.FINISH, Deed.UPDATE, Deed.ADD_EVIDENCE],
        ActionState.IN_PROGRESS: [Deed.FINISH, Deed.UPDATE, Deed.ADD_EVIDENCE],
        ActionState.WITHDRAWN: [],
    }
    return offered.get(state, [Deed.ADD_EVIDENCE])


def deeds_for_managers(state: ActionState) -> list[Deed]:
    if state in WITH_OWNER:
        return [Deed.REASSIGN, Deed.POSTPONE, Deed.WITHDRAW]
    return [Deed.WITHDRAW] if state.is_open else []
