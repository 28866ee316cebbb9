"""The guards that every test stands under, each shown a sinner."""

import socket
import warnings

import pytest
from pytest_socket import SocketConnectBlockedError
from sqlalchemy import delete, text, update

from dcpp.kernel.db import aside, db, transaction
from dcpp.people.models import Person
from tests import once
from tests.makers.people import make_person
from tests.pages import Page, check_manners

SINS = [
    lambda: db.session.execute(update(Person).values(name="Sinner")),
    lambda: db.session.execute(delete(Person)),
    lambda: db.session.execute(text("UPDATE people SET name = 'Sinner'")),
    lambda: db.session.add(Person(name="Sinner", email="sinner@council.example")) or db.session.flush(),
]


@pytest.mark.parametrize("sin", SINS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_to_look_changes_nothing(app, sin, method):
    make_person()
    refused = pytest.raises(AssertionError, match="GET /people changes")
    with app.test_request_context("/people", method=method), refused, transaction():
        sin()


def test_beside_a_look_only_the_trail_and_the_sign_in_are_written(app):
    statement = "UPDATE people SET name = 'Sinner'"
    with app.test_request_context(), pytest.raises(AssertionError, match="changes"), aside() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("sin", SINS[:3])
def test_to_post_may_change_something(app, sin):
    with app.test_request_context(method="POST"), transaction():
        sin()


def test_a_test_that_asks_for_no_database_reaches_none(built_app):
    with built_app.app_context(), pytest.raises(AssertionError, match="ask for the fixture app"):
        db.session.execute(text("SELECT 1"))


def test_sockets_lead_nowhere_else():
    with pytest.raises((SocketConnectBlockedError, UserWarning), match="tried to use"), socket.socket() as out:
        out.connect(("192.0.2.1", 80))


def test_warnings_are_errors():
    with pytest.raises(UserWarning):
        warnings.warn("sin", stacklevel=1)


GOOD = """<!DOCTYPE html><html lang="en"><head><title>Cases - DCPP</title></head>
<body><main><h1>Cases</h1>{}</main></body></html>"""


def page(html):
    class Answer:
        status_code = 200

        def get_data(self):
            return html.encode()

    return Page(Answer())


def test_a_page_with_manners_passes():
    check_manners(page(GOOD.format("<p>It’s here</p>")))


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (GOOD.format("<h1>Again</h1>"), "exactly one h1"),
        (GOOD.replace("<title>Cases", "<title>Lists").format(""), "must begin with the heading"),
        (GOOD.replace("<title>", "<title>Error: ").format(""), "if and only if"),
        (GOOD.format("<p id=a></p><p id=a></p>"), "ids must be unique"),
        (GOOD.format("<form></form>"), "says where it goes"),
        (GOOD.format("<p style='x'></p>"), "no inline style"),
        (GOOD.format("<p>It's here</p>"), "curly quotes"),
    ],
)
def test_bad_manners_are_named(html, said):
    with pytest.raises(AssertionError, match=said):
        check_manners(page(html))


def test_an_error_must_lead_somewhere():
    summary = '<ul class="govuk-error-summary__list"><li><a href="#gone">Enter it</a></li></ul>'

    with pytest.raises(AssertionError, match="must lead to something that can take focus"):
        check_manners(page(GOOD.replace("<title>", "<title>Error: ").format(summary)))


def test_what_asks_for_no_database_is_not_run_again_on_the_other(request):
    assert not once.depends_on_the_database(request.node)


def test_what_asks_for_one_is(app, request):
    assert once.depends_on_the_database(request.node)
