"""Kinds of programme, a clone, a top-up, coverage and the page to hand over, through the door."""

from datetime import UTC, datetime

import pytest

from audits import access, queries, services
from audits.rules import verifying
from audits.rules.suppression import suppressed
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.kernel import clock
from dcpp.kernel.db import transaction
from dcpp.people.rules import Role
from tests.audits.answers import A_PROGRAMME, LEAD
from tests.makers.audits import make_list, make_programme, make_sample
from tests.makers.audits_done import make_auditor
from tests.makers.people import make_person, make_team

FIRST = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def first_working_day(app):
    with clock.pretend(FIRST):
        yield


@pytest.fixture
def lead(sign_in):
    return sign_in(*LEAD, person=make_person("Lena Lead"))


def sample(programme=None):
    return make_sample(make_person("Anne"), make_person("Ben"), programme)


def test_the_kind_is_chosen_first_and_fills_in_what_is_usual(browse, lead):
    page = browse("audits.choose_kind", post={"kind": "early_help"})

    assert page.soup.select_one("#size")["value"] == "10"
    ticked = [box["value"] for box in page.soup.select("input[name=drawn_from][checked]")]
    assert ticked == ["early_help"]


def test_thresholds_and_rules_are_kept_and_said(browse, lead):
    asked = A_PROGRAMME | {"targeted": ["long_in_need", "second_plan"], "months_in_need": "18", "name": "Drift"}
    page = browse("audits.set_up_programme", kind="thematic", post=asked)

    assert page.summary("Only cases that a rule points to") == "In need for long, Second or later child protection plan"
    assert "Months as a child in need: 18" in page.text
    assert queries.list_programmes()[0].limits == {"months_in_need": 18}


def test_answers_that_need_another_say_so(browse, lead):
    for changed, sentence in (
        ({"schedule": "certain_months"}, "Select the months in which samples should be drawn"),
        ({"pool": "named"}, "Name the people who should audit"),
        ({"pool": "named", "named": "Nobody Here"}, "Nobody here has this name or work e-mail address"),
        ({"pool": "group"}, "Select the group that should audit"),
        ({"pool": "role"}, "Select which role its auditors should hold"),
        ({"stratify_by": ["rule"]}, "Select a targeted rule, or do not group by targeted rule"),
    ):
        page = browse("audits.set_up_programme", kind="core", post=A_PROGRAMME | changed)
        assert page.errors[0].startswith(sentence)


def test_a_clone_carries_all_but_the_draws(browse, lead):
    make_list()
    programme = make_programme(
        name="Drift", targeted=["no_review"], stratify_by=["status"], limits={"months_in_need": 9}
    )
    sample(make_programme())
    page = browse("audits.clone_programme", programme_id=programme.id)
    assert page.soup.select_one("#name")["value"] == "Drift, copy"
    assert page.soup.select_one("#months_in_need")["value"] == "9"

    browse("audits.clone_programme", programme_id=programme.id, post=A_PROGRAMME | {"name": "Drift again"})

    clone = next(one for one in queries.list_programmes() if one.name == "Drift again")
    assert queries.list_draws(clone.id) == []


def test_what_is_likely_to_be_covered_is_said_before_the_freeze_and_what_is_after(browse, lead):
    make_list()
    draw = sample()
    page = browse("audits.view_draw", draw_id=draw.id)
    assert "What the sample covers" in page.text
    assert "8 cases of the 28 that could be drawn" in page.text

    with transaction():
        other = services.open_draw(make_programme(months_apart=0), clock.today(), by_id=None).id
    page = browse("audits.freeze_frame", draw_id=other)
    assert "What the sample is likely to cover" in page.text


def test_more_cases_follow_in_ticket_order_with_a_reason_and_the_evidence_holds(browse, lead):
    make_list()
    draw = sample()

    page = browse("audits.top_up_sample", draw_id=draw.id, post={"more": "3", "reason": "An inspector asked"})

    assert page.notice == "3 more cases drawn, in the order of their tickets"
    assert "An inspector asked" in page.text
    draw = queries.get_draw(draw.id)
    assert len(draw.standing_cases) == 11
    with transaction():
        services.replace_case(queries.get_sample_case(draw.cases[0].id), reason="Moved", by_id=make_person().id)
        services.top_up_sample(
            queries.get_draw(draw.id), more=2, stratum=draw.cases[0].stratum, reason="Two more", by_id=make_person().id
        )
    assert verifying.differences(queries.evidence_of(queries.get_draw(draw.id))) == []
    page = browse("audits.top_up_sample", draw_id=draw.id, post={"more": "900", "reason": "x"})
    assert page.errors[0].startswith("Fewer than 900 are left on the frozen list: 14.")


def test_the_page_to_hand_over_names_no_case_and_no_small_number(browse, lead):
    make_list()
    draw = sample()
    with transaction():
        services.replace_case(queries.get_sample_case(draw.cases[0].id), reason="Moved away", by_id=make_person().id)

    page = browse("audits.view_public_draw", draw_id=draw.id)

    assert draw.frame_hash in page.text and "Moved away" in page.text and "under 5" in page.text
    assert not any(case.case_id in page.html for case in queries.get_draw(draw.id).cases)
    paper = browse.client.get(f"/audits/draws/{draw.id}/public.pdf")
    assert paper.status_code == 200 and paper.data.startswith(b"%PDF")


def test_one_small_number_takes_another_with_it():
    assert suppressed({"a": 3, "b": 9, "c": 40}) == {"a": "under 5", "b": "not shown", "c": "40"}
    assert suppressed({"a": 3, "b": 2, "c": 40}) == {"a": "under 5", "b": "under 5", "c": "40"}
    assert suppressed({"a": 0, "b": 5}) == {"a": "0", "b": "5"}


def test_auditors_do_not_download_the_whole_list(browse, sign_in_as):
    make_list()
    draw = sample()
    sign_in_as(make_auditor("Ada"))

    assert "Download the evidence" not in browse("audits.view_draw", draw_id=draw.id).links
    assert browse("audits.download_evidence", draw_id=draw.id, status=403).status == 403


def test_supervision_files_are_drawn_from_those_who_practise_here(browse, sign_in):
    north = make_team("North")
    for number in range(6):
        make_person(f"Pat {number}", Role.PRACTITIONER, team=north)
    make_auditor("Ada Far")
    draw = sample(make_programme(kind=AuditKind.SUPERVISION, size=2, stratify_by=["service"]))

    assert (draw.eligible, len(draw.standing_cases), draw.list_id) == (6, 2, None)
    assert verifying.differences(queries.evidence_of(draw)) == []
    audits = [audit for audit, _name in queries.list_of_draw(draw.id)]
    assert all(audit.is_of_supervision and audit.auditor.name == "Ada Far" for audit in audits)
    sign_in(*LEAD, access.VIEW_AUDITS)
    assert "Pat" in browse("audits.view_draw", draw_id=draw.id).text
    page = browse("audits.view_audit", audit_id=audits[0].id)
    assert page.heading.startswith("Supervision file of Pat")
