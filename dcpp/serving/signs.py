"""How a process is asked to stop, and how it dies with its parent."""

import ctypes
import os
import select
import signal
import socket
from types import FrameType

ASKING = (signal.SIGTERM, signal.SIGINT)
_PR_SET_PDEATHSIG = 1


class StopAsked:
    """Set by SIGTERM or Ctrl-C; a second one ends the process at once.

    A pipe, and not threading.Event: a handler that sets an Event can meet its own thread inside the Event's lock.
    """

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        self._asked = False
        for number in ASKING:
            signal.signal(number, self._ask)

    def __bool__(self) -> bool:
        return self._asked

    def wait(self, seconds: float) -> bool:
        """Wait until asked, or until the time is over; whether we are asked."""
        select.select([self._read], [], [], seconds)
        return self._asked

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked:
            os._exit(130)
        self._asked = True
        os.write(self._write, b"!")


def fork() -> int:
    """As os.fork; a signal that arrives meanwhile meets the child after its handlers are set back to the usual."""
    parent = os.getpid()
    signal.pthread_sigmask(signal.SIG_BLOCK, ASKING)
    try:
        pid = os.fork()
        if pid == 0:
            for number in ASKING:
                signal.signal(number, signal.SIG_DFL)
            _stop_with_parent(parent)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKING)
    return pid


def name_of_process(role: str) -> str:
    return f"{role}:{socket.gethostname()}:{os.getpid()}"


def _stop_with_parent(parent: int) -> None:
    """Have Linux send us SIGTERM when our parent is killed; other systems do not offer it."""
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    except (AttributeError, OSError):
        return
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
