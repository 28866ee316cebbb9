"""Cases that give way to the next ticket, and draws that are given up."""

from datetime import date

import pytest

from audits import queries, services
from audits.rules import frames, sampling, verifying
from audits.rules.draws import CannotAbandonDraw
from dcpp.frameworks.status import CaseStatus
from tests.audits.drawing import advance, do, the_draw
from tests.makers.audits import make_draw, make_list, make_programme, make_sample

pytestmark = pytest.mark.usefixtures("first_working_day")


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
    assert told["changes"][0]["reason"] == "Moved to another council"
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
