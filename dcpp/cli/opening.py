"""What a command stands on: the application, its name in the trail, and its database closed again at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask

from dcpp.app import create_app
from dcpp.kernel import queue, trail
from dcpp.kernel.db import db


@contextmanager
def opened() -> Iterator[Flask]:
    """The application of the environment's settings, in its context. What it does is done by `command:<its name>`."""
    app = create_app()
    with app.app_context(), trail.acting(f"command:{click.get_current_context().info_name}"):
        try:
            yield app
        finally:
            close()


def close() -> None:
    """Let go of the database and the queue, in the application's context: what is open at the end is a leak."""
    db.session.remove()
    queue.here().close()
    db.engine.dispose()
