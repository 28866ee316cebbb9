"""What happens when …? The only module that knows two domains at once."""

from collections.abc import Sequence

from dcpp.actions import events as actions
from dcpp.caseload import events as caseload
from dcpp.caseload import jobs as caseload_jobs
from dcpp.kernel import firing, outbox, seals, workers
from dcpp.inspection import events as inspection_events
from dcpp.inspection import jobs as inspection_jobs
from dcpp.inspection.services import building
from dcpp.kernel import firing, workers
from dcpp.kernel.events import Event, Reactions
from dcpp.kernel.jobs import Job
from dcpp.kernel.related import Answer
from dcpp.kernel.work import Handler
from dcpp.web.navigation import Entry
from dcpp.themes import events as themes

# When this has happened, these follow, in this order and in the same transaction.
REACTIONS: Reactions = {}

# What other domains know about a kind of record.
RELATED: dict[str, Sequence[Answer]] = {}

# What happens by the clock.
JOBS: list[Job] = [
    *firing.JOBS,
    *outbox.JOBS,
    *seals.JOBS,
    *workers.JOBS,
    *caseload_jobs.JOBS,
]
TRAIL_ONLY: set[type[Event]] = {
    inspection_events.ReportBuilt,
    inspection_events.ReportFrozen,
    inspection_events.ReportRequested,
}
"""Events that nothing follows from: the trail keeps them."""

# Who does which kind of heavy work.
WORK: dict[str, Handler] = {
    **caseload_jobs.WORK,
}

# Events that nothing follows from: the trail keeps them.
TRAIL_ONLY: set[type[Event]] = {
    actions.ActionAccepted,
    actions.ActionChecked,
    actions.ActionDone,
    actions.ActionPostponed,
    actions.ActionRaised,
    actions.ActionReassigned,
    actions.ActionSentBack,
    actions.ActionUpdated,
    actions.ActionWithdrawn,
    caseload.ImportRefused,
    caseload.ListsImported,
    caseload.ListsSent,
    themes.ThemeAdded,
    themes.ThemeRenamed,
    themes.ThemeRestored,
    themes.ThemeRetired,
}

# The main menu in order of use, and what stands beside a person's name. Each sees what they may open.
NAVIGATION: list[Entry] = []

ACCOUNT: list[Entry] = []
# What happens by the clock, and who does which kind of heavy work.
JOBS: list[Job] = [*firing.JOBS, *outbox.JOBS, *seals.JOBS, *workers.JOBS, *caseload_jobs.JOBS]

WORK: dict[str, Handler] = {**caseload_jobs.WORK}
JOBS: list[Job] = [*firing.JOBS, *inspection_jobs.JOBS, *workers.JOBS]

WORK: dict[str, Handler] = {**building.WORK}
