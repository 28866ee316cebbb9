"""The findings of an audit, and the actions they ask for."""

import pytest

from audits import queries
from dcpp.actions import queries as actions
from tests.makers.audits_done import add_finding
from tests.makers.people import make_person


def test_a_finding_with_themes_and_an_action(browse, sign_in_as, auditor, practitioner, audit):
    sign_in_as(auditor)
    form = browse("audits.record_finding", audit_id=audit.id)
    themes = [box["value"] for box in form.soup.select("input[name=themes]")][:2]

    page = browse(
        "audits.record_finding",
        audit_id=audit.id,
        post={"kind": "needs_work", "words": "No outcomes", "section": "plan", "themes": themes},
    )
    assert page.heading == "Add an action"
    assert "Pat Practitioner, the practitioner" in page.text and "Max Manager" in page.text

    due = {"due_on-day": "21", "due_on-month": "12", "due_on-year": "2026"}
    finding = queries.list_findings(audit.id)[0]
    page = browse(
        "audits.propose_action",
        audit_id=audit.id,
        finding_id=finding.id,
        post={"what": "Write it anew", "level": "child", "owner": str(practitioner.id)} | due,
    )

    assert "Write it anew Pat Practitioner, due 21 December 2026" in page.text
    assert actions.list_waiting_for(practitioner.id) == [], "nobody is told before the audit is submitted"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"themes": []}, "Select 1 to 3 themes"),
        ({"words": ""}, "Enter what you found"),
        ({"kind": ""}, "Select what kind of finding it is"),
    ],
)
def test_a_finding_that_lacks_something_is_sent_back(browse, sign_in_as, auditor, audit, changed, error):
    sign_in_as(auditor)
    theme = browse("audits.record_finding", audit_id=audit.id).soup.select_one("input[name=themes]")["value"]
    given = {"kind": "strength", "words": "Good", "themes": [theme]}

    page = browse("audits.record_finding", audit_id=audit.id, post=given | changed)

    assert page.errors == [error]


def test_four_themes_are_too_many(browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)
    boxes = browse("audits.record_finding", audit_id=audit.id).soup.select("input[name=themes]")

    page = browse(
        "audits.record_finding",
        audit_id=audit.id,
        post={"kind": "strength", "words": "Good", "themes": [box["value"] for box in boxes[:4]]},
    )

    assert page.errors == ["Select no more than 3"]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"due_on-year": "2025"}, "Enter a due date that is today or later"),
        ({"owner": "other"}, "Enter the name or work e-mail address of whoever will do it"),
        (
            {"owner": "other", "somebody_else": "Lea Leaver"},
            "Nobody here has this name or work e-mail address. Check it and enter it again",
        ),
    ],
)
def test_an_action_that_cannot_be_is_sent_back(browse, sign_in_as, auditor, practitioner, audit, changed, error):
    from datetime import date

    make_person("Lea Leaver", leaves_on=date(2026, 11, 1))
    finding_id = add_finding(audit)
    sign_in_as(auditor)
    given = {"what": "x", "level": "team", "owner": str(practitioner.id)}
    due = {"due_on-day": "21", "due_on-month": "12", "due_on-year": "2026"}

    page = browse("audits.propose_action", audit_id=audit.id, finding_id=finding_id, post=given | due | changed)

    assert page.errors == [error]


def test_findings_and_actions_can_be_changed_and_taken_away(browse, sign_in_as, auditor, practitioner, audit):
    finding_id = add_finding(audit, action_for=practitioner)
    sign_in_as(auditor)
    page = browse("audits.change_finding", audit_id=audit.id, finding_id=finding_id)
    theme = page.soup.select_one("input[name=themes][checked]")["value"]
    changed = {"kind": "strength", "words": "Better than I thought", "themes": [theme], "section": ""}

    page = browse("audits.change_finding", audit_id=audit.id, finding_id=finding_id, post=changed)
    assert "Better than I thought" in page.text

    proposed = queries.list_findings(audit.id)[0].proposed[0].id
    where = {"audit_id": audit.id, "finding_id": finding_id}
    assert (
        "Write the plan anew"
        not in browse("audits.remove_proposed_action", **where, proposed_id=proposed, post={}).text
    )
    assert "No findings yet" in browse("audits.remove_finding", **where, post={}).text
