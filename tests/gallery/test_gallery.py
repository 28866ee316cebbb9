"""Every page is shown to axe once, answered in process: no port, no thread, and the test's own data."""

from contextvars import copy_context

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import template_rendered

from dcpp.kernel.db import db
from tests.gallery import gallery

HOST = "http://gallery.example"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def test_every_page_template_is_in_the_gallery():
    assert gallery.templates_of_pages() == set(gallery.pages()), "add what is missing to tests/gallery/entries"


@pytest.mark.browser
@pytest.mark.parametrize("template", sorted(gallery.pages()))
def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_screen(template, app, browse, now, sign_in, page):
    address = gallery.pages()[template](sign_in)
    shown = show(app, browse.client, page, address)

    assert template in shown, f"{template} was not rendered at {address}: {shown}"
    violations = Axe().run(page, options=RULES).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in violations] == []
    page.set_viewport_size({"width": 320, "height": 640})
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{template} is {overflow} pixels wider than a screen of 320"


def show(app, client, page, address):
    """Let the browser open an address of the application; gives the templates that were rendered."""
    db.session.rollback()  # the browser writes too, and SQLite has one writer
    url, form = address if isinstance(address, tuple) else (address, None)
    shown, here = set(), copy_context()
    page.route("**/*", lambda route: here.copy().run(answer, app, client, route, form))

    def note(_sender, template, **_extra):
        shown.add(template.name)

    with template_rendered.connected_to(note, app):
        page.goto(HOST + url)
    return shown


def answer(app, client, route, form):
    """Hand the browser's request to the signed-in client.

    Playwright calls this outside the test's context: without the copy its clock would be today's, not the test's.
    """
    request = route.request
    path = request.url.removeprefix(HOST)
    with app.app_context():
        if form is not None and request.is_navigation_request():
            response = client.post(path, data=form, follow_redirects=True, content_type="multipart/form-data")
        else:
            response = client.open(path, method=request.method, data=request.post_data_buffer, follow_redirects=True)
    route.fulfill(status=response.status_code, headers=dict(response.headers), body=response.get_data())
    response.close()
