"""Starts web server, scheduler and worker, starts again the one that dies, and stops them all together.

The children are forked from one process that has loaded the application already: they are up at once, and share its
memory. So nothing here may open a connection or start a thread.
"""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import click

from dcpp.serving import signs

LOOK_EVERY = 0.1  # seconds
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before a process that died is started again
STEADY_AFTER = 60.0  # seconds after which a process is taken to be well
PATIENCE = 30.0  # seconds that the processes have to stop

Program = Callable[[], None]


@dataclass
class Child:
    """One process to keep up."""

    name: str
    program: Program
    pid: int = 0
    started: float = 0.0
    pause: float = FIRST_PAUSE
    due: float = 0.0

    def start(self) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        self.started = time.monotonic()
        self.pid = signs.fork()
        if self.pid == 0:
            _be(self.program)

    def died(self, code: int) -> None:
        """Plan the next start: at once after an orderly end, later and later after each crash."""
        lived = time.monotonic() - self.started
        self.pid = 0
        if code == 0 or lived > STEADY_AFTER:
            self.pause = FIRST_PAUSE
        self.due = time.monotonic() + (0 if code == 0 else self.pause)
        if code != 0:
            self.pause = min(self.pause * 2, LONGEST_PAUSE)


def supervise(programs: Mapping[str, Program], meanwhile: Callable[[], None] = lambda: None) -> None:
    """Keep the programs up until SIGTERM or Ctrl-C. `meanwhile` is called between looks, and must be quick."""
    asked_to_stop = signs.StopAsked()
    children = [Child(name, program) for name, program in programs.items()]
    while not asked_to_stop:
        for child in children:
            if not child.pid and time.monotonic() >= child.due:
                child.start()
        meanwhile()
        asked_to_stop.wait(LOOK_EVERY)
        _notice_deaths(children)
    _stop_all(children)


def run_first(program: Program) -> int:
    """Run a program in a child and wait for it; its exit code. Connections and threads it makes end with it."""
    child = Child("first", program)
    child.start()
    _pid, status = os.waitpid(child.pid, 0)
    return os.waitstatus_to_exitcode(status)


def _be(program: Program) -> None:
    """In the child: become the program, in a process group of its own, and never come back."""
    code = 1
    try:
        os.setsid()
        program()
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 0 if error.code is None else 1
    except BaseException:  # noqa: BLE001 - the process ends here, whatever it was
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _notice_deaths(children: list[Child]) -> None:
    for child in children:
        if child.pid and (status := _ended(child.pid)) is not None:
            code = os.waitstatus_to_exitcode(status)
            _kill_group(child.pid)
            child.died(code)
            if code != 0:
                click.echo(f"The {child.name} stopped ({_in_words(code)}) and is started again", err=True)


def _ended(pid: int) -> int | None:
    found, status = os.waitpid(pid, os.WNOHANG)
    return status if found else None


def _in_words(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


def _stop_all(children: list[Child]) -> None:
    """Ask all to stop; after a while, insist. Whatever they started themselves goes with them."""
    deadline = time.monotonic() + PATIENCE
    running = [child.pid for child in children if child.pid]
    for pid in running:
        os.kill(pid, signal.SIGTERM)
    for pid in running:
        while time.monotonic() < deadline and _ended_quietly(pid) is None:
            time.sleep(0.05)
        _kill_group(pid)


def _ended_quietly(pid: int) -> int | None:
    try:
        return _ended(pid)
    except ChildProcessError:
        return 0


def _kill_group(leader: int) -> None:
    """Kill what is left of a process's group."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
