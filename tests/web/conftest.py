"""Applications of one's own: with doors that a test adds, or with the specimen page and forms posted to nowhere."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from flask import request
from werkzeug.datastructures import MultiDict

from dcpp.app import create_app
from dcpp.cli.opening import close
from dcpp.kernel import access
from dcpp.kernel.db import db
from tests.pages import Browse
from tests.web import specimen


class House:
    """An application on the test's database, to which a test adds views before it opens any page."""

    def __init__(self, settings, **changes):
        self.app = create_app(replace(settings, **changes))
        self.app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
        self.browse = Browse(self.app)

    def add(self, view, rule="/door", methods=("GET",), declare=access.anyone):
        self.app.add_url_rule(rule, view.__name__, declare(view), methods=list(methods))

    def client(self):
        return self.app.test_client()

    def close(self):
        with self.app.app_context():
            close()


@pytest.fixture(scope="session")
def specimen_app(settings):
    app = specimen.make_app(settings)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    return app


@pytest.fixture
def shown(app, specimen_app):
    """Browse the specimen, with rows in its list."""
    with specimen_app.app_context():
        db.engine.dispose()
        specimen.make_rows()
        yield Browse(specimen_app)
        close()


@pytest.fixture
def posted(built_app):
    """What a form makes of a post: `posted(SomeForm, {"name": "value"})` gives the form, already validated."""

    def post(form_class, answers=(), files=None):
        data = MultiDict(answers)
        for name, (filename, content) in (files or {}).items():
            data.add(name, (BytesIO(content), filename))
        with built_app.test_request_context(method="POST", data=data, content_type="multipart/form-data"):
            form = form_class()
            form.validate_on_submit()
            request.close()
            return form

    return post


@pytest.fixture
def build(app, settings):
    """build(public_url=…): an application with other settings."""
    built = []

    def one(**changes):
        built.append(House(settings, **changes))
        return built[-1]

    yield one
    for house in built:
        house.close()


@pytest.fixture
def house(build):
    return build()


@pytest.fixture
def logged(capsys):
    """The lines logged since the last look, as dictionaries."""
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
