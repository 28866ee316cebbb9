"""Figures for Prometheus: requests, counted by each web worker, and queues, read from the database when asked.

prometheus_client decides when it is imported whether workers share their counts, so it is imported late: after
`share_between_workers`, and after the fork.
"""

import os
import shutil
import threading
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from dcpp.kernel import jobs, outbox, seals
from dcpp.kernel.db import db
from dcpp.kernel.jobs import JobOutcome
from dcpp.kernel.work import Work

if TYPE_CHECKING:
    from prometheus_client.core import GaugeMetricFamily

SHARED = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_lock = threading.Lock()


class Meters:
    """What each web worker counts."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram

        self.registry = CollectorRegistry()
        self.requests = Counter(
            "dcpp_requests", "Requests answered", ("endpoint", "method", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "dcpp_request_seconds", "Time to answer", ("endpoint",), buckets=BUCKETS, registry=self.registry
        )


@lru_cache(maxsize=1)
def _made() -> Meters:
    return Meters()


def _meters() -> Meters:
    with _lock:
        return _made()


def share_between_workers(folder: Path) -> None:
    """Let the workers that are started after this add up their counts in a folder, from nought."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[SHARED] = str(folder)


def count_request(endpoint: str | None, method: str, status: int, seconds: float) -> None:
    name = endpoint or "none"
    _meters().requests.labels(name, method, str(status)).inc()
    _meters().seconds.labels(name).observe(seconds)


def text() -> bytes:
    """Everything, in Prometheus' text format."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    counted = _meters().registry
    if os.environ.get(SHARED):
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    read = CollectorRegistry()
    read.register(FromDatabase())
    return generate_latest(counted) + generate_latest(read)


class FromDatabase:
    """Figures that are the same whichever worker is asked."""

    def describe(self) -> list[Any]:
        return []

    def collect(self) -> Iterator["GaugeMetricFamily"]:
        mails = {state.name.lower(): count for state, count in outbox.count_by_state().items()}
        yield _gauge("dcpp_mails", "Mails in the outbox", "state", mails)
        yield _gauge("dcpp_works", "Pieces of heavy work", "state", _works())
        runs = {name: run for name, run in jobs.last_runs().items() if run.finished_at}
        failed = {name: float(run.outcome is JobOutcome.FAILED) for name, run in runs.items()}
        ended = {name: run.finished_at.timestamp() for name, run in runs.items() if run.finished_at}
        yield _gauge("dcpp_job_failed", "1 when the last run of a job failed", "job", failed)
        yield _gauge("dcpp_job_ended_seconds", "When a job last ended, in Unix time", "job", ended)
        seal = seals.newest_seal()
        trail = {"sealed": seal.last_id if seal else 0, "unsealed": seals.count_unsealed()}
        yield _gauge("dcpp_trail", "Last row sealed, and rows younger than that", "what", trail)


def _works() -> Mapping[str, float]:
    counted = db.session.execute(select(Work.state, func.count(Work.id).label("many")).group_by(Work.state))
    return {row.state.value: row.many for row in counted}


def _gauge(name: str, words: str, label: str, values: Mapping[str, float]) -> "GaugeMetricFamily":
    from prometheus_client.core import GaugeMetricFamily

    family = GaugeMetricFamily(name, words, labels=[label])
    for value, number in values.items():
        family.add_metric([value], number)
    return family
