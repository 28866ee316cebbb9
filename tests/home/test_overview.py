"""The practice overview: sentences with a number, charts with their figures, and gaps in words."""

from datetime import UTC, date, datetime

import pytest

from audits import access as audits
from audits.models import Audit
from dcpp.actions import access as actions
from dcpp.home import access
from dcpp.inspection import access as inspection
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from tests.makers.actions import make_action
from tests.makers.audits import make_draw
from tests.makers.audits_done import (
    add_finding,
    invite,
    make_audit,
    make_submitted_audit,
    share_reflection,
    submit,
    write_all,
)

EARLIER = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def lead(sign_in, now):
    return sign_in(access.VIEW_OVERVIEW, inspection.VIEW_REPORTS)


def headlines(page):
    return [" ".join(p.get_text(" ").split()) for p in page.soup.select(".dcpp-headline__words")]


def test_an_empty_council_has_honest_sentences_and_no_broken_chart(browse, lead):
    page = browse("home.view_overview")

    said = headlines(page)
    assert len(said) == 6
    assert "No case has been drawn for November 2026" in said
    assert "No audit was submitted in six months" in said
    assert "Cannot tell whether there is a change" in page.text


def test_an_overdue_action_is_counted_and_leads_to_its_rows(browse, lead):
    with clock.pretend(EARLIER):
        make_action(due_on=date(2026, 11, 20))
        make_action(due_on=date(2026, 12, 20))

    page = browse("home.view_overview")

    assert "1 of 2 actions not yet checked are overdue" in headlines(page)
    assert any(href == "/actions?late=overdue" for href in page.links.values())


def test_as_many_rows_stand_behind_a_headline_as_it_says(browse, sign_in, now):
    with clock.pretend(datetime(2026, 10, 1, 9, tzinfo=UTC)):
        for _ in range(3):
            make_audit()
        for day in (date(2026, 11, 20), date(2026, 12, 20)):
            make_action(due_on=day)
    sign_in(access.VIEW_OVERVIEW, inspection.VIEW_REPORTS, audits.VIEW_AUDITS, actions.VIEW_ACTIONS)

    page = browse("home.view_overview")

    said = headlines(page)
    assert "3 audits are overdue" in said
    assert len(browse.open("/audits?late=overdue").rows()) == 3
    assert "1 of 2 actions not yet checked are overdue" in said
    assert len(browse.open("/actions?late=overdue").rows()) == 1


def test_shares_and_the_programme_lead_to_the_rows_that_were_counted(browse, sign_in, now):
    with clock.pretend(datetime(2026, 4, 7, 9, tzinfo=UTC)):
        make_submitted_audit()
    with clock.pretend(EARLIER):
        make_audit()
        make_submitted_audit()
        taken_part = make_audit()
        invite(taken_part)
        share_reflection(taken_part, "I would see the father sooner.")
        write_all(taken_part, "requires_improvement")
        add_finding(taken_part, action_for=taken_part.auditor)
        submit(taken_part)
        draw = make_draw()
        with transaction():
            db.session.get_one(Audit, taken_part.id).draw_id = draw.id
    sign_in(access.VIEW_OVERVIEW, inspection.VIEW_REPORTS, audits.VIEW_AUDITS)

    page = browse("home.view_overview")

    def rows_behind(words):
        return len(browse.open(next(href for text, href in page.links.items() if words in text)).rows())

    said = headlines(page)
    assert "1 of 1 audits for November 2026 are submitted" in said
    assert rows_behind("audits for November 2026") == 1
    assert "1 of 2 audits in six months were graded good or better: too few to tell" in said
    assert rows_behind("graded good or better") == 2
    assert "1 of 2 audits in six months had the practitioner’s part: too few to tell" in said
    assert rows_behind("had the practitioner") == 2
    assert len(browse.open("/audits?part=given").rows()) == 1
    assert len(browse.open("/audits?part=not_given").rows()) == 3


def test_charts_carry_their_figures_in_a_table(browse, lead):
    make_action()

    page = browse("home.view_overview")

    charts = [section for section in page.soup.select(".dcpp-figures section") if section.svg]
    assert charts
    for chart in charts:
        assert chart.select("details table tbody tr")


def test_only_leads_may_open_it(browse, sign_in, now):
    sign_in(inspection.VIEW_REPORTS)

    browse("home.view_overview", status=403)
