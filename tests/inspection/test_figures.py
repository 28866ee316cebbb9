"""What each figure counts, and what it says when it cannot tell."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dcpp.frameworks.status import CaseStatus
from dcpp.inspection.rules import pictures, sources
from dcpp.inspection.rules.facts import CaseloadFact, Facts, FindingFact
from dcpp.inspection.rules.period import Period
from tests.makers.facts import OCTOBER, an_id, make_action, make_audit, make_concern, make_drawn, make_report


def rows(snapshot, key):
    return [row.cells for row in snapshot.figure(key).rows]


def test_an_audit_is_counted_in_the_area_of_its_status():
    audits = [
        make_audit(1, status=CaseStatus.CHILD_PROTECTION, grade="inadequate"),
        make_audit(2, status=CaseStatus.LOOKED_AFTER, grade="outstanding"),
        make_audit(3, status=CaseStatus.CARE_LEAVER, grade="good"),
    ]

    snapshot = make_report(Facts(audits=audits))

    assert rows(snapshot, "grades-help_and_protection")[3][:2] == ("Inadequate", 1)
    assert rows(snapshot, "grades-in_care")[0][:2] == ("Outstanding", 1)
    assert rows(snapshot, "grades-care_leavers")[1][:2] == ("Good", 1)


def test_leaders_are_judged_by_the_section_on_oversight_in_every_audit():
    audits = [make_audit(1, grade="good", sections={"oversight": "inadequate"})]

    snapshot = make_report(Facts(audits=audits, leader_sections=["Management oversight and supervision"]))

    assert snapshot.figure("grades-leaders").n == 1
    assert snapshot.figure("grades-leaders").rows[3].records == ("AUD-2026-0001",)
    assert "Management oversight and supervision" in snapshot.figure("grades-leaders").definition


def test_there_is_no_overall_effectiveness_since_april_2026():
    assert "grades-overall" not in [figure.key for figure in make_report(Facts()).figures]


def test_a_report_of_march_2026_still_has_overall_effectiveness():
    audit = make_audit(1, submitted_on=date(2026, 3, 10))

    snapshot = make_report(Facts(audits=[audit]), Period(date(2026, 3, 1), date(2026, 11, 3)))

    assert "Overall effectiveness" in snapshot.judgements
    assert snapshot.figure("grades-overall").n == 1


def test_fewer_than_five_audits_cannot_tell():
    snapshot = make_report(Facts(audits=[make_audit(number) for number in range(1, 4)]))

    assert snapshot.figure("grades-help_and_protection").headline.endswith("too few to tell.")
    assert "%" not in snapshot.summary[1].text


def test_a_month_that_still_runs_counts_up_to_the_day_of_reading():
    period = Period(date(2026, 11, 1), date(2026, 11, 10))
    audits = [make_audit(1, submitted_on=date(2026, 11, 9)), make_audit(2, submitted_on=date(2026, 11, 11))]

    snapshot = make_report(Facts(audits=audits), period)

    assert snapshot.is_running
    assert snapshot.figure("grades-help_and_protection").n == 1


def test_an_audit_of_seven_months_ago_is_in_the_run_but_not_in_the_mix():
    snapshot = make_report(Facts(audits=[make_audit(1, submitted_on=date(2026, 4, 30))]))

    assert snapshot.figure("grades-help_and_protection").n == 0
    assert snapshot.figure("run-help_and_protection").n == 1


def test_completion_counts_late_withdrawn_and_still_to_do():
    drawn = [
        make_drawn(1),
        make_drawn(2, submitted_on=date(2026, 11, 2)),
        make_drawn(3, submitted_on=None),
        make_drawn(4, submitted_on=None, withdrawn_on=date(2026, 10, 9)),
        make_drawn(5, submitted_on=date(2026, 11, 20)),
    ]

    snapshot = make_report(Facts(drawn=drawn))

    assert rows(snapshot, "completion") == [("Locality", 5, 1, 4, 2, 1, 2, 50.0)]
    assert snapshot.summary[0].text == (
        "2 of the 4 audits drawn for October 2026 were completed by 3 November 2026, 1 of them late."
    )


def test_a_service_without_a_draw_still_has_its_row():
    snapshot = make_report(Facts(drawn=[make_drawn(1)], services=["Leaving Care"]))

    assert [row[0] for row in rows(snapshot, "completion")] == ["Leaving Care", "Locality"]


def test_voices_tell_apart_no_feedback_with_and_without_a_reason():
    audits = [
        make_audit(1),
        make_audit(2, has_family_feedback=False, has_family_reason=True),
        make_audit(3, has_family_feedback=False, has_practitioner_part=False),
    ]

    snapshot = make_report(Facts(audits=audits))

    assert [row[3] for row in rows(snapshot, "voices")] == [2, 1, 1, 1]


def test_themes_are_ordered_by_what_needs_work():
    def finding(theme, is_strength):
        return FindingFact(
            audit_id=an_id("AUD-2026-0001"),
            reference="AUD-2026-0001",
            service="Locality",
            submitted_on=date(2026, 10, 15),
            theme=theme,
            is_strength=is_strength,
        )

    findings = [finding("Plans", True)] * 9 + [finding("Voice of the child", False)] * 6
    snapshot = make_report(Facts(findings=findings))

    assert rows(snapshot, "themes") == [("Voice of the child", 6, 0, 6, 6), ("Plans", 0, 9, 9, 0)]
    assert snapshot.figure("themes").headline == (
        "What most often needs work is voice of the child: 6 findings in six months."
    )


@pytest.mark.parametrize(("days", "band"), [(0, 0), (14, 0), (15, 1), (28, 1), (29, 2), (56, 2), (57, 3), (400, 3)])
def test_an_action_stands_in_the_band_of_its_age(days, band):
    raised = date(2026, 11, 3) - timedelta(days=days)

    snapshot = make_report(Facts(actions=[make_action(1, raised_on=raised, due_on=date(2026, 12, 1))]))

    assert [row[2] for row in rows(snapshot, "actions")] == [int(place == band) for place in range(4)]


def test_actions_are_overdue_from_the_day_after_they_were_due():
    actions = [make_action(1, due_on=date(2026, 11, 2)), make_action(2, due_on=date(2026, 11, 3))]

    snapshot = make_report(Facts(actions=actions))

    assert snapshot.figure("actions").headline == ("1 of 2 actions not yet checked is overdue, the longest by 1 day.")


def test_an_action_checked_long_ago_is_left_out():
    old = make_action(1, raised_on=date(2026, 1, 5), due_on=date(2026, 2, 1), checked_on=date(2026, 2, 3))

    assert make_report(Facts(actions=[old])).figure("actions").n == 0


def test_a_concern_is_counted_once_by_what_became_of_it():
    late = make_concern(2, acknowledged_at=datetime(2026, 10, 15, 14, 1, tzinfo=UTC))
    withdrawn = make_concern(3, ended_at=datetime(2026, 10, 15, 12, 0, tzinfo=UTC))
    in_time = make_concern(4, acknowledged_at=late.answer_by, ended_at=datetime(2026, 10, 16, 9, 0, tzinfo=UTC))
    old = make_concern(5, raised_at=datetime(2026, 4, 30, 22, 59, tzinfo=UTC))

    snapshot = make_report(Facts(concerns=[make_concern(1), late, withdrawn, in_time, old]))

    assert rows(snapshot, "concerns") == [
        ("Raised", 4, 4),
        ("Acknowledged in time", 1, 1),
        ("Acknowledged late", 1, 1),
        ("Withdrawn before an answer", 1, 1),
        ("Not acknowledged", 1, 1),
        ("Open at the end", 3, 3),
    ]
    assert snapshot.figure("concerns").rows[5].records == ("CON-2026-0001", "CON-2026-0002", "CON-2026-0005")
    assert snapshot.figure("concerns").headline == (
        "4 immediate concerns were raised in October 2026: 1 acknowledged in time; 3 were open at the end."
    )
    assert snapshot.records["CON-2026-0002"].words == "Acknowledged late, open"


def test_a_concern_ended_after_the_month_was_open_at_its_end():
    ended = make_concern(1, ended_at=datetime(2026, 11, 1, 9, 0, tzinfo=UTC))

    snapshot = make_report(Facts(concerns=[ended]))

    assert rows(snapshot, "concerns")[5] == ("Open at the end", 1, 1)


def test_a_month_without_a_concern_says_so():
    headline = make_report(Facts()).figure("concerns").headline

    assert headline == "No immediate concern was raised in October 2026; none were open at the end."


def test_a_service_without_an_audit_is_named():
    caseload = [
        CaseloadFact(service="Leaving Care", status=CaseStatus.CARE_LEAVER, children=120),
        CaseloadFact(service="Locality", status=CaseStatus.CHILD_IN_NEED, children=300),
        CaseloadFact(service="Locality", status=CaseStatus.CHILD_PROTECTION, children=80),
    ]
    old = make_audit(2, service="Leaving Care", status=CaseStatus.CARE_LEAVER, submitted_on=date(2026, 3, 12))

    snapshot = make_report(Facts(audits=[make_audit(1), old], caseload=caseload))

    assert snapshot.figure("coverage").missing == (
        "Leaving Care has had no audit since March 2026.",
        "Locality: child protection plan has had no audit on record.",
    )


def test_what_is_missing_names_months_areas_and_an_old_list():
    snapshot = make_report(Facts(newest_list_on=date(2026, 9, 1)))

    said = [row[0] for row in rows(snapshot, "missing")]
    assert "No draw in 18 of 18 months" in said
    assert "No child-level list newer than 1 September 2026" in said
    assert sum("in six months: The experiences" in line for line in said) == 3


def test_a_report_of_an_empty_council_says_so_in_five_sentences():
    summary = make_report(Facts()).summary

    assert len(summary) == 5
    assert summary[0].text == "No case was drawn for October 2026."
    assert all(sentence.text.endswith(".") for sentence in summary)


def test_every_figure_opens_records_that_are_known():
    snapshot = make_report()

    for figure in snapshot.figures:
        assert set(figure.records) <= set(snapshot.records)
    assert snapshot.figure("grades-in_care").records


def test_numbers_add_up_to_n():
    snapshot = make_report()

    for judgement in ("leaders", "help_and_protection", "in_care"):
        mix = snapshot.figure(f"grades-{judgement}")
        assert sum(row.cells[3] for row in mix.rows) == mix.n
    actions = snapshot.figure("actions")
    assert sum(row.cells[5] for row in actions.rows) == actions.n
    assert sum(row[1] for row in rows(snapshot, "completion")) == snapshot.figure("completion").n == 20


def test_the_month_is_told_by_the_reports_own_words():
    assert make_report().month == OCTOBER


def test_every_figure_says_in_words_where_it_comes_from():
    snapshot = make_report(Facts())

    assert {figure.source for figure in snapshot.figures} <= set(sources.WORDS)
    for figure in snapshot.figures:
        words = pictures.told(figure, snapshot.colour).source
        assert "_" not in words and "queries" not in words
