"""A lead's judgement for many cases at once, where the lists do not tell who is near them."""

from datetime import UTC, datetime

import pytest

from audits import queries
from audits.forms import field_of
from audits.models import AuditAllocation
from dcpp.caseload.models import Case
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.rules import Role
from tests.audits.given_out import audits_of, counts_of, sample
from tests.makers.audits import make_list, make_programme
from tests.makers.audits_done import make_auditor
from tests.makers.people import make_person

JUDGED = {"judgement": "Contacts only: nobody of ours has held them"}


@pytest.fixture(autouse=True)
def first_working_day(app):
    with clock.pretend(datetime(2026, 12, 1, 9, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def waiting(sign_in_as):
    """Three audits of cases whose list names nobody, two auditors, and a lead who is signed in."""
    for name in ("Ada Alder", "Ola Oak"):
        make_auditor(name)
    listed = make_list(cases=[(CaseStatus.CHILD_PROTECTION, "Safeguarding", 3)])
    with transaction():
        db.session.query(Case).filter(Case.import_id == listed.id).update({"team_id": None, "worker_id": None})
    draw = sample(make_programme(size=3))
    sign_in_as(make_person("Lee Lead", Role.PRACTICE_LEAD))
    return audits_of(draw)


def proposals(page):
    return {
        one["name"]: one.select_one("option[selected]")["value"] for one in page.soup.select("select[name^=auditor_]")
    }


def test_all_of_them_are_given_with_one_judgement_and_the_load_is_shared(browse, waiting):
    assert "3 audits wait for a lead’s judgement" in browse("audits.view_allocation", month="2026-12-01").text
    proposed = proposals(browse("audits.choose_auditors"))
    assert set(proposed) == {field_of(audit.id) for audit in waiting}

    page = browse("audits.choose_auditors", post=proposed | JUDGED)

    assert page.notice == "3 audits given to auditors. Your judgement is kept with each"
    assert sorted(counts_of(draw_of(waiting)).values()) == [1, 2]
    assert {one.judgement for one in db.session.query(AuditAllocation)} == {JUDGED["judgement"]}
    told = [mail.subject for mail in db.session.query(OutboxMessage) if "for you, due" in mail.subject]
    assert len(told) == 2, "each auditor is told once of all that they got"


def draw_of(audits):
    return queries.get_draw(audits[0].draw_id)


def test_without_a_judgement_nothing_is_given_and_the_choices_stay(browse, waiting):
    chosen = dict.fromkeys(proposals(browse("audits.choose_auditors")), str(make_auditor("Zoe Zelkova").id))

    page = browse("audits.choose_auditors", post=chosen | {"judgement": ""})

    assert page.errors == ["Enter how you know that the auditors are not near these cases"]
    assert proposals(page) == chosen
    assert db.session.query(AuditAllocation).count() == 0


def test_some_may_be_left_and_none_at_all_is_asked_for_again(browse, waiting):
    proposed = proposals(browse("audits.choose_auditors"))
    first, *others = proposed
    assert browse("audits.choose_auditors", post=dict.fromkeys(proposed, "") | JUDGED).errors == [
        "Choose an auditor for at least one of the audits"
    ]

    page = browse("audits.choose_auditors", post={first: proposed[first], **dict.fromkeys(others, "")} | JUDGED)

    assert page.notice.startswith("1 audit given")
    assert set(proposals(browse("audits.choose_auditors"))) == set(others)


def test_what_somebody_else_gave_meanwhile_is_never_given_again(browse, waiting):
    proposed = proposals(browse("audits.choose_auditors"))
    first = next(iter(proposed))
    browse("audits.choose_auditors", post={first: proposed[first]} | JUDGED)

    page = browse("audits.choose_auditors", post=proposed | JUDGED)

    assert page.errors == ["Somebody else gave some of these audits meanwhile. Look at what is left and save again"]
    assert db.session.query(AuditAllocation).count() == 1


def test_whoever_is_no_auditor_cannot_be_chosen(browse, waiting):
    names = proposals(browse("audits.choose_auditors"))

    page = browse("audits.choose_auditors", post=dict.fromkeys(names, str(make_person("Pat").id)) | JUDGED)

    assert page.errors
    assert db.session.query(AuditAllocation).count() == 0


def test_where_nothing_waits_the_page_says_so(browse, sign_in_as):
    sign_in_as(make_person("Lee Lead", Role.PRACTICE_LEAD))

    assert "No audit waits for your judgement" in browse("audits.choose_auditors").text
