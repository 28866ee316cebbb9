"""A list asks the database as often for two hundred rows as for twenty."""

import pytest

from tests.house.lists import LISTS, OWN
from tests.makers.copies import copied
from tests.statements import statements


@pytest.mark.parametrize("endpoint", sorted(LISTS))
def test_a_list_does_not_ask_per_row(endpoint, browse, now, sign_in):
    capability, make_rows = LISTS[endpoint]
    sign_in(capability)

    _compare(browse, endpoint, make_rows)


@pytest.mark.parametrize("endpoint", sorted(OWN))
def test_what_waits_for_somebody_does_not_ask_per_row(endpoint, browse, now, sign_in):
    capability, make_one = OWN[endpoint]
    person = sign_in(capability)

    _compare(browse, endpoint, copied(lambda: make_one(person)))


def _compare(browse, endpoint, make_rows):
    make_rows(20)
    browse(endpoint)  # the first opening fills what is read once
    counts = []
    for more in (0, 180):
        make_rows(more)
        with statements() as sent:
            browse(endpoint)
        counts.append(len(sent))

    assert counts[0] == counts[1], f"{endpoint}: {counts[0]} statements for 20 rows, {counts[1]} for 200"


def test_the_guard_of_lists_counts_statements(app):
    from sqlalchemy import text

    from dcpp.kernel.db import db

    with statements() as sent:
        for _ in range(3):
            db.session.execute(text("SELECT 1"))

    assert len([s for s in sent if s == "SELECT 1"]) == 3
