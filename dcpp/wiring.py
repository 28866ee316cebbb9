"""What happens when …? The only module that knows two domains at once."""

from collections.abc import Sequence

from dcpp.kernel.events import Reactions
from dcpp.kernel.related import Answer

REACTIONS: Reactions = {}

RELATED: dict[str, Sequence[Answer]] = {}
