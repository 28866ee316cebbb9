"""What the tests of every subject ask: that a number and the list behind it agree."""

import re


def numbers(page):
    """Every number of a page that leads to its records: (number, address)."""
    links = page.soup.select("td a[href*='/practice/records'], .dcpp-chart__source a[href*='/practice/records']")
    return [(_number(link), link["href"]) for link in links]


def disagreeing(browse, page):
    """The numbers whose list has more or fewer rows."""
    found = numbers(page)
    assert found, "the page has no number with a list behind it"
    listed = {href: rows_behind(browse, href) for _, href in found}
    return [(number, listed[href], href) for number, href in found if listed[href] != number]


def rows_behind(browse, href):
    """How many rows a list says that it has, having as many on its pages."""
    page = browse.open(href)
    said = int(
        re.search(r"([\d,]+) \D+$", page.soup.select_one(".dcpp-count").get_text(" ", strip=True))[1].replace(",", "")
    )
    assert len(page.rows()) == min(said, 25)
    return said


def _number(link):
    return int(re.search(r"[\d,]+", link.get_text(" "))[0].replace(",", ""))
