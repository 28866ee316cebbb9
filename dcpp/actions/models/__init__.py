"""The tables of actions, of what was said about them, what shows them and how they are followed."""

from dcpp.actions.models.actions import Action, ActionEscalation, ActionEvidence, ActionUpdate
from dcpp.actions.models.following import ActionSettings, DigestRefusal, RungHolder

__all__ = [
    "Action",
    "ActionEscalation",
    "ActionEvidence",
    "ActionSettings",
    "ActionUpdate",
    "DigestRefusal",
    "RungHolder",
]
