"""A frozen list and a known seed make a sample, once, and people are told what is waited for."""

from datetime import UTC, date, datetime

import pytest

from audits import queries, services
from audits.rules import sampling, verifying
from audits.rules.draws import DrawState
from audits.rules.programmes import Schedule
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.trail import TrailEntry
from tests.audits.drawing import PAST, advance, at_once, do, the_draw
from tests.makers.audits import make_draw, make_list, make_programme, make_sample

pytestmark = pytest.mark.usefixtures("first_working_day")


def test_the_scheduler_draws_by_itself_when_both_values_are_lodged(anne, ben):
    make_list()
    programme = make_programme()
    with clock.pretend(PAST):
        advance()
    draw = the_draw(programme)
    do(services.lodge_value, draw, person_id=anne.id, value="six four two one")
    do(services.lodge_value, draw, person_id=ben.id, value="31 5 5 2 6 6")
    assert the_draw(programme).state is DrawState.OPEN

    assert advance() == []

    draw = the_draw(programme)
    assert draw.state is DrawState.DRAWN
    assert (draw.eligible, draw.excluded, len(draw.cases)) == (28, 3, 8)
    assert verifying.differences(queries.evidence_of(draw)) == []
    assert all(one.is_revealed for one in draw.commitments)


def test_the_scheduler_does_nothing_twice(anne, ben):
    make_list()
    draw = make_sample(anne, ben)
    tickets = [case.ticket for case in draw.cases]

    assert advance() == []
    assert advance() == []

    assert [case.ticket for case in queries.get_draw(draw.id).cases] == tickets
    assert len(queries.list_draws(draw.programme_id)) == 1


def test_of_two_who_draw_at_once_exactly_one_draws(app, anne, ben):
    make_list()
    draw = make_draw()
    do(services.lodge_value, draw, person_id=anne.id, value="six four two one")
    do(services.lodge_value, draw, person_id=ben.id, value="31 5 5 2 6 6")
    do(services.freeze_frame, draw, by_id=None)
    draw_id = draw.id
    db.session.remove()

    outcomes = at_once(app, lambda: services.draw_sample(queries.get_draw(draw_id), by_id=None))

    assert sorted(outcomes) == ["CannotDrawSample", "done"]
    assert len(queries.get_draw(draw_id).cases) == 8


def test_a_frame_changed_in_the_database_is_not_drawn_from(anne, ben):
    make_list()
    draw = make_draw()
    do(services.lodge_value, draw, person_id=anne.id, value="six four two one")
    do(services.lodge_value, draw, person_id=ben.id, value="31 5 5 2 6 6")
    do(services.freeze_frame, draw, by_id=None)
    with transaction():
        draw = queries.get_draw(draw.id)
        draw.pack_frame(draw.unpack_frame().replace(b"C-0003", b"C-9999"))

    with pytest.raises(sampling.CannotDrawSample, match="no longer agrees with its hash"):
        do(services.draw_sample, queries.get_draw(draw.id), by_id=None)


def test_everything_done_is_in_the_trail(anne, ben):
    make_list()
    draw = make_sample(anne, ben)

    told = db.session.query(TrailEntry).where(TrailEntry.record_id == draw.id).order_by(TrailEntry.id)
    assert [entry.event for entry in told] == [
        "DrawOpened",
        "ValueCommitted",
        "ValueCommitted",
        "FrameFrozen",
        "ValueRevealed",
        "ValueRevealed",
        "SampleDrawn",
    ]


def test_my_work_says_what_a_person_can_do_and_by_when(anne, ben):
    make_list()
    draw = make_draw(make_programme(name="Monthly core audit"))
    assert work_of(anne) == [("Commit a value to the draw of Monthly core audit, December 2026", date(2026, 12, 1))]

    receipt = do(services.keep_value, draw, person_id=anne.id, value="my own secret")
    assert work_of(anne) == []
    do(services.lodge_value, queries.get_draw(draw.id), person_id=ben.id, value="31 5 5 2 6 6")
    do(services.freeze_frame, queries.get_draw(draw.id), by_id=ben.id)
    assert work_of(anne) == [("Reveal your value for Monthly core audit, December 2026", date(2026, 12, 4))]
    assert work_of(ben) == []

    do(services.reveal_value, queries.get_draw(draw.id), person_id=anne.id, value=receipt.value, salt=receipt.salt)
    assert work_of(anne) == []


def work_of(person):
    found = queries.list_draw_work(person.id, date(2026, 12, 1), may_commit=True, may_draw=False)
    return [(work.sentence, work.due_on) for work in found]


def test_a_reveal_that_is_late_is_said_with_whose_it_is_and_nothing_is_drawn(anne, ben):
    make_list()
    draw = make_draw()
    do(services.keep_value, draw, person_id=anne.id, value="my own secret")
    do(services.lodge_value, queries.get_draw(draw.id), person_id=ben.id, value="31 5 5 2 6 6")
    do(services.freeze_frame, queries.get_draw(draw.id), by_id=None)

    with clock.pretend(datetime(2026, 12, 8, 6, 15, tzinfo=UTC)):
        assert advance() == []
        waits = [wait.sentence for wait in queries.waits_of(queries.get_draw(draw.id), date(2026, 12, 8))]

    assert waits == [
        "Anne Auditor must reveal the value they committed.",
        "This is 2 working days late. No other seed is used: only a person can abandon the draw.",
    ]


def test_a_draw_by_hand_is_late_only_after_the_day_it_was_opened():
    make_list(as_at=date(2026, 12, 20))
    programme = make_programme(schedule=Schedule.BY_HAND)
    with clock.pretend(datetime(2026, 12, 21, 9, 0, tzinfo=UTC)):
        draw = make_draw(programme)
        ahead = make_draw(programme, date(2027, 1, 1))
        assert waits(draw) == [
            "Two people must each commit a value.",
            "The list of cases must be frozen, from 21 December 2026.",
        ]
        assert waits(ahead)[-1] == "The list of cases must be frozen, from 1 January 2027."
    with clock.pretend(datetime(2026, 12, 22, 9, 0, tzinfo=UTC)):
        assert waits(draw)[1].startswith("This is 1 working day late.")


def waits(draw):
    return [wait.sentence for wait in queries.waits_of(queries.get_draw(draw.id), clock.today())]
