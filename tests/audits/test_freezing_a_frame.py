"""From the opening of a draw to its frozen list."""

from datetime import UTC, date, datetime

import pytest

from audits import queries, services
from audits.rules import frames
from audits.rules.draws import CannotOpenDraw, DrawState
from audits.rules.programmes import SeedScheme
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.kernel.db import db
from tests.audits.drawing import PAST, advance, at_once, do, name_value, the_draw
from tests.makers.audits import MONTH, make_draw, make_list, make_programme, make_sample

pytestmark = pytest.mark.usefixtures("first_working_day")


def test_draws_are_opened_a_working_week_ahead_so_that_people_can_commit():
    programme = make_programme()
    with clock.pretend(datetime(2026, 11, 23, 6, 15, tzinfo=UTC)):
        advance()
        assert the_draw(programme) is None
    with clock.pretend(PAST):
        advance()
        assert the_draw(programme).state is DrawState.OPEN


def test_a_month_has_one_live_draw_and_only_near_months_are_opened():
    programme = make_programme()
    make_draw(programme)

    with pytest.raises(CannotOpenDraw, match="has a draw for December 2026 already"):
        make_draw(programme)
    for month in (date(2026, 11, 1), date(2027, 2, 1)):
        with pytest.raises(CannotOpenDraw, match="this month or the next"):
            make_draw(programme, month)
    idle = make_programme(is_active=False)
    with pytest.raises(CannotOpenDraw, match="is not active"):
        make_draw(idle)


def test_of_two_who_open_a_draw_at_once_exactly_one_does(app):
    programme_id = make_programme().id
    db.session.remove()

    outcomes = at_once(app, lambda: services.open_draw(queries.get_programme(programme_id), MONTH, by_id=None))

    assert sorted(outcomes) == ["CannotOpenDraw", "done"]
    assert len(queries.list_draws(programme_id)) == 1


def test_nothing_is_frozen_before_the_first_working_day(anne, ben):
    make_list(as_at=date(2026, 7, 30))
    programme = make_programme()
    with clock.pretend(datetime(2026, 8, 1, 6, 15, tzinfo=UTC)):  # a Saturday
        advance()
        assert the_draw(programme, date(2026, 8, 1)).state is DrawState.OPEN
    with clock.pretend(datetime(2026, 8, 3, 6, 15, tzinfo=UTC)):
        advance()
        assert the_draw(programme, date(2026, 8, 1)).state is DrawState.FROZEN


def test_a_missed_day_mends_itself(anne, ben):
    make_list(as_at=date(2026, 12, 5))
    programme = make_programme()
    with clock.pretend(datetime(2026, 12, 9, 6, 15, tzinfo=UTC)):
        advance()
        assert the_draw(programme).state is DrawState.FROZEN


def test_an_old_list_is_waited_for_and_said_so(anne):
    make_list(as_at=date(2026, 11, 16))
    programme = make_programme(list_age_days=14)

    [note] = advance()

    assert "as at 16 November 2026" in note and "no older than 14 days" in note
    assert [wait.sentence for wait in queries.waits_of(the_draw(programme), date(2026, 12, 1))][-1].startswith(
        "The newest list of cases is as at 16 November 2026"
    )


def test_one_programme_that_waits_does_not_hold_up_another(anne, ben):
    make_list(as_at=date(2026, 11, 20))
    strict, easy = make_programme(list_age_days=5), make_programme(list_age_days=30)

    assert len(advance()) == 1

    assert the_draw(strict).state is DrawState.OPEN
    assert the_draw(easy).state is DrawState.FROZEN


def test_a_frame_is_not_frozen_once_the_public_value_may_be_known(anne):
    make_list(as_at=date(2026, 12, 4))
    draw = make_draw(make_programme(seed_scheme=SeedScheme.PUBLIC_VALUE))
    name_value(draw, known_on=date(2026, 12, 5))
    with clock.pretend(datetime(2026, 12, 5, 0, 5, tzinfo=UTC)):
        [note] = advance()

    assert "must become known after 5 December 2026" in note


def test_a_case_sampled_in_the_last_year_is_left_out_with_the_reason(anne, ben):
    make_list()
    programme = make_programme(size=10)
    first = make_sample(anne, ben, programme)
    out = {case.case_id for case in first.standing_cases}

    make_list(as_at=date(2026, 12, 30))
    with clock.pretend(datetime(2027, 1, 4, 6, 15, tzinfo=UTC)):
        advance()
    january = the_draw(programme, date(2027, 1, 1))
    reasons = {line.case_id: line.exclusion for line in queries.get_frame(january)}
    assert {case_id for case_id, why in reasons.items() if why == "Audited in the last 12 months"} == out

    make_list(as_at=date(2027, 12, 1))
    with clock.pretend(datetime(2027, 12, 1, 6, 15, tzinfo=UTC)):
        advance()
    december = the_draw(programme, date(2027, 12, 1))
    assert not any(line.exclusion.startswith("Audited") for line in queries.get_frame(december))


def test_a_list_that_leaves_nobody_is_refused_and_nothing_is_kept(anne):
    make_list(cases=[(CaseStatus.CLOSED, "Duty", 4)])
    draw = make_draw()

    with pytest.raises(frames.CannotFreezeFrame, match="No case on the list can be drawn"):
        do(services.freeze_frame, draw, by_id=anne.id)

    assert queries.get_draw(draw.id).state is DrawState.OPEN
    assert queries.get_draw(draw.id).size is None
