"""The web server's process: gunicorn with threads, on a socket that may be handed to it."""

import errno
import socket
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from dcpp.config import BadSetting, Settings
from dcpp.kernel.db import db
from dcpp.web import metrics

GRACE = 15  # seconds that requests have to end when the server is asked to stop


class Logs(Logger):  # type: ignore[misc]
    """What gunicorn has to say goes where all logs go, in the same form."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class Web(BaseApplication):  # type: ignore[misc]
    """Gunicorn around our application, set up in code: two workers with four threads each, unless settings say more."""

    def __init__(self, app: Flask, listener: socket.socket | None = None) -> None:
        self.application = app
        self.listener = listener
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options().items():
            self.cfg.set(name, value)

    def options(self) -> dict[str, Any]:
        settings: Settings = self.application.extensions["settings"]
        address = f"{settings.host}:{settings.port}"
        shared_memory = Path("/dev/shm")  # noqa: S108 - heartbeats of gunicorn's workers must not wait for a disk
        return {
            "bind": f"fd://{self.listener.fileno()}" if self.listener else address,
            "workers": settings.web_workers,
            "worker_class": "gthread",
            "threads": 4,
            "timeout": 120,
            "graceful_timeout": GRACE,
            "keepalive": 5,
            "max_requests": 20000,
            "max_requests_jitter": 2000,
            "worker_tmp_dir": str(shared_memory) if shared_memory.is_dir() else None,
            "logger_class": Logs,
            "loglevel": "warning",
            "proc_name": "dcpp web",
            "control_socket_disable": True,
            "post_fork": lambda _server, _worker: self._after_fork(),
        }

    def load(self) -> Flask:
        return self.application

    def _after_fork(self) -> None:
        """A connection must never be shared by two processes."""
        with self.application.app_context():
            db.engine.dispose(close=False)


def listen(settings: Settings) -> socket.socket:
    """Take the port, or raise BadSetting with one clear sentence."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise BadSetting(_why_not(settings, error)) from error
    listener.set_inheritable(True)
    return listener


def check_port(settings: Settings) -> None:
    """Say at once when the port cannot be had."""
    listen(settings).close()


def _why_not(settings: Settings, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {settings.port} is taken by another program. Stop it, or choose another port: "
            f"PORT={settings.port + 1 if settings.port < 65535 else 8000}"
        )
    if error.errno == errno.EACCES:
        return (
            f"Port {settings.port} needs rights that this user does not have. Choose one above 1023, such as PORT=8000"
        )
    return f"HOST {settings.host} is not an address of this machine ({error.strerror})"


def run(app: Flask, listener: socket.socket | None = None) -> None:
    settings: Settings = app.extensions["settings"]
    metrics.share_between_workers(settings.data / "metrics" / str(settings.port))
    Web(app, listener).run()
