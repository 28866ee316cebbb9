"""What a command stands on: the application, and its database closed again at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from dcpp.app import create_app
from dcpp.kernel import queue
from dcpp.kernel.db import db


@contextmanager
def opened() -> Iterator[Flask]:
    """The application of the environment's settings, in its context."""
    app = create_app()
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            queue.here().close()
            db.engine.dispose()
