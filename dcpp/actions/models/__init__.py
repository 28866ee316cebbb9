"""The tables of actions and of what was said about them."""

from dcpp.actions.models.actions import (
    Action,
    ActionUpdate,
)

__all__ = [
    "Action",
    "ActionUpdate",
]
