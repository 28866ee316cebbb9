"""Sign-ins: listed, ended, left alone too long, lasting too long."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.people.models import Account, SignIn, WrongGuess
from dcpp.people.services import forgetting
from dcpp.people.views.devices import device_of
from tests.pages import Browse
from tests.people.test_sign_in import ada, sign_in_page

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
assert ada


def after(minutes):
    return clock.pretend(clock.now() + timedelta(minutes=minutes))


def is_in(browse):
    return browse("account.view_account").heading == "Your account"


def test_half_an_hour_without_doing_anything_ends_a_sign_in(browse, ada):
    sign_in_page(browse)

    with after(29):
        assert is_in(browse)
    with after(29 + 29):
        assert is_in(browse)
    with after(29 + 29 + 32):
        assert not is_in(browse)


def test_twelve_hours_end_a_sign_in_however_busy(browse, ada):
    sign_in_page(browse)
    for minutes in range(20, 12 * 60, 20):
        with after(minutes):
            assert is_in(browse)

    with after(12 * 60 + 1):
        assert not is_in(browse)


def test_being_seen_is_written_once_a_minute_at_most(browse, ada):
    sign_in_page(browse)
    began = db.session.scalars(select(SignIn.last_seen_at)).one()

    with after(0.5):
        is_in(browse)
    assert db.session.scalars(select(SignIn.last_seen_at)).one() == began
    db.session.rollback()
    with after(2):
        is_in(browse)
    assert db.session.scalars(select(SignIn.last_seen_at)).one() == began + timedelta(minutes=2)


def test_doing_something_by_a_form_counts_as_being_seen(browse, ada):
    sign_in_page(browse)
    with after(20):
        browse("account.end_other_sign_ins", post={})

    with after(45):
        assert is_in(browse)


def test_asking_for_more_time_keeps_the_sign_in(browse, ada):
    sign_in_page(browse)
    with after(29):
        assert browse.client.get("/still-here").status_code == 204

    with after(50):
        assert is_in(browse)


def test_other_devices_are_listed_and_signed_out_one_by_one_or_all(app, browse, ada):
    others = [Browse(app), Browse(app)]
    for other in (*others, browse):
        sign_in_page(other)
    page = browse("account.view_account")
    assert [row[-1].startswith("Sign out") for row in page.rows()].count(True) == 2

    mine = next(form["action"] for form in page.soup.select("table form"))
    browse.open(mine, post={})
    assert sorted(is_in(other) for other in others) == [False, True]
    assert browse("account.end_other_sign_ins", post={}).notice == "Every other device is signed out"
    assert not any(is_in(other) for other in others)
    assert is_in(browse)


def test_nobody_ends_somebody_elses_sign_in(app, browse, ada, sign_in):
    sign_in_page(browse)
    theirs = db.session.scalars(select(SignIn.id)).one()
    stranger = Browse(app)
    sign_in.__self__.browse = stranger
    sign_in()

    stranger("account.end_sign_in", sign_in_id=theirs, post={})

    assert is_in(browse)


def test_a_cookie_with_somebody_elses_sign_in_is_worth_nothing(browse, ada, sign_in):
    sign_in_page(browse)
    with browse.client.session_transaction() as cookie:
        cookie["_user_id"] = "somebody else"

    assert not is_in(browse)


@pytest.mark.parametrize("rubbish", ["", "x", "11111111-1111-1111-1111-111111111111", 7, None, ["x"]])
def test_rubbish_in_the_cookie_is_nobody(browse, now, rubbish):
    with browse.client.session_transaction() as cookie:
        cookie["sign_in"] = rubbish

    assert not is_in(browse)


def test_an_account_that_is_closed_ends_its_sign_ins(browse, ada):
    sign_in_page(browse)
    with transaction():
        db.session.scalars(select(Account)).one().active = False

    assert not is_in(browse)


def test_signing_in_again_ends_the_sign_in_before(browse, ada):
    sign_in_page(browse)
    with browse.client.session_transaction() as cookie:
        kept = cookie["sign_in"]
    with after(31):
        sign_in_page(browse)
        with browse.client.session_transaction() as cookie:
            assert cookie["sign_in"] != kept


def test_what_is_past_is_forgotten(browse, ada):
    sign_in_page(browse, password="wrong password here")
    sign_in_page(browse, email="nobody@council.example")
    sign_in_page(browse)
    with after(60 * 24 * 100), transaction():
        forgetting.forget_what_is_past()

    assert db.session.scalars(select(WrongGuess)).all() == []
    assert db.session.scalars(select(SignIn)).all() == []


@pytest.mark.parametrize(
    ("says", "name"), [(EDGE, "Edge on Windows"), ("", "Another browser"), ("curl/8", "Another browser")]
)
def test_a_device_is_called_by_what_its_browser_says(says, name):
    assert device_of(says) == name
