"""What happens when …? The only module that knows two domains at once."""

from collections.abc import Sequence

from dcpp.caseload import events as caseload_events
from dcpp.caseload import jobs as caseload_jobs
from dcpp.kernel import firing, workers
from dcpp.kernel.events import Event, Reactions
from dcpp.kernel.jobs import Job
from dcpp.kernel.related import Answer
from dcpp.kernel.work import Handler

REACTIONS: Reactions = {}

RELATED: dict[str, Sequence[Answer]] = {}

TRAIL_ONLY: set[type[Event]] = {
    caseload_events.ListsSent,
    caseload_events.ListsImported,
    caseload_events.ImportRefused,
}
"""Events that nothing follows from: the trail keeps them."""

# What happens by the clock, and who does which kind of heavy work.
JOBS: list[Job] = [*firing.JOBS, *workers.JOBS, *caseload_jobs.JOBS]

WORK: dict[str, Handler] = {**caseload_jobs.WORK}
