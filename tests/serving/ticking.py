"""Schedulers and workers with a tiny wiring of their own, to be started, killed and counted by tests.

    python -m tests.serving.ticking scheduler scheduler worker

prints a process id for each, and ends when all have ended, with 1 when one that was not killed ended badly.
"""

import os
import sys
import time
from datetime import timedelta

from dcpp import config, wiring
from dcpp.app import create_app
from dcpp.kernel import ids, jobs, work, workers
from dcpp.kernel.jobs import Job, every
from dcpp.serving import scheduler, signs, worker

SHORT = timedelta(seconds=3)


def tick():
    """Count one firing."""
    ids.next_reference("TICK", 2026)


def find_lost_work():
    """As workers.find_lost_work, with less patience."""
    workers.sweep(stale_after=SHORT)


def build(task):
    """Heavy work: says that it has begun, and takes its time."""
    task.progress("Building", 1, 2)
    time.sleep(1.5)
    ids.next_reference("BUILT", 2026)


def main(roles):
    app = create_app(config.from_environment())
    jobs.register(app, [Job(tick, at=every(seconds=1), each_time=True), Job(find_lost_work, at=every(seconds=1))])
    work.register(app, {**wiring.WORK, "build": build})
    programs = {"scheduler": lambda: scheduler.run(app, stale_after=SHORT), "worker": lambda: worker.run(app)}
    for role in roles:
        begin(programs[role])
    endings = {os.waitstatus_to_exitcode(os.wait()[1]) for _ in roles}
    return 0 if endings <= {0, -9} else 1


def begin(program):
    sys.stdout.flush()
    pid = signs.fork()
    if pid == 0:
        code = 1
        try:
            program()
            code = 0
        finally:
            os._exit(code)
    sys.stdout.write(f"{pid}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
