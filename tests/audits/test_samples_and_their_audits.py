"""A sample is no longer changed where somebody has submitted an audit, and what is given up need not be audited."""

from datetime import UTC, datetime

import pytest

from audits import queries, services
from audits.rules.audits import AuditState
from audits.rules.draws import CannotAbandonDraw
from audits.rules.sampling import CannotReplaceCase
from dcpp.kernel import clock
from dcpp.kernel.db import transaction
from tests.makers.audits import make_list, make_sample
from tests.makers.audits_done import add_finding, make_auditor, submit, write_all
from tests.makers.people import make_person


@pytest.fixture
def draw(app):
    with clock.pretend(datetime(2026, 12, 1, 9, 0, tzinfo=UTC)):
        make_list()
        make_auditor()
        yield make_sample(make_person("Anne Auditor"), make_person("Ben Builder"))


def do(deed, *args, **kwargs):
    with transaction():
        return deed(*args, **kwargs)


def audits_of(draw):
    return {audit.case_id: audit for audit, _auditor in queries.list_of_draw(draw.id)}


def submit_one(draw):
    audit = next(iter(audits_of(draw).values()))
    write_all(audit, "good")
    add_finding(audit, action_for=make_person("Olu Owner"))
    submit(audit)
    return audit.case_id


def test_a_case_whose_audit_is_submitted_is_not_replaced(draw):
    audited = submit_one(draw)
    case = next(case for case in queries.get_draw(draw.id).cases if case.case_id == audited)

    with pytest.raises(CannotReplaceCase, match=f"The audit of case {audited} has been submitted"):
        do(services.replace_case, case, reason="Closed", by_id=draw.commitments[0].person_id)


def test_a_sample_with_a_submitted_audit_is_not_abandoned(draw):
    by_id = draw.commitments[0].person_id
    submit_one(draw)

    with pytest.raises(CannotAbandonDraw, match="Replace single cases instead"):
        do(services.abandon_draw, queries.get_draw(draw.id), reason="The wrong list", by_id=by_id)


def test_an_abandoned_sample_need_not_be_audited(draw):
    by_id = draw.commitments[0].person_id
    assert len(audits_of(draw)) == 8

    do(services.abandon_draw, queries.get_draw(draw.id), reason="The wrong list", by_id=by_id)

    assert {audit.state for audit in audits_of(draw).values()} == {AuditState.WITHDRAWN}
    do(services.allocate_what_waits)
    assert {audit.state for audit in audits_of(draw).values()} == {AuditState.WITHDRAWN}
