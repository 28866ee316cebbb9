"""Programme control: what became of the drawn cases, for whom, with the list behind each number."""

from datetime import UTC, date, datetime

import pytest

from audits import access as audits
from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.people.rules import Role
from dcpp.practice import access
from dcpp.practice.queries.subjects import SUBJECTS
from tests.makers.audits import make_draw
from tests.makers.audits_done import make_auditor
from tests.makers.people import make_person, make_team
from tests.makers.practice import make_drawn, set_days
from tests.practice.behind import disagreeing, numbers

PAGE = "practice.view_programme_control"
NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def drawn(now):
    """Five cases of two services: two done, one of them late; one taken off; one overdue; one without an auditor."""
    with clock.pretend(datetime(2026, 11, 2, 9, tzinfo=UTC)):
        draw = make_draw(month=NOVEMBER)
        pat = make_person("Pat Practitioner", Role.PRACTITIONER, team=make_team("Team North"))
        made = [make_drawn(draw, is_done=True, practitioner=pat), make_drawn(draw, is_done=True)]
        made += [make_drawn(draw, auditor=make_auditor("Zed Auditor", job_role="Team manager")) for _ in range(3)]
    set_days(made[1], due_on=date(2026, 11, 1))
    set_days(made[2], withdrawn_on=date(2026, 11, 5), state="withdrawn")
    set_days(made[3], due_on=date(2026, 11, 10))
    set_days(made[4], auditor_id=None, state="unallocated", allocated_on=None)
    return made


def test_nothing_drawn_is_said_honestly(browse, sign_in, now):
    sign_in(access.VIEW_PRACTICE, audits.VIEW_AUDITS)

    assert "No case was drawn, so nothing can be said." in browse(PAGE).text


def test_what_became_of_the_drawn_cases_is_one_sentence(browse, sign_in, drawn):
    sign_in(access.VIEW_PRACTICE, audits.VIEW_AUDITS)

    assert "2 of 4 audits were completed, 1 of them late; 1 was exempt, and 1 is overdue now." in browse(PAGE).text


def test_every_number_opens_as_many_rows_as_it_says(browse, sign_in, drawn):
    sign_in(access.VIEW_PRACTICE, access.VIEW_AUDITORS, audits.VIEW_AUDITS)

    assert disagreeing(browse, browse(PAGE)) == []
    assert disagreeing(browse, browse("practice.view_auditors")) == []
    team = drawn[0].team_id
    assert disagreeing(browse, browse.open(f"/practice/programme-control?team={team}&period=3")) == []


def test_completion_by_person_is_for_leads_and_alphabetical(browse, sign_in, drawn):
    sign_in(access.VIEW_PRACTICE, audits.VIEW_AUDITS)
    browse("practice.view_auditors", status=403)
    assert browse.client.get("/practice/export?subject=auditors").status_code == 404
    assert browse.client.get(f"/practice/records?unit=drawn&by=auditor&value={drawn[0].auditor_id}").status_code == 404

    sign_in(access.VIEW_PRACTICE, access.VIEW_AUDITORS, audits.VIEW_AUDITS)
    page = browse("practice.view_auditors", query={"outside": "yes"})
    names = [cells[0] for cells in page.rows()]
    assert names == sorted(names)
    assert "Zed Auditor" in names
    assert "for outside" not in page.text


def test_a_practitioner_sees_the_audits_of_their_own_work(browse, sign_in, drawn):
    me = sign_in(access.VIEW_PRACTICE, audits.VIEW_AUDITS, scope=Scope.OWN)
    set_days(drawn[0], practitioner_id=me.id)

    page = browse(PAGE)

    assert "1 of 1 audit was completed" in page.text
    assert {number for number, _ in numbers(page)} == {1}
    assert disagreeing(browse, page) == []


def test_a_manager_sees_their_own_teams(browse, sign_in, drawn):
    me = sign_in(access.VIEW_PRACTICE, audits.VIEW_AUDITS, scope=Scope.TEAM)
    set_days(make_team("Team South", manager=me), name="Team Far South")
    team = make_team("Team of mine", manager=me)
    set_days(drawn[1], team_id=team.id)

    page = browse(PAGE)

    assert "1 of 1 audit was completed, 1 of them late" in page.text
    assert disagreeing(browse, page) == []


@pytest.mark.parametrize(
    "asked",
    [
        "unit=nothing",
        "unit=drawn&by=nothing&value=1",
        "unit=drawn&measure=nothing",
        "unit=drawn&by=month&value=soon",
        "unit=drawn&by=auditor&value=me",
    ],
)
def test_what_no_figure_counts_has_no_list(browse, sign_in, now, asked):
    sign_in(access.VIEW_PRACTICE, access.VIEW_AUDITORS, audits.VIEW_AUDITS)

    assert browse.client.get(f"/practice/records?{asked}").status_code == 404


@pytest.mark.parametrize("subject", [code for code, one in SUBJECTS.items() if one.may_leave])
def test_every_subject_that_may_leave_does(browse, sign_in, drawn, subject):
    sign_in(access.VIEW_PRACTICE, audits.VIEW_AUDITS)

    taken = browse.client.get(f"/practice/export?subject={subject}&as=csv")

    assert taken.status_code == 200
    assert "As at" in taken.get_data(as_text=True)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_figures_and_records_leave_with_their_filters_on_top(browse, sign_in, drawn, form):
    sign_in(access.VIEW_PRACTICE, audits.VIEW_AUDITS)

    figures = browse.client.get(f"/practice/export?subject=programme-control&status=child_protection&as={form}")
    records = browse.client.get(
        f"/practice/records/export?unit=drawn&measure=completed&status=child_protection&as={form}"
    )

    assert figures.status_code == records.status_code == 200
    if form == "csv":
        assert "Status: Child protection plan" in figures.get_data(as_text=True)
        assert records.get_data(as_text=True).count("AUD-") == 2
    assert browse.client.get("/practice/export?subject=nothing").status_code == 404
