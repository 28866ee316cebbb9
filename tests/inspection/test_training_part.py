"""What readiness reports say of training: made from facts, and read from real records."""

from datetime import timedelta

import pytest

from dcpp.inspection import access as inspection
from dcpp.inspection.queries.trained import training_facts
from dcpp.inspection.rules import outside, training
from dcpp.inspection.rules.facts import CpdFact, EarlyCareerFact, Facts, SessionFact, StandingFact, TrainingFacts
from dcpp.inspection.rules.period import Period
from dcpp.kernel import clock
from dcpp.kernel.db import reading
from tests.makers.bookings import book, do, make_open_session
from tests.makers.cpd import make_early_career, make_piece
from tests.makers.facts import PERIOD, an_id, make_report
from tests.makers.inspection import make_told_report
from tests.makers.people import make_person, make_service, make_team
from tests.makers.training import make_course
from tests.makers.training_records import make_record, make_requirement
from tests.statements import statements
from training import access, services
from training.rules.bookings import BookingState


def figures_of(facts):
    return {figure.key: figure for figure in training.figures(facts, PERIOD)}


def a_session(number=1, **values):
    reference = f"TRN-2026-{number:04d}"
    usual = {"session_id": an_id(reference), "reference": reference, "course": "Chronologies"}
    return SessionFact(**usual | {"ended_on": PERIOD.month + timedelta(days=number)} | values)


def read_now():
    with reading():
        return training_facts(Period(clock.month_of(clock.today()), clock.today()))


def test_the_share_in_date_is_of_what_is_due():
    many = {"in_date": 30, "overdue": 10, "in_grace": 5, "exempt": 7}
    facts = [StandingFact(service="Locality", standing=each, many=count) for each, count in many.items()]
    told = figures_of(TrainingFacts(standings=facts))["training-compliance"]

    assert told.headline == "75% of 40 requirements were in date, of those due."
    assert told.rows[0].cells == ("Locality", 30, 10, 5, 7, 75.0)
    assert told.n == 52


def test_the_share_attended_leaves_late_cancellations_out_and_names_its_sessions():
    facts = TrainingFacts(sessions=[a_session(1, came=6, part=2, absent=2, late=3), a_session(2, unrecorded=4)])
    told = figures_of(facts)["training-attendance"]

    assert told.rows[-1].cells == ("2026-10-01", 10, 6, 2, 2, 3, 80.0)
    assert told.rows[-1].records == ("TRN-2026-0001", "TRN-2026-0002")
    assert told.missing == ("Whether people came is not recorded for 4 bookings of sessions that are over.",)


def test_where_nothing_is_known_every_figure_says_so():
    for figure in figures_of(TrainingFacts()).values():
        assert figure.n == 0
        assert figure.missing or figure.key == "training-attendance"
        assert figure.headline


def test_outside_no_number_of_people_below_five_is_told():
    facts = TrainingFacts(
        cpd=[CpdFact(service="Locality", registered=30, done=28), CpdFact(service="Care", registered=20, done=10)],
        early_careers=[EarlyCareerFact(service="Locality", in_time=3, late=1, passed=0, ended_else=0)],
    )
    for figure in figures_of(facts).values():
        for row in outside.suppressed(figure).rows:
            assert not any(0 < cell < 5 for cell in row.cells if isinstance(cell, int))


def test_what_is_asked_and_done_is_read_by_service(app, now):
    team = make_team("North", service=make_service("Locality"))
    done, newcomer = make_person("Dina Done", team=team), make_person("Nia New", team=team, starts_on=clock.today())
    course = make_course("Safeguarding")
    make_requirement(course, roles=(done.job_role,))
    make_record(done, course)
    found = read_now()

    assert {(fact.service, fact.standing, fact.many) for fact in found.standings} == {
        ("Locality", "in_date", 1),
        ("Locality", "in_grace", 1),
    }
    assert [(fact.standing, fact.many) for fact in found.induction] == [("in_grace", 1)]
    assert newcomer.starts_on == clock.today()


def test_cpd_and_early_careers_are_read_of_those_here(app, now):
    make_piece(make_person("Reg Registered", social_work_england_number="SW12345"), is_finished=True)
    make_early_career()
    found = read_now()

    assert (found.cpd[0].registered, found.cpd[0].done) == (1, 0)
    assert sum(fact.in_time + fact.late for fact in found.early_careers) == 1


def test_outcomes_are_read_of_sessions_that_are_over(app, now):
    session = make_open_session(maximum=5)
    booked = [book(session) for _ in range(3)]
    after = clock.now() + timedelta(days=31)
    with clock.pretend(after):
        by = make_person("Cora Co-ordinator").id
        do(services.record_outcome, booked[0], state=BookingState.ATTENDED, by=by)
        do(services.record_outcome, booked[1], state=BookingState.ABSENT, by=by)
        [told] = read_now().sessions

    assert (told.came, told.absent, told.unrecorded, told.reference) == (1, 1, 1, session.reference)
    assert read_now().sessions == []


def test_as_many_statements_for_many_sessions(app, now):
    counts = []
    for _ in range(2):
        for _ in range(4):
            book(make_open_session())
        with clock.pretend(clock.now() + timedelta(days=31)), statements() as sent:
            read_now()
        counts.append(len(sent))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("key", "link"),
    [
        ("training-compliance", "/training/compliance"),
        ("training-cpd", "/training/registrations"),
        ("training-early-careers", "/training/early-careers"),
    ],
)
def test_a_figure_of_people_leads_to_their_list_where_one_may_see_it(browse, sign_in, now, key, link):
    report_id = make_told_report().id
    sign_in(inspection.VIEW_REPORTS, access.VIEW_COMPLIANCE, access.VIEW_CPD_STATUS)
    seen = browse("inspection.view_figure", report_id=report_id, code=key)

    assert "not who they were" in seen.text
    assert link in [each["href"] for each in seen.soup.select("main a")]


def test_without_leave_a_figure_of_people_has_no_link(browse, sign_in, now):
    report_id = make_told_report().id
    sign_in(inspection.VIEW_REPORTS)
    seen = browse("inspection.view_figure", report_id=report_id, code="training-cpd")

    assert "not who they were" in seen.text
    assert "/training/registrations" not in seen.html


def test_attendance_names_sessions_and_opens_them_for_whoever_sees_bookings(browse, sign_in, now):
    session = a_session(1, came=8, absent=1)
    report_id = make_told_report(make_report(Facts(training=TrainingFacts(sessions=[session])))).id
    sign_in(inspection.VIEW_REPORTS)
    plain = browse("inspection.view_figure", report_id=report_id, code="training-attendance")
    sign_in(inspection.VIEW_REPORTS, access.VIEW_BOOKINGS)
    linked = browse("inspection.view_figure", report_id=report_id, code="training-attendance")

    assert "8 came, 1 absent" in plain.text and str(session.session_id) not in plain.html
    assert f"/training/sessions/{session.session_id}/bookings" in linked.html
