"""Evidence: a file with its fingerprint or a place in the record, with three dates; never overwritten."""

import hashlib
import io
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from dcpp.actions import access, queries, services
from dcpp.actions.rules.evidence import CannotAddEvidence
from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db, transaction
from dcpp.kernel.trail import TrailEntry
from dcpp.people.rules import Role
from tests.makers.actions import A_PDF, add_evidence, do, kept, make_action
from tests.makers.people import make_person

SAID = {
    "shows": "The plan as the review agreed it",
    "about_on-day": "20",
    "about_on-month": "11",
    "about_on-year": "2026",
}


@pytest.fixture
def owner(app, now):
    return kept(make_person("Olu Owner", Role.PRACTITIONER))


@pytest.fixture
def action(owner):
    return make_action(owner)


def send(browse, action, content=A_PDF, name="plan.pdf", **said):
    post = SAID | {"file": (io.BytesIO(content), name)} | said
    return browse("actions.add_evidence", action_id=action.id, post=post)


def test_a_file_is_kept_with_three_dates_and_its_fingerprint(browse, sign_in_as, owner, action):
    sign_in_as(owner)
    until = {"expires_on-day": "1", "expires_on-month": "6", "expires_on-year": "2027"}

    page = send(browse, action, **until)

    assert page.notice == "Evidence added"
    assert "About 20 November 2026. Added 23 November 2026 by Olu Owner. Good until 1 June 2027." in page.text
    assert hashlib.sha256(A_PDF).hexdigest() in page.text


def test_it_is_taken_as_an_attachment_and_the_trail_says_so(browse, sign_in_as, owner, action):
    piece = add_evidence(action)
    sign_in_as(owner)

    page = browse("actions.download_evidence", action_id=action.id, evidence_id=piece.id)

    assert page.response.data == A_PDF
    assert page.response.headers["Content-Disposition"] == "attachment; filename=plan.pdf"
    taken = db.session.scalars(select(TrailEntry).where(TrailEntry.event == "Downloaded")).one()
    assert (taken.record_id, taken.details) == (action.id, '{"what":"evidence_1"}')


def test_a_file_that_was_changed_since_is_refused_and_the_trail_says_so(browse, sign_in_as, settings, owner, action):
    piece = add_evidence(action)
    kept_at = Path(settings.files_url.removeprefix("file://")) / piece.sha256[:2] / piece.sha256
    kept_at.write_bytes(b"%PDF-1.7 something else")
    sign_in_as(owner)

    page = browse("actions.download_evidence", action_id=action.id, evidence_id=piece.id, status=409)
    kept_at.write_bytes(A_PDF)

    assert "This file is no longer what was kept" in page.text
    found = db.session.scalars(select(TrailEntry).where(TrailEntry.event == "FileFoundDamaged")).one()
    assert found.record_id == action.id


def test_a_place_in_the_record_is_evidence_too(browse, sign_in_as, owner, action):
    sign_in_as(owner)

    page = browse("actions.add_evidence", action_id=action.id, post=SAID | {"place": "Case note of 20 November"})

    assert "In the record: Case note of 20 November" in page.text and "SHA-256" not in page.text


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"shows": ""}, "Enter what it shows"),
        ({"about_on-year": "2027"}, "The day that the evidence is about must be today or earlier"),
        ({"about_on-day": ""}, "Day that it is about must include a day"),
        ({"expires_on-day": "1", "expires_on-month": "1", "expires_on-year": "2026"}, "must be after today"),
    ],
)
def test_a_day_that_cannot_be_is_sent_back(browse, sign_in_as, owner, action, said, error):
    sign_in_as(owner)

    page = send(browse, action, **said)

    assert error in " ".join(page.errors)
    assert queries.count_evidence(action.id) == 0


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (b"MZ\x90\x00", "plan.exe", "The selected file must be PDF"),
        (b"<html>", "plan.pdf", "The file is named as a PDF but is something else"),
        (b"", "plan.pdf", "The selected file is empty"),
    ],
)
def test_what_is_not_of_the_kinds_or_too_large_is_refused(browse, sign_in_as, owner, action, content, name, error):
    sign_in_as(owner)

    assert error in send(browse, action, content, name).errors[0]


def test_a_file_over_the_limit_is_refused(action):
    with pytest.raises(CannotAddEvidence, match="20 MB or smaller"):
        add_evidence(action, content=b"%PDF-" + b"x" * 20_000_000)


def test_nothing_at_all_is_no_evidence(browse, sign_in_as, owner, action):
    sign_in_as(owner)

    page = browse("actions.add_evidence", action_id=action.id, post=SAID)

    assert page.errors == ["Choose a file, or say where in the record it can be seen"]


def test_a_newer_piece_stands_beside_the_one_it_replaces(browse, sign_in_as, owner, action):
    first = add_evidence(action)
    sign_in_as(owner)

    page = browse(
        "actions.add_evidence",
        action_id=action.id,
        query={"replaces": first.id},
        post=SAID | {"shows": "The plan of December", "place": "Plan, version 2"},
    )

    assert "The plan of December" in page.text and "The plan as agreed Replaced" in page.text
    assert [piece.shows for piece in queries.list_newest_evidence(action.id)] == ["The plan of December"]


def test_one_piece_is_replaced_once(action):
    first = add_evidence(action)
    add_evidence(action, replaces_id=first.id)

    with pytest.raises(CannotAddEvidence, match="a newer piece in its place already"):
        add_evidence(action, replaces_id=first.id)


def test_no_row_of_evidence_is_ever_changed(action):
    add_evidence(action)

    for statement in ("UPDATE action_evidence SET sha256 = 'x'", "DELETE FROM action_evidence"):
        with pytest.raises(DatabaseError, match="only grows"), transaction():
            db.session.execute(text(statement))


def test_its_owner_is_asked_for_a_newer_one_before_it_expires(browse, sign_in_as, owner, action):
    add_evidence(action, shows="The safety agreement", expires_on=date(2026, 12, 20))
    add_evidence(action, shows="Good for long", expires_on=date(2027, 12, 20))
    sign_in_as(owner)

    page = browse("home.view_my_work")

    assert [row[0] for row in page.rows() if "evidence" in row[0]] == ["Add newer evidence: The safety agreement"]


def test_a_newer_piece_ends_the_asking_and_so_does_withdrawing(owner, action):
    first = add_evidence(action, expires_on=date(2026, 12, 1))
    add_evidence(action, replaces_id=first.id)
    other = make_action(owner)
    add_evidence(other, expires_on=date(2026, 12, 1))
    do(services.withdraw_action, other, words="Moved away", by=owner.id)

    assert queries.list_expiring(clock.today()) == []


def test_only_its_owner_or_who_manages_actions_adds_to_it(browse, sign_in, action):
    sign_in(access.VIEW_ACTIONS, access.DO_ACTIONS)
    refused = send(browse, action)
    sign_in(access.VIEW_ACTIONS, access.MANAGE_ACTIONS)
    taken = send(browse, action)

    assert refused.errors == [f"Only its owner can add evidence to {action.reference}"]
    assert taken.notice == "Evidence added"


def test_who_cannot_see_the_action_cannot_take_its_evidence(browse, sign_in, action):
    piece = add_evidence(action)
    sign_in(access.VIEW_ACTIONS, scope=Scope.OWN)

    browse("actions.download_evidence", action_id=action.id, evidence_id=piece.id, status=404)


def test_evidence_is_only_found_at_its_own_action(browse, sign_in, owner, action):
    piece, other = add_evidence(action), make_action(owner)
    sign_in(access.VIEW_ACTIONS)

    browse("actions.download_evidence", action_id=other.id, evidence_id=piece.id, status=404)
