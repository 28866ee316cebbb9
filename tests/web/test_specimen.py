"""The shared pieces on their page: manners, words, access without a mouse, and the PDF."""

import re
from pathlib import Path

import govuk_frontend_jinja
import page as page_validation
import pytest
from axe_playwright_python.sync_playwright import Axe

from dcpp.web import pdf
from dcpp.web.templating import templates_folder
from tests.gallery.test_gallery import RULES, show
from tests.web import specimen
from tests.web.test_vendored import STATIC

ADDRESS = "http://127.0.0.1:8000"


def test_a_form_that_is_sent_back_names_every_fault_and_keeps_what_was_written(shown):
    page = shown("specimen.form", post={"note": "one\r\n  two", "size": "0", "seen_on-day": "31", "seen_on-month": "2"})

    assert page.soup.title.get_text() == "Error: Record a finding – Sample Council"
    assert "The day you looked must include a year" in page.errors
    assert page.soup.select_one("#note").text.strip("\n") == "one\n  two"
    assert page.soup.select_one("#size")["value"] == "0"
    assert page.soup.select_one("#seen_on-day")["value"] == "31"


def test_a_form_with_a_file_goes_in_parts_and_each_hint_and_error_is_tied_to_its_box(shown):
    page = shown("specimen.form", post={})

    assert page.soup.select_one("main form")["enctype"] == "multipart/form-data"
    for box in page.soup.select("main [aria-describedby]"):
        for target in box["aria-describedby"].split():
            assert page.soup.find(id=target).get_text(strip=True), f"{target} is empty"


def test_what_was_flashed_is_shown_once_in_a_banner(shown):
    assert shown("specimen.pieces").notice.startswith("Audit AUD-2026-0147 submitted.")


def test_every_pieces_page_keeps_its_manners_and_says_where_one_is(shown):
    page = shown("specimen.pieces")

    assert page.summary("Reflection") == "Not given"
    assert page.soup.select_one("nav[aria-label=Main] [aria-current]").get_text(strip=True) == "My work"
    assert [link.get_text() for link in page.soup.select(".govuk-breadcrumbs a")] == ["Audits", "Monthly core audit"]
    assert not page.soup.select("[style]")


def test_the_council_gives_its_colour_to_every_page(shown):
    answer = shown.client.get("/theme.css")

    assert answer.mimetype == "text/css" and "--dcpp-colour:#1d5f7a" in answer.text


def test_every_class_of_govuks_that_we_write_is_one_of_theirs():
    theirs = [STATIC / "govuk" / "govuk-frontend.min.css", *Path(govuk_frontend_jinja.__file__).parent.rglob("*.html")]
    known = "".join(path.read_text() for path in theirs)
    ours = "".join(path.read_text() for path in templates_folder().rglob("*.html"))
    written = set(re.findall(r"govuk-[a-z_-]+[a-z]", re.sub(r"{#.*?#}|{{.*?}}|{%.*?%}", " ", ours, flags=re.DOTALL)))

    assert sorted(name for name in written if name not in known) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "address", ["/specimen/list?q=00&state=done", "/specimen/pieces", ("/specimen/form", {"size": "x"})]
)
def test_axe_finds_nothing_on_the_pieces_at_either_width(shown, specimen_app, page, address):
    show(specimen_app, specimen_app.test_client(), page, address)
    for width in (1200, 320):
        page.set_viewport_size({"width": width, "height": 800})
        violations = Axe().run(page, options=RULES).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_a_table_laid_out_as_cards_is_still_a_table_to_a_screen_reader(shown, specimen_app, page):
    page.set_viewport_size({"width": 320, "height": 800})
    show(specimen_app, specimen_app.test_client(), page, "/specimen/list")

    tree = page.locator(".dcpp-table").aria_snapshot()
    assert "- columnheader" in tree and "- rowheader" in tree and "- cell" in tree


@pytest.mark.browser
def test_each_error_link_moves_to_its_answer(shown, specimen_app, page):
    show(
        specimen_app, specimen_app.test_client(), page, ("/specimen/form", {"seen_on-day": "31", "seen_on-month": "2"})
    )
    links = page.query_selector_all(".govuk-error-summary a")

    for link in links:
        link.click()
        assert "#" + page.evaluate("document.activeElement.id") == link.get_attribute("href")
    assert "#seen_on-year" in [link.get_attribute("href") for link in links]


def test_a_report_is_a_tagged_pdf_and_the_same_bytes_each_time(specimen_app):
    with specimen_app.test_request_context():
        html = specimen.report()
    first, again = (pdf.from_html(html, identifier="seal", address=ADDRESS) for _ in range(2))

    assert [failure.message for failure in page_validation.validate_pdf_bytes(first, profile="ua1").failures] == []
    assert first == again


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "http://example.com/a.css", f"{ADDRESS}/static/../config.py", f"{ADDRESS}/theme.css",
        f"{ADDRESS}/static/%2e%2e/app.py", f"{ADDRESS}/static//etc/passwd.css",
    ],
)  # fmt: skip
def test_a_report_can_fetch_nothing_but_our_own_files(url):
    with pytest.raises(ValueError, match="only use our own static files"):
        pdf.static_file(url, ADDRESS)
