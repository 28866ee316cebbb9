"""What a person would see of a page, and the manners that every page must have."""

import re
import warnings
from contextlib import suppress

import html5lib
from bs4 import BeautifulSoup
from flask import url_for
from flask.testing import FlaskClient
from sqlalchemy import inspect
from sqlalchemy.exc import InvalidRequestError

from dcpp.kernel.db import db


class Page:
    """A page as a person meets it: heading, words, errors, summary lists, tables."""

    def __init__(self, response):
        self.response = response
        self.status = response.status_code
        self.html = response.get_data().decode(errors="replace")  # a file is no text
        self.soup = BeautifulSoup(self.html, "html5lib")

    @property
    def heading(self):
        return _words(self.soup.h1)

    @property
    def text(self):
        return _words(self.soup.main or self.soup.body)

    @property
    def errors(self):
        return [_words(link) for link in self.soup.select(".govuk-error-summary__list li")]

    @property
    def links(self):
        return {_words(a): a.get("href") for a in self.soup.select("main a[href]")}

    @property
    def notice(self):
        return _words(self.soup.select_one(".govuk-notification-banner__content"))

    @property
    def form(self):
        """What the page's form would send as it stands, by name; a list where several boxes are ticked."""
        sent = {}
        for field in self.soup.select("form.dcpp-form [name]"):
            if field.get("type") in {"radio", "checkbox"} and not field.has_attr("checked"):
                continue
            chosen = field.select_one("option[selected]") if field.name == "select" else None
            value = field.get("value", "") if field.name == "input" else field.get_text().removeprefix("\n")
            value = (chosen.get("value") if chosen else "") if field.name == "select" else value
            sent.setdefault(field["name"], []).append(value)
        return {name: values[0] if len(values) == 1 else values for name, values in sent.items()}

    def summary(self, key):
        """The value beside a key of a summary list."""
        for term in self.soup.select("dt"):
            if _words(term) == key:
                return _words(term.find_next_sibling("dd"))
        raise AssertionError(f"No summary line {key!r} on {self.heading!r}")

    def rows(self, table=0):
        """The body rows of a table, as lists of words."""
        tables = self.soup.select("table")
        return [[_words(cell) for cell in row.select("th,td")] for row in tables[table].select("tbody tr")]


def _words(tag):
    return " ".join(tag.get_text(" ").split()) if tag else ""


def check_manners(page):
    """What every page owes its reader; each message says what to mend."""
    soup = page.soup
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        html5lib.HTMLParser(strict=True).parse(page.html)
    assert len(soup.select("h1")) == 1, "a page has exactly one h1"
    title = _words(soup.title)
    bare = title.removeprefix("Error: ")
    assert bare.startswith(page.heading), f"the title {title!r} must begin with the heading {page.heading!r}"
    assert title.startswith("Error: ") == bool(page.errors), "the title says Error: if and only if there are errors"
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids)), f"ids must be unique: {sorted(i for i in ids if ids.count(i) > 1)}"
    for form in soup.select("form"):
        assert form.get("action"), "every form says where it goes"
    for link in soup.select(".govuk-error-summary__list a"):
        target = soup.find(id=link["href"].removeprefix("#"))
        assert target and target.name in {"input", "select", "textarea", "button", "a"}, (
            f"the error link {link['href']} must lead to something that can take focus"
        )
    assert not soup.select("[style], style:not([nonce]), [onclick], [onchange]"), "no inline style or script"
    assert not re.search(r"\w'\w", _words(soup.main)), "use curly quotes (’) in words on the page"


class FreshClient(FlaskClient):
    """Answers each request in an application context of its own, as in service: nothing in g outlives it."""

    def run_wsgi_app(self, environ, **_how):
        with self.application.app_context():
            return super().run_wsgi_app(environ, buffered=True)


def let_go():
    """End the test's own session before a request, so that a record made earlier can still be read, as it was."""
    for record in list(db.session):
        if inspect(record).expired:
            with suppress(InvalidRequestError):  # gone by now
                db.session.refresh(record)
    db.session.remove()


class Browse:
    """Opens pages by endpoint, follows redirects, and checks manners every time."""

    def __init__(self, app):
        self.app = app
        self.client = app.test_client()

    def __call__(self, endpoint, *, post=None, status=None, follow=True, query=None, **values):
        with self.app.test_request_context():
            url = url_for(endpoint, **values, **(query or {}))
        return self.open(url, post=post, status=status, follow=follow)

    def open(self, url, *, post=None, status=None, follow=True):
        """Open an address; a page that is HTML is checked for its manners."""
        let_go()
        if post is None:
            response = self.client.get(url, follow_redirects=follow)
        else:
            response = self.client.post(url, data=post, follow_redirects=follow, content_type="multipart/form-data")
        db.session.remove()
        page = Page(response)
        expected = status or 200
        assert page.status == expected or (page.status == 302 and not follow), (
            f"{url} gave {page.status}, not {expected}: {page.text[:300]}"
        )
        if response.mimetype == "text/html" and page.status != 302:
            check_manners(page)
        return page
