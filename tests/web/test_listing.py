"""Lists sort, filter and leaf by their address, whatever the address says."""

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from dcpp.web.listing import Listing, OneOf, Words
from tests.statements import statements
from tests.web.specimen import audits


def make_listing(args=(), **more):
    return Listing(
        select(audits),
        args=MultiDict(args),
        columns={"due": audits.c.due_on, "reference": audits.c.reference},
        tie=audits.c.id,
        filters=[
            OneOf("state", "State", ["done", "waiting"], lambda state: audits.c.state == state),
            Words("q", "Reference", lambda words: audits.c.reference.contains(words, autoescape=True)),
        ],
        **more,
    )


def references(page):
    return [row[0] for row in page.rows()]


def test_a_list_shows_twenty_five_and_says_how_many_there_are(shown):
    page = shown("specimen.rows")

    assert len(page.rows()) == 25
    assert "1 to 25 of 130 audits" in page.text


def test_a_heading_sorts_and_sorts_back(shown):
    page = shown("specimen.rows", query={"sort": "reference"})
    back = shown.open("/specimen/list" + page.soup.select_one("[aria-sort=ascending] a")["href"])

    assert references(page)[0] == "AUD-2026-0001"
    assert references(back)[0] == "AUD-2026-0130"
    assert back.soup.select_one("[aria-sort=descending]").get_text(strip=True) == "Audit"


def test_pages_hold_every_row_once_with_empty_values_last(shown):
    seen = [ref for page in range(1, 7) for ref in references(shown("specimen.rows", query={"page": page}))]
    last = shown("specimen.rows", query={"page": 6, "sort": "-due"}).rows()

    assert len(seen) == len(set(seen)) == 130
    assert last[-1][4] == ""


@pytest.mark.parametrize("sort", ["due", "-due", "reference", "-reference"])
def test_pages_from_either_end_follow_the_order_of_the_whole(shown, sort):
    pages = [make_listing({"page": str(page), "sort": sort}, rows_a_page=7).rows for page in range(1, 20)]

    assert [row for page in pages for row in page] == list(make_listing({"sort": sort}).stream())


def test_filters_narrow_and_chips_take_them_off_again(shown):
    page = shown("specimen.rows", query={"state": "done", "q": "-001", "sort": "reference"})
    chips = {chip.get_text(" ", strip=True): chip["href"] for chip in page.soup.select(".dcpp-chip")}

    assert "2 audits that match the filters" in page.text
    assert chips == {
        "Remove this filter: State: Done": "?q=-001&sort=reference",
        "Remove this filter: Reference: “-001”": "?state=done&sort=reference",
    }


def test_a_filter_that_finds_nothing_offers_the_way_out(shown):
    assert "No audits match" in shown("specimen.rows", query={"q": "no such thing"}).text


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"}, {"page": "-1"}, {"page": "9" * 5000}, {"page": "²"}, {"page": "one"}, {"sort": "password"},
        {"sort": "--due"}, {"state": "' or 1=1"}, {"sort": "due; drop table"}, {"page": "999"}, {"state": ["a", "b"]},
    ],
)  # fmt: skip
def test_an_address_that_asks_for_nonsense_still_shows_the_list(shown, query):
    assert "of 130 audits" in shown("specimen.rows", query=query).text


def test_percent_signs_and_zero_bytes_are_only_words(shown):
    for words in ("%", "_", "\0", "a\0"):
        shown("specimen.rows", query={"q": words})

    assert "No audits match" in shown("specimen.rows", query={"q": "%"}).text


def test_hostile_words_in_the_address_stay_words(shown):
    page = shown("specimen.rows", query={"q": '"><script>alert(1)</script>', '"><b>': "x"})

    assert "<script>alert" not in page.html and "<b>" not in page.html


def test_a_list_costs_two_statements_however_long(shown):
    for page in ("1", "3"):
        with statements() as sent:
            listing = make_listing({"page": page})
            assert (len(listing.rows), listing.count, listing.last) == (25, 130, int(page) * 25)
            _ = listing.pages, listing.chips, listing.page_links()
        assert len([statement for statement in sent if statement.startswith("SELECT")]) == 2


def test_other_parts_of_the_address_are_kept(shown):
    listing = make_listing({"view": "mine", "page": "2", "sort": "due"})

    assert listing.sort_url("due") == "?view=mine&sort=-due"
    assert listing.url(page=3) == "?view=mine&page=3&sort=due"
    assert listing.kept == {"view": "mine", "sort": "due"}


def test_far_pages_are_left_out_of_the_links(shown):
    listing = make_listing({"page": "10"}, rows_a_page=6)

    assert listing.page_links() == [1, None, 9, 10, 11, None, 22]
