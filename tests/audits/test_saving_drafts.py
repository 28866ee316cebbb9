"""Drafts save themselves through JSON; two windows never write over each other in silence."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from audits import queries
from dcpp.kernel.db import transaction
from dcpp.people.rules import Role
from tests.makers.audits_done import make_audit, make_auditor, write
from tests.makers.people import make_person
from tests.pages import let_go


@pytest.fixture
def audit(app, now):
    return make_audit(make_auditor())


@pytest.fixture
def send(browse):
    """send(audit, "plan", evidence=("before", "after")): as autosave.js does; gives status and JSON."""

    def send(audit, code, **fields):
        url = f"/audits/{audit.id}/sections/{code}/draft"
        told = {"fields": {name: {"before": before, "after": after} for name, (before, after) in fields.items()}}
        let_go()
        response = browse.client.post(url, json=told)
        return response.status_code, response.get_json(silent=True)

    return send


def test_a_changed_field_is_saved(sign_in_as, audit, send):
    sign_in_as(audit.auditor)

    assert send(audit, "plan", evidence=("", "Seen\r\nalone ")) == (200, {"saved": "9:30am"})
    assert queries.find_answer(audit.id, "plan").evidence == "Seen\nalone"


def test_two_windows_on_different_fields_both_save(sign_in_as, audit, send):
    sign_in_as(audit.auditor)

    assert send(audit, "plan", evidence=("", "One"))[0] == 200
    assert send(audit, "plan", strengths=("", "Two"), answer=("", "good"))[0] == 200

    answer = queries.find_answer(audit.id, "plan")
    assert (answer.evidence, answer.strengths, answer.answer) == ("One", "Two", "good")


def test_two_windows_on_one_field_meet_both_texts_and_the_rest_is_saved(sign_in_as, audit, send):
    sign_in_as(audit.auditor)
    send(audit, "plan", evidence=("", "First window"))

    status, told = send(audit, "plan", evidence=("", "Second window"), place=("", "Plan of May"))

    assert status == 409
    assert told["conflicts"] == {"evidence": {"theirs": "First window", "who": "You", "when": "9:30am"}}
    answer = queries.find_answer(audit.id, "plan")
    assert (answer.evidence, answer.place) == ("First window", "Plan of May")


def test_somebody_else_is_named_and_another_day_is_told(app, browse, sign_in_as, audit, send):
    sign_in_as(audit.auditor)
    send(audit, "plan", evidence=("", "First window"))
    otto_id = make_auditor("Otto Other").id
    with transaction():
        answer = queries.find_answer(audit.id, "plan")
        answer.saved_by_id = otto_id
        answer.saved_at = datetime(2025, 11, 3, 11, tzinfo=UTC)

    assert "Saved 3 November 2025 at 11am" in browse("audits.answer_section", audit_id=audit.id, code="plan").text
    told = send(audit, "plan", evidence=("", "Second window"))[1]["conflicts"]["evidence"]
    assert (told["who"], told["when"]) == ("Otto Other", "3 November 2025 at 11am")


def test_once_somebody_has_chosen_their_words_are_saved(sign_in_as, audit, send):
    sign_in_as(audit.auditor)
    send(audit, "plan", evidence=("", "First window"))

    assert send(audit, "plan", evidence=("First window", "Second window"))[0] == 200


def test_without_script_a_page_that_was_overtaken_shows_both_texts(browse, sign_in_as, audit):
    sign_in_as(audit.auditor)
    write(audit, "plan", evidence="First window", answer="good")
    mine = {"evidence": "Second window", "before-evidence": "", "answer": "good", "before-answer": ""}

    page = browse("audits.save_section", audit_id=audit.id, code="plan", post=mine)
    assert "This was changed in another window" in page.text
    assert "You saved other words in another window (9:30am)." in page.text
    assert "First window" in page.text and "Second window" in page.html

    befores = {field["name"]: field["value"] for field in page.soup.select("input[name^=before-]")}
    browse("audits.save_section", audit_id=audit.id, code="plan", post=mine | befores)
    assert queries.find_answer(audit.id, "plan").evidence == "Second window"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"answer": ("", "excellent")}, "Select one of the grades on the page"),
        ({"reason": ("", "x")}, "Plan has no such part for you to answer"),
        ({"evidence": ("", "x" * 10_001)}, "An answer must be 10,000 characters or fewer. You wrote 10,001"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(sign_in_as, audit, send, fields, sentence):
    sign_in_as(audit.auditor)

    assert send(audit, "plan", **fields) == (409, {"error": sentence})


def test_the_practitioners_words_cannot_be_written_for_them(sign_in_as, audit, send):
    sign_in_as(audit.auditor)

    assert send(audit, "reflection", evidence=("", "They said"))[0] == 409


@pytest.mark.parametrize("sent", ["[]", "{}", '{"fields": {}}', '{"fields": {"answer": "good"}}', "no JSON"])
def test_nonsense_is_a_bad_request(browse, sign_in_as, audit, sent):
    sign_in_as(audit.auditor)
    url = f"/audits/{audit.id}/sections/plan/draft"
    let_go()

    assert browse.client.post(url, data=sent, content_type="application/json").status_code == 400


def test_nobody_else_can_save(sign_in_as, audit, send):
    sign_in_as(make_auditor("Otto Other"))
    assert send(audit, "plan", evidence=("", "x"))[0] == 404

    sign_in_as(make_person("Pip", Role.PRACTITIONER))
    assert send(audit, "plan", evidence=("", "x"))[0] == 403


def test_a_lost_sign_in_is_told_by_a_redirect_and_changes_nothing(audit, send):
    assert send(audit, "plan", evidence=("", "x"))[0] == 302
    assert queries.find_answer(audit.id, "plan") is None


def test_of_many_windows_that_save_at_once_one_wins_and_the_others_are_told(app, browse, sign_in_as, audit):
    sign_in_as(audit.auditor)
    url = f"/audits/{audit.id}/sections/plan/draft"
    cookie = browse.client.get_cookie("session").value
    let_go()

    def save(number):
        client = app.test_client()
        client.set_cookie("session", cookie)
        told = {"fields": {"evidence": {"before": "", "after": f"Window {number}"}}}
        return client.post(url, json=told)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(save, range(8)))

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    winner = queries.find_answer(audit.id, "plan").evidence
    told = {answer.json["conflicts"]["evidence"]["theirs"] for answer in answers if answer.status_code == 409}
    assert told == {winner}
