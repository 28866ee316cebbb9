"""What happens when …? The only module that knows two domains at once."""

from collections.abc import Sequence

from dcpp.kernel.events import Event, Reactions
from dcpp.kernel.related import Answer

REACTIONS: Reactions = {}

RELATED: dict[str, Sequence[Answer]] = {}
TRAIL_ONLY: set[type[Event]] = set()
"""Events that nothing follows from: the trail keeps them."""
