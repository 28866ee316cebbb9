"""Who is to grade an audit blind meets nothing of its first reader, whatever other roles they hold, by any door."""

from datetime import UTC, date, datetime

import pytest
from flask import url_for

from audits import queries, services
from audits.models import Moderation
from dcpp.actions.models import Action
from dcpp.frameworks.audit_tools import CORE
from dcpp.inspection.rules.reports import FileKind
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.trail import entries_of
from dcpp.people.models import Person
from dcpp.people.rules import Role
from dcpp.practice.queries.records import RECORDS
from tests.makers.audits_done import MONTH, make_audit, make_auditor
from tests.makers.inspection import make_frozen_report
from tests.makers.moderation import make_moderation, read_all
from tests.makers.people import make_person

SECRETS = (
    "The child was seen alone every fortnight",
    "The plan names tasks but not outcomes",
    "Write the plan anew with the family",
)
THEIR_OWN = {"audits.list_my_moderations", "home.view_my_work", "audits.view_moderation", "audits.view_audit"}
"""Where a moderator is told which audits are theirs to grade; and a concern may be raised on them."""
MAY_NAME_IT = (
    THEIR_OWN
    | {"audits.raise_concern", "audits.moderate_section", "audits.submit_moderation"}
    | {"audits.reallocate_moderation"}
)
KNOWS_HOW_MANY = {"actions.give_on_actions"}
"""Whoever gives on a leaver's actions is told which they are, and not what they ask."""
NO_DOORS = {"static", "security", "account", "health", "look", "statements", "single_sign_on"}
"""What tells nobody of any record, or signs the one who asks out."""
QUERIES = ({}, {"grade": "inadequate", "as": "csv"}, {"state": "submitted", "sort": "-submitted"})
RECORD_UNITS = [{"unit": unit, "as": "csv"} for unit in RECORDS]
MEASURES = [{"unit": "graded", "measure": "inadequate"}, {"unit": "sections", "by": "section", "value": "plan"}]


@pytest.fixture
def moderator(app, now):
    return make_person("Mo Many", Role.MODERATOR, Role.PRACTICE_LEAD, Role.AUDITOR)


@pytest.fixture
def lead(app, now):
    return make_person("Lee Lead", Role.PRACTICE_LEAD)


@pytest.fixture
def moderation(moderator, auditor, practitioner):
    return make_moderation(auditor, moderator, practitioner, grade="inadequate", case_id="C-90001")


@pytest.fixture
def action(moderation):
    """What the audit's finding asks to be done; its owner is the auditor."""
    return db.session.query(Action).one()


@pytest.fixture
def ids(app, moderation, action):
    """What an address can ask for that has to do with the audit."""
    finding = queries.list_findings(moderation.audit_id)[0]
    return {
        "audit_id": moderation.audit_id,
        "moderation_id": moderation.id,
        "action_id": action.id,
        "finding_id": finding.id,
        "person_id": moderation.audit.auditor_id,
        "code": "plan",
        "year": 2026,
        "month": 11,
    }


def addresses(app, ids):
    """Every page and file that can be asked for with these: (endpoint, address)."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            is_a_door = "GET" in rule.methods and rule.endpoint.partition(".")[0] not in NO_DOORS
            if not is_a_door or rule.arguments - set(ids):
                continue
            asked = RECORD_UNITS + MEASURES if rule.endpoint.startswith("practice.") else []
            for query in [*QUERIES, *asked]:
                if query and rule.endpoint.endswith("_pdf"):
                    continue  # a paper is the same whatever is asked
                values = {name: ids[name] for name in rule.arguments}
                yield rule.endpoint, url_for(rule.endpoint, **values, **query)


def told(browse, app, ids, names):
    """Where somebody is told something of the audit: {(endpoint, what)}."""
    found = set()
    for endpoint, address in addresses(app, ids):
        response = browse.client.get(address)
        assert response.status_code < 500, address
        body = response.get_data().decode(errors="replace")
        found |= {(endpoint, one) for one in (*SECRETS, *names) if one in body}
    return found


def test_no_page_list_search_or_file_tells_anything_of_the_first_reader(
    app, browse, sign_in_as, moderation, moderator, lead, action, ids
):
    reference, action_reference = moderation.audit.reference, action.reference
    moderator_id = moderator.id

    sign_in_as(lead)
    doors = told(browse, app, ids, [reference, action_reference])
    assert len({endpoint for endpoint, _what in doors}) >= 20, "others meet it at many doors"
    assert {what for _endpoint, what in doors} == {*SECRETS, reference, action_reference}

    sign_in_as(db.session.get_one(Person, moderator_id))
    found = told(browse, app, ids, [reference, action_reference])
    assert {one for one in found if one[1] in SECRETS} == set()
    assert {endpoint for endpoint, what in found if what == action_reference} <= KNOWS_HOW_MANY
    assert {endpoint for endpoint, what in found if what == reference} <= MAY_NAME_IT


def test_its_record_its_papers_and_its_actions_are_not_there(browse, sign_in_as, moderation, moderator, action):
    audit_id, action_id = moderation.audit_id, action.id
    sign_in_as(moderator)

    for endpoint in ("audits.download_pdf", "audits.download_word", "audits.print_audit"):
        browse(endpoint, audit_id=audit_id, status=404)
    for endpoint in ("actions.view_action", "actions.check_action", "actions.reassign_action"):
        browse(endpoint, action_id=action_id, status=404)
    assert browse("audits.view_audit", audit_id=audit_id).text.startswith("Moderation of")
    assert entries_of("audit", audit_id, ["Viewed", "Downloaded"]) == []


def test_the_overview_counts_as_many_as_its_lists_show(browse, sign_in_as, moderation, moderator, lead):
    words = "audits in six months were graded good or better"
    sign_in_as(lead)
    assert words in browse("home.view_overview").text
    sign_in_as(moderator)
    page = browse("home.view_overview")
    assert "No audit was submitted in six months" in page.text and "Inadequate" not in page.text


def test_the_last_audit_of_a_case_is_not_beside_the_form_while_it_is_read_blind(browse, sign_in_as, moderator, now):
    with clock.pretend(datetime(2026, 11, 4, 10, tzinfo=UTC)):
        tool = queries.tool_in_force(CORE, MONTH)
        moderation = make_moderation(make_auditor("Al One"), moderator, grade="inadequate", case_id="C-1", tool=tool)
        last_id = moderation.audit_id
    audit = make_audit(moderator, case_id="C-1")
    sign_in_as(moderator)

    page = browse("audits.answer_section", audit_id=audit.id, code="plan")

    assert "without knowing its grades, so it is shown here once you have submitted yours" in page.text
    assert "Inadequate" not in page.soup.select_one(".dcpp-last").text and SECRETS[0] not in page.html
    assert entries_of("audit", last_id, ["Viewed"]) == []


def test_a_frozen_report_stays_and_its_records_wait(browse, sign_in_as, moderation, moderator, lead):
    report = make_frozen_report(date(2026, 11, 1))
    report_id, key = report.id, next(figure.key for figure in report.snapshot.figures if figure.records)

    sign_in_as(moderator)
    page = browse("inspection.view_figure", report_id=report_id, code=key)
    assert "that you are to grade without knowing its grade" in page.text and not page.soup.select("table")
    for kind in (FileKind.XLSX, FileKind.JSON):
        page = browse("inspection.download_file", report_id=report_id, kind=kind.value, status=409)
        assert "once you have submitted your grades" in page.text
    browse("inspection.download_file", report_id=report_id, kind="pdf")
    sign_in_as(lead)
    assert browse("inspection.view_figure", report_id=report_id, code=key).soup.select("table")
    browse("inspection.download_file", report_id=report_id, kind="json")


def test_all_of_it_is_theirs_once_their_grades_are_submitted(browse, sign_in_as, moderation, moderator, action):
    reference = moderation.audit.reference
    read_all(moderation)
    with transaction():
        services.submit_moderation(db.session.get_one(Moderation, moderation.id), by=moderator.id)
    sign_in_as(moderator)

    assert SECRETS[0] in browse("audits.view_audit", audit_id=moderation.audit_id).text
    assert SECRETS[2] in browse("actions.view_action", action_id=action.id).text
    assert reference in browse("audits.list_audits", query={"grade": "inadequate"}).text
