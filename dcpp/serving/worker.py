"""The worker's process: takes ids of work out of the queue (huey) and carries the work out."""

import os
import resource
import signal
from collections.abc import Callable
from uuid import UUID

import structlog
from flask import Flask

from dcpp.kernel import beats, queue, workers
from dcpp.kernel.db import transaction
from dcpp.serving import signs

GRACE = 20  # seconds that work has to end when the process is asked to stop
TOO_MUCH_MEMORY_KB = 600 * 1024

log = structlog.get_logger()


def run(app: Flask) -> None:
    """Do work until this process is asked to stop; work that does not end in time is done by the next worker."""
    with app.app_context(), beats.beating(signs.name_of_process("worker")):
        with transaction():
            workers.sweep()
        found = queue.here()
        found.perform = _performer(app)
        consumer = found.huey.create_consumer(
            workers=1,
            periodic=False,
            worker_type="thread",
            max_delay=1.0,
            scheduler_interval=60,
            shutdown_timeout=GRACE,
            graceful_signal="TERM",
        )
        consumer.run()
        found.close()


def _performer(app: Flask) -> Callable[[UUID], None]:
    def perform(work_id: UUID) -> None:
        with app.app_context():
            workers.carry_out(work_id)
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > TOO_MUCH_MEMORY_KB:
            log.info("the worker makes room for a fresh one")  # a long report leaves much memory behind
            os.kill(os.getpid(), signal.SIGTERM)

    return perform
