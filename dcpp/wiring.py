"""What happens when …? The only module that knows two domains at once."""

from collections.abc import Sequence

from dcpp.kernel import firing, workers
from dcpp.kernel.events import Event, Reactions
from dcpp.kernel.jobs import Job
from dcpp.kernel.related import Answer
from dcpp.kernel.work import Handler

REACTIONS: Reactions = {}

RELATED: dict[str, Sequence[Answer]] = {}

TRAIL_ONLY: set[type[Event]] = set()
"""Events that nothing follows from: the trail keeps them."""

# What happens by the clock, and who does which kind of heavy work.
JOBS: list[Job] = [*firing.JOBS, *workers.JOBS]

WORK: dict[str, Handler] = {}
