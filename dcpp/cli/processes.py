"""Commands that run the platform's processes."""

import http.client
import sys
import time
from collections.abc import Callable
from socket import socket

import click
from flask import Flask

from dcpp import config
from dcpp.app import create_app
from dcpp.cli.ending import in_words
from dcpp.cli.first_start import set_up, tell_who_can_sign_in
from dcpp.kernel import schema
from dcpp.sample_council import council
from dcpp.serving import scheduler as scheduler_process
from dcpp.serving import supervisor
from dcpp.serving import web as web_process
from dcpp.serving import worker as worker_process


@click.command()
def start() -> None:
    """Everything at once: migrate, fill an empty database with the sample council, and serve."""
    settings = config.from_environment()
    web_process.check_port(settings)
    app = create_app(settings)
    if code := supervisor.run_first(lambda: sys.exit(in_words(lambda: set_up(app)))):
        sys.exit(code)
    _serve(settings, app)


@click.command()
def serve() -> None:
    """Run web server, scheduler and worker until Ctrl-C or SIGTERM; start again the one that dies."""
    settings = config.from_environment()
    web_process.check_port(settings)
    app = create_app(settings)
    if code := supervisor.run_first(lambda: sys.exit(in_words(lambda: _check_shape(app)))):
        sys.exit(code)
    _serve(settings, app)


@click.command()
def web() -> None:
    """Run the web server alone."""
    settings = config.from_environment()
    listener = web_process.listen(settings)
    web_process.run(create_app(settings), listener)


@click.command()
def scheduler() -> None:
    """Run the scheduler alone. Any number may run, on any number of hosts: one of them leads."""
    scheduler_process.run(create_app())


@click.command()
def worker() -> None:
    """Run a worker alone. Any number may run, on any number of hosts."""
    worker_process.run(create_app())


def _check_shape(app: Flask) -> None:
    with app.app_context():
        if schema.current() != schema.head():
            raise click.ClickException("The database is not in the shape that this program needs: run dcpp migrate")
        if unfinished := council.find_unfinished():
            raise click.ClickException(unfinished.sentence)


def _serve(settings: config.Settings, app: Flask) -> None:
    listener = web_process.listen(settings)
    programs = {
        "web server": lambda: web_process.run(app, listener),
        "scheduler": lambda: _without(listener, scheduler_process.run, app),
        "worker": lambda: _without(listener, worker_process.run, app),
    }
    click.echo("Starting …")
    supervisor.supervise(programs, meanwhile=_Announcement(settings, app))
    click.echo("Stopped.")


def _without(listener: socket, program: Callable[[Flask], None], app: Flask) -> None:
    """Only the web server keeps the port."""
    listener.close()
    program(app)


class _Announcement:
    """Says where the platform is, once it answers."""

    def __init__(self, settings: config.Settings, app: Flask) -> None:
        self.settings = settings
        self.app = app
        self.started = time.monotonic()
        self.is_made = False

    def __call__(self) -> None:
        if self.is_made or not _answers(self.settings):
            return
        self.is_made = True
        click.echo(f"Ready at {self.settings.address} after {time.monotonic() - self.started:.1f} seconds.")
        tell_who_can_sign_in(self.settings)
        click.echo("Press Ctrl-C to stop.")


def _answers(settings: config.Settings) -> bool:
    connection = http.client.HTTPConnection(settings.host, settings.port, timeout=1)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
