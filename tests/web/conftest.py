"""An application of one's own, with doors that a test adds."""

import pytest

from dcpp.app import create_app
from dcpp.kernel import access
from dcpp.kernel.db import db
from tests.pages import Browse


class House:
    """An application on the test's database, to which a test adds views before it opens any page."""

    def __init__(self, settings):
        self.app = create_app(settings)
        self.app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
        self.browse = Browse(self.app)

    def add(self, view, rule="/door", methods=("GET",), declare=access.anyone):
        self.app.add_url_rule(rule, view.__name__, declare(view), methods=list(methods))

    def close(self):
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def house(app, settings):
    found = House(settings)
    yield found
    found.close()
