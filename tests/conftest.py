"""What every test stands on: an application, a fresh database, a browser of pages, and a clock."""

import functools
import os
import shutil
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url

from dcpp.app import create_app
from dcpp.cli.opening import close
from dcpp.config import Settings
from dcpp.kernel import clock, schema
from dcpp.kernel.db import db
from tests import bounds
from tests.pages import Browse, FreshClient
from tests.signing_in import SigningIn

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def settings(tmp_path_factory):
    """Settings of a council of its own, on SQLite or on the server that DCPP_TEST_SERVER names."""
    data = tmp_path_factory.mktemp("council")
    server = os.environ.get("DCPP_TEST_SERVER")
    url = _database_on(server, f"dcpp_test_{os.getpid()}") if server else f"sqlite:///{data / 'dcpp.sqlite3'}"
    files = (data / "files").as_uri()
    return Settings(data=data, database_url=url, files_url=files, secret_key="for tests only", cheap_hashing=True)


@pytest.fixture(scope="session")
def template_database(settings):
    """A migrated, empty database; every test begins with a copy of it."""
    if settings.is_sqlite:
        path = settings.data / "template.sqlite3"
        _migrate(settings, f"sqlite:///{path}")
        return path
    name = make_url(settings.database_url).database + "_template"
    _on_server(settings, f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
    _migrate(settings, _database_on(settings.database_url, name))
    return name


def _database_on(server, name):
    """The address of a database on the same server."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _migrate(settings, url):
    app = create_app(Settings(data=settings.data, database_url=url, secret_key="for tests only"))
    with app.app_context():
        schema.upgrade()
        close()


def _on_server(settings, *statements):
    engine = create_engine(_database_on(settings.database_url, "postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def built_app(settings):
    """Made once: what a test changes is in the database, not in the application."""
    app = create_app(settings)
    app.test_client_class = FreshClient
    app.config["TESTING"] = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.config["WTF_CSRF_ENABLED"] = False
    app.config["HAS_DATABASE"] = False
    with app.app_context():
        event.listen(db.engine, "do_connect", functools.partial(bounds.refuse_without_database, app))
    return app


@pytest.fixture(scope="session", autouse=True)
def looking_changes_nothing():
    """A GET that writes fails its test (tests/bounds.py)."""
    event.listen(Engine, "before_cursor_execute", bounds.refuse_to_change)
    yield
    event.remove(Engine, "before_cursor_execute", bounds.refuse_to_change)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """The system's Chromium; Playwright's own download is not always to be had."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    chromium = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    if not chromium:
        pytest.skip("there is no Chromium: install it, or name one in CHROMIUM")
    return {"executable_path": chromium, "args": arguments}


@pytest.fixture
def app(built_app, settings, template_database):
    """The application with a fresh database and a context of its own."""
    with built_app.app_context():
        db.engine.dispose()
    if settings.is_sqlite:
        target = settings.data / "dcpp.sqlite3"
        for leftover in (target, target.with_name("dcpp.sqlite3-wal"), target.with_name("dcpp.sqlite3-shm")):
            leftover.unlink(missing_ok=True)
        shutil.copyfile(template_database, target)
    else:
        name = make_url(settings.database_url).database
        _on_server(
            settings,
            f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
            f"CREATE DATABASE {name} TEMPLATE {template_database}",
        )
    built_app.config["HAS_DATABASE"] = True
    with built_app.app_context():
        yield built_app
        built_app.config["HAS_DATABASE"] = False
        close()


@pytest.fixture
def now():
    """It is Monday 23 November 2026, half past nine."""
    with clock.pretend(MONDAY):
        yield MONDAY


@pytest.fixture
def browse(app):
    return Browse(app)


@pytest.fixture
def sign_in(browse, monkeypatch):
    """sign_in(access.X, scope=Scope.TEAM, person=None): somebody with exactly these capabilities; gives the person.

    but={access.X: Scope.OWN} gives some of them in another scope.
    """
    return SigningIn(browse, monkeypatch).with_capabilities


@pytest.fixture
def sign_in_as(browse, monkeypatch):
    """sign_in_as(person): that person, with what their roles and reports give them; gives the person."""
    return SigningIn(browse, monkeypatch).as_person
