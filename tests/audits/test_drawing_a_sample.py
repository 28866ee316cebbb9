import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from audits import queries, services
from audits.rules import frames, sampling, seeds, verifying
from audits.rules.draws import CannotAbandonDraw, CannotOpenDraw, DrawState
from audits.rules.programmes import Schedule, SeedScheme
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.trail import TrailEntry
from tests.makers.audits import MONTH, make_draw, make_list, make_programme, make_sample
from tests.makers.people import make_person

PAST = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
FIRST = datetime(2026, 12, 1, 6, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def first_working_day(app):
    with clock.pretend(FIRST):
        yield


@pytest.fixture
def anne():
    return make_person("Anne Auditor")


@pytest.fixture
def ben():
    return make_person("Ben Builder")


def advance():
    with transaction():
        return services.advance_draws()


def do(deed, *args, **kwargs):
    with transaction():
        return deed(*args, **kwargs)


def the_draw(programme, month=MONTH):
    found = queries.find_live_draw(programme.id, month)
    return queries.get_draw(found.id) if found else None


def test_draws_are_opened_a_working_week_ahead_so_that_people_can_commit():
    programme = make_programme()
    with clock.pretend(datetime(2026, 11, 23, 6, 15, tzinfo=UTC)):
        advance()
        assert the_draw(programme) is None
    with clock.pretend(PAST):
        advance()
        assert the_draw(programme).state is DrawState.OPEN


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


def test_a_missed_day_mends_itself(anne, ben):
    make_list(as_at=date(2026, 12, 5))
    programme = make_programme()
    with clock.pretend(datetime(2026, 12, 9, 6, 15, tzinfo=UTC)):
        advance()
        assert the_draw(programme).state is DrawState.FROZEN


def test_nothing_is_frozen_before_the_first_working_day(anne, ben):
    make_list(as_at=date(2026, 7, 30))
    programme = make_programme()
    with clock.pretend(datetime(2026, 8, 1, 6, 15, tzinfo=UTC)):  # a Saturday
        advance()
        assert the_draw(programme, date(2026, 8, 1)).state is DrawState.OPEN
    with clock.pretend(datetime(2026, 8, 3, 6, 15, tzinfo=UTC)):
        advance()
        assert the_draw(programme, date(2026, 8, 1)).state is DrawState.FROZEN


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


def test_a_value_that_is_kept_is_waited_for_by_name_and_drawn_when_revealed(anne, ben):
    make_list()
    programme = make_programme()
    draw = make_draw(programme)
    receipt = do(services.keep_value, draw, person_id=anne.id, value="my own secret")
    do(services.lodge_value, draw, person_id=ben.id, value="31 5 5 2 6 6")
    advance()

    draw = the_draw(programme)
    assert draw.state is DrawState.FROZEN
    assert [(w.sentence, w.person_id) for w in queries.waits_of(draw, date(2026, 12, 1))] == [
        ("Anne Auditor must reveal the value they committed.", anne.id)
    ]
    assert not any(one.is_revealed for one in draw.commitments), "nothing is opened before both can be"

    with pytest.raises(seeds.CannotRevealValue, match="This is not what was committed"):
        do(services.reveal_value, draw, person_id=anne.id, value="My own secret", salt=receipt.salt)
    do(services.reveal_value, queries.get_draw(draw.id), person_id=anne.id, value="my own secret", salt=receipt.salt)

    draw = queries.get_draw(draw.id)
    assert draw.state is DrawState.DRAWN
    assert {one.person_id: one.kept_by.value for one in draw.commitments} == {
        anne.id: "the person",
        ben.id: "the platform",
    }
    assert verifying.differences(queries.evidence_of(draw)) == []


def test_a_commitment_worked_out_elsewhere_counts_as_any_other(anne, ben):
    make_list()
    draw = make_draw()
    promised = seeds.commitment(draw.id, anne.id, "from my own dice", "pepper")
    do(services.commit_value, draw, person_id=anne.id, promised=promised)
    do(services.lodge_value, draw, person_id=ben.id, value="31 5 5 2 6 6")
    do(services.freeze_frame, draw, by_id=ben.id)
    do(services.reveal_value, draw, person_id=anne.id, value="from my own dice", salt="pepper")

    assert queries.get_draw(draw.id).state is DrawState.DRAWN


def test_values_are_revealed_only_after_the_freeze_and_two_commitments(anne, ben):
    make_list()
    draw = make_draw()
    receipt = do(services.keep_value, draw, person_id=anne.id, value="my own secret")
    reveal = {"person_id": anne.id, "value": receipt.value, "salt": receipt.salt}

    with pytest.raises(seeds.CannotRevealValue, match="once the list is frozen and two people"):
        do(services.reveal_value, draw, **reveal)
    do(services.freeze_frame, queries.get_draw(draw.id), by_id=None)
    with pytest.raises(seeds.CannotRevealValue, match="once the list is frozen and two people"):
        do(services.reveal_value, queries.get_draw(draw.id), **reveal)
    with pytest.raises(seeds.CannotRevealValue, match="You have not committed"):
        do(services.reveal_value, queries.get_draw(draw.id), **(reveal | {"person_id": ben.id}))


def test_one_person_cannot_be_both_and_a_third_comes_too_late(anne, ben):
    make_list()
    draw = make_draw()
    cass = make_person("Cass Third")
    do(services.lodge_value, draw, person_id=anne.id, value="first thought")
    do(services.lodge_value, queries.get_draw(draw.id), person_id=anne.id, value="second thought")
    assert len(queries.get_draw(draw.id).commitments) == 1, "until the freeze a commitment may be replaced"

    do(services.freeze_frame, queries.get_draw(draw.id), by_id=None)
    with pytest.raises(seeds.CannotCommitValue, match="can no longer be changed"):
        do(services.lodge_value, queries.get_draw(draw.id), person_id=anne.id, value="third thought")
    receipt = do(services.keep_value, queries.get_draw(draw.id), person_id=ben.id, value="my own secret")
    with pytest.raises(seeds.CannotCommitValue, match="Two people have committed"):
        do(services.lodge_value, queries.get_draw(draw.id), person_id=cass.id, value="too late now")
    assert receipt.person == str(ben.id)


def test_a_lodged_value_is_not_readable_in_the_database_nor_in_the_trail(anne, ben):
    draw = make_draw()
    do(services.lodge_value, draw, person_id=anne.id, value="xylophone secret")
    one = queries.get_draw(draw.id).commitments[0]

    assert one.value is None and "xylophone" not in one.sealed
    assert not any("xylophone" in entry.details for entry in db.session.query(TrailEntry))
    assert any(one.commitment in entry.details for entry in db.session.query(TrailEntry))


def test_a_lodged_value_cannot_be_opened_with_another_key(app, anne, ben, monkeypatch):
    make_list()
    draw = make_draw()
    do(services.lodge_value, draw, person_id=anne.id, value="six four two one")
    do(services.lodge_value, draw, person_id=ben.id, value="31 5 5 2 6 6")
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], secret_key="another"))

    [note] = advance()

    assert "secret key has changed" in note
    assert queries.get_draw(draw.id).state is DrawState.OPEN


def test_a_public_value_is_named_before_and_read_by_two_people_after(anne, ben):
    make_list()
    programme = make_programme(seed_scheme=SeedScheme.PUBLIC_VALUE)
    draw = make_draw(programme)
    [note] = advance()
    assert "Name the public value" in note
    with pytest.raises(seeds.CannotNamePublicValue, match="after 1 December 2026"):
        name(draw, known_on=date(2026, 12, 1))
    name(draw, known_on=date(2026, 12, 5))
    assert advance() == []
    with pytest.raises(seeds.CannotNamePublicValue, match="too late to name"):
        name(queries.get_draw(draw.id), known_on=date(2026, 12, 6))
    with pytest.raises(seeds.CannotNamePublicValue, match="will be known on 5 December 2026"):
        read(draw, anne, "4 8 15")

    with clock.pretend(datetime(2026, 12, 7, 9, 0, tzinfo=UTC)):
        read(draw, anne, "4 8 15 16 23 42")
        read(draw, anne, "4 8 15 16 23 41")
        with pytest.raises(seeds.CannotNamePublicValue, match="not what the other person entered"):
            read(draw, ben, "4  8 15 16 23 42 ")
        read(draw, anne, "4 8 15 16 23 42")
        assert queries.get_draw(draw.id).state is DrawState.FROZEN
        read(draw, ben, "4  8 15 16 23 42 ")

    draw = queries.get_draw(draw.id)
    assert draw.state is DrawState.DRAWN
    assert verifying.differences(queries.evidence_of(draw)) == []


def name(draw, known_on):
    do(services.name_public_value, draw, by_id=None, what="Six numbers", where="Their page", known_on=known_on)


def read(draw, person, value):
    do(services.read_public_value, queries.get_draw(draw.id), person_id=person.id, value=value, source="Their page")


def test_a_frame_is_not_frozen_once_the_public_value_may_be_known(anne):
    make_list(as_at=date(2026, 12, 4))
    draw = make_draw(make_programme(seed_scheme=SeedScheme.PUBLIC_VALUE))
    name(draw, known_on=date(2026, 12, 5))
    with clock.pretend(datetime(2026, 12, 5, 0, 5, tzinfo=UTC)):
        [note] = advance()

    assert "must become known after 5 December 2026" in note


def test_schemes_do_not_mix(anne):
    public, private = make_draw(make_programme(seed_scheme=SeedScheme.PUBLIC_VALUE)), make_draw()

    with pytest.raises(seeds.CannotCommitValue, match="comes from a public value"):
        do(services.lodge_value, public, person_id=anne.id, value="six four two")
    with pytest.raises(seeds.CannotNamePublicValue, match="comes from two people"):
        name(private, known_on=date(2026, 12, 5))


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


def test_a_case_is_replaced_by_the_next_ticket_with_a_reason_and_the_evidence_still_holds(anne, ben):
    make_list()
    draw = make_sample(anne, ben)
    out = draw.cases[0]

    found = do(services.replace_case, out, reason="Moved to another council", by_id=anne.id)

    draw = queries.get_draw(draw.id)
    assert found.stratum == out.stratum and found.case_id not in {
        case.case_id for case in draw.cases if not case.stands
    }
    assert len(draw.standing_cases) == 8
    told = queries.evidence_of(draw)
    assert verifying.differences(told) == []
    assert told["replacements"][0]["reason"] == "Moved to another council"
    with pytest.raises(sampling.CannotReplaceCase, match="replaced already"):
        do(services.replace_case, queries.get_sample_case(out.id), reason="Again", by_id=anne.id)


def test_a_replacement_may_itself_be_replaced_until_the_stratum_is_empty(anne, ben):
    make_list(cases=[(CaseStatus.LOOKED_AFTER, "Corporate parenting", 3), (CaseStatus.CHILD_IN_NEED, "Duty", 20)])
    draw = make_sample(anne, ben, make_programme(size=5))
    looked_after = [case for case in draw.cases if case.status == "looked_after"]
    assert len(looked_after) == 1
    case = looked_after[0]
    for _ in range(2):
        case = do(services.replace_case, queries.get_sample_case(case.id), reason="Closed", by_id=anne.id)

    with pytest.raises(sampling.CannotReplaceCase, match="No case is left in Looked after / Corporate parenting"):
        do(services.replace_case, queries.get_sample_case(case.id), reason="Closed", by_id=anne.id)
    assert verifying.differences(queries.evidence_of(queries.get_draw(draw.id))) == []


def test_an_abandoned_draw_stays_and_the_month_may_be_drawn_again_by_a_person_only(anne, ben):
    make_list()
    programme = make_programme()
    draw = make_draw(programme)
    do(services.abandon_draw, draw, reason="The wrong list was imported", by_id=anne.id)

    advance()
    assert the_draw(programme) is None, "the scheduler leaves that decision to a person"
    again = make_draw(programme)

    assert [one.reference for one in queries.list_draws(programme.id)] == [again.reference, draw.reference]
    with pytest.raises(CannotAbandonDraw):
        do(services.abandon_draw, queries.get_draw(draw.id), reason="Again", by_id=anne.id)
    with pytest.raises(frames.CannotFreezeFrame, match="is abandoned"):
        do(services.freeze_frame, queries.get_draw(draw.id), by_id=anne.id)


def test_an_abandoned_sample_does_not_keep_its_cases_out(anne, ben):
    make_list()
    programme = make_programme()
    do(services.abandon_draw, make_sample(anne, ben, programme), reason="The wrong list", by_id=anne.id)

    assert queries.case_ids_sampled_since(date(2025, 12, 1)) == set()


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


def test_of_two_who_open_a_draw_at_once_exactly_one_does(app):
    programme_id = make_programme().id
    db.session.remove()

    outcomes = at_once(app, lambda: services.open_draw(queries.get_programme(programme_id), MONTH, by_id=None))

    assert sorted(outcomes) == ["CannotOpenDraw", "done"]
    assert len(queries.list_draws(programme_id)) == 1


def at_once(app, deed):
    """What became of the same deed, done in two threads at the same moment."""
    barrier, outcomes = threading.Barrier(2), []

    def run():
        with app.app_context(), clock.pretend(FIRST):
            barrier.wait(10)
            try:
                do(deed)
                outcomes.append("done")
            except Refusal as refusal:
                outcomes.append(type(refusal).__name__)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def test_a_list_that_leaves_nobody_is_refused_and_nothing_is_kept(anne):
    make_list(cases=[(CaseStatus.CLOSED, "Duty", 4)])
    draw = make_draw()

    with pytest.raises(frames.CannotFreezeFrame, match="No case on the list can be drawn"):
        do(services.freeze_frame, draw, by_id=anne.id)

    assert queries.get_draw(draw.id).state is DrawState.OPEN
    assert queries.get_draw(draw.id).size is None


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
