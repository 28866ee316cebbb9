"""A mail server of our own on 127.0.0.1, and templates for tests to write with."""

import socket
import threading
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from jinja2 import ChoiceLoader, DictLoader

REMINDER = """Subject: Submit audit {{ reference }} by 30 November 2026

Submit audit {{ reference }} by 30 November 2026.

{{ url_to("health.healthz") }}
"""


class Desk:
    """Takes mails, refuses those for people it does not know, and breaks off when told to."""

    def __init__(self):
        self.mails = []
        self.unknown = set()
        self.lock = threading.Lock()

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if address in self.unknown:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        with self.lock:
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    @property
    def recipients(self):
        return sorted(mail["To"] for mail in self.mails)


@contextmanager
def mail_server(port=0):
    desk = Desk()
    controller = Controller(desk, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    desk.port = controller.port
    try:
        yield desk
    finally:
        controller.stop()


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def smtp_url(app, url):
    """Let the application's mail go to another address for a while."""
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(before, smtp_url=url)
    try:
        yield
    finally:
        app.extensions["settings"] = before


@contextmanager
def mail_templates(app, **texts):
    """Give the application templates of mails for a while."""
    before = app.jinja_env.loader
    app.jinja_env.loader = ChoiceLoader(
        [DictLoader({f"mail/{name}.txt": text for name, text in texts.items()}), before]
    )
    try:
        yield
    finally:
        app.jinja_env.loader = before
