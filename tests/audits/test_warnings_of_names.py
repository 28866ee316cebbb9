"""Whoever writes a name is told so beside their words; it is kept nowhere else, and nothing is refused."""

import pytest
from playwright.sync_api import expect

from dcpp.kernel.db import db
from dcpp.kernel.trail import TrailEntry
from dcpp.people.models import Person
from dcpp.themes import queries as themes
from tests.live import served, signed_in
from tests.makers.audits_done import add_finding, make_audit, make_auditor, write, write_all

NAMED = "The plan says that Jayden Smith was seen alone."
TOLD = "Check that this names nobody: “Jayden S…” looks like a name"


def draft(browse, audit, **fields):
    told = {"fields": {name: {"before": "", "after": after} for name, after in fields.items()}}
    return browse.client.post(f"/audits/{audit.id}/sections/plan/draft", json=told).get_json()


def test_a_draft_that_names_somebody_is_saved_and_its_answer_says_so(browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)

    told = draft(browse, audit, evidence=NAMED, strengths="Seen alone, and often.")

    assert told["saved"] == "9:30am"
    assert told["warnings"] == {"evidence": [TOLD]}


def test_colleagues_and_their_teams_may_be_named(browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)

    assert "warnings" not in draft(browse, audit, evidence="Agreed with Ada Auditor of Safeguarding North.")


def test_without_script_the_page_says_so_beside_the_question_and_where_the_answers_are_checked(
    browse, sign_in_as, auditor, practitioner, audit
):
    write_all(audit)
    add_finding(audit, action_for=practitioner)
    write(audit, "plan", evidence=NAMED)
    sign_in_as(auditor)

    assert TOLD in browse("audits.answer_section", audit_id=audit.id, code="plan").text
    for endpoint in ("audits.check_answers", "audits.submit_audit"):
        page = browse(endpoint, audit_id=audit.id)
        assert "Check that these name nobody" in page.text
        assert TOLD in page.text
        assert page.text.count(TOLD) == 1
    assert browse("audits.submit_audit", audit_id=audit.id, post={}).notice.startswith("Audit submitted")


def test_what_was_found_stands_in_no_banner_and_no_trail(browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)

    page = browse(
        "audits.record_finding",
        audit_id=audit.id,
        post={"kind": "strength", "words": NAMED, "section": "", "themes": [str(themes.list_active()[0].id)]},
    )

    assert "Check that your answer to “What did you find?” names nobody" in page.text
    assert TOLD in page.text  # beside the finding, for whoever wrote it
    assert not [row for row in db.session.query(TrailEntry.details) if "Jayden" in row.details]


@pytest.mark.browser
def test_the_warning_comes_with_the_autosave_and_goes_when_the_name_has_gone(app, browse, sign_in_as, context, page):
    audit = make_audit(make_auditor())
    auditor_id, audit_id = audit.auditor_id, audit.id
    db.session.expunge_all()
    sign_in_as(db.session.get(Person, auditor_id))
    with served(app) as address:
        signed_in(context, browse, address)
        page.goto(f"{address}/audits/{audit_id}/sections/plan")
        evidence = page.get_by_label("What is your evidence?")
        evidence.fill(NAMED)
        expect(page.locator("#evidence-names")).to_have_text(TOLD, timeout=15_000)
        evidence.fill("The plan says that the child was seen alone.")
        expect(page.locator("#evidence-names")).to_have_text("", timeout=15_000)
        context.close()
