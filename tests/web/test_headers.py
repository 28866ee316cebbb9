"""Every kind of answer carries the headers that keep people safe; cookies cannot be read or sent across sites."""

import pytest
from flask import redirect, session

from dcpp.kernel import access
from dcpp.web import downloads

NEEDED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def show():
    return "words"


def go():
    return redirect("/show")


def fail():
    raise ValueError


def take():
    return downloads.send(b"a", name="a.csv", media_type="text/csv", kind="list", record_id=None, what="csv")


@pytest.fixture
def whole(house):
    for view in (show, go, fail, take):
        house.add(view, f"/{view.__name__}")
    house.add(lambda: "", "/inside", declare=access.signed_in)
    return house


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/show", 200),
        ("/go", 302),
        ("/fail", 500),
        ("/take", 200),
        ("/inside", 302),
        ("/no-such-page", 404),
        ("/healthz", 200),
        ("/theme.css", 200),
        ("/static/dcpp.css", 200),
        ("/static/no-such-file.css", 404),
    ],
)
def test_every_answer_has_the_headers(whole, path, status):
    whole.app.extensions["doors"].sign_in_endpoint = "show"
    answer = whole.client().get(path)

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in NEEDED} == NEEDED
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    answer.close()


def test_nothing_but_files_of_ours_may_be_kept_by_the_browser(whole):
    assert whole.client().get("/show").headers["Cache-Control"] == "no-store"
    assert whole.client().get("/take").headers["Cache-Control"] == "no-store"
    assert whole.client().get("/fail").headers["Cache-Control"] == "no-store"


def test_the_nonce_is_new_each_time(settings, built_app):
    client = built_app.test_client()
    # a context of its own for each request, as in service
    first, second = (client.get("/healthz").headers["Content-Security-Policy"] for _ in range(2))
    assert first != second


def test_over_tls_the_browser_is_told_to_stay_there(build):
    house = build(public_url="https://practice.council.example", behind_tls=True)
    house.add(remember)

    answer = house.client().get("/door", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "practice.example"})

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookie = answer.headers["Set-Cookie"]
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def remember():
    session["x"] = 1
    return "words"


def test_without_a_proxy_nobody_can_claim_to_be_one(house):
    house.add(where)

    answer = house.client().get("/door", headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"})

    assert answer.text == "http 127.0.0.1"
    assert "Strict-Transport-Security" not in answer.headers


def test_behind_the_proxy_of_the_settings_its_word_is_taken(build):
    house = build(public_url="https://practice.council.example", behind_tls=True)
    house.add(where)

    answer = house.client().get(
        "/door", headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "9.9.9.9, 203.0.113.9"}
    )

    assert answer.text == "https 203.0.113.9"


def where():
    from flask import request

    return f"{request.scheme} {request.remote_addr}"
