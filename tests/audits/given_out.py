"""A sample that is given out, and who has how many of it."""

from audits import queries
from audits.rules.audits import AuditState
from dcpp.kernel.db import transaction
from tests.makers.audits import make_sample
from tests.makers.people import make_person


def do(deed, *args, **kwargs):
    with transaction():
        return deed(*args, **kwargs)


def sample(programme=None):
    return make_sample(make_person("Anne"), make_person("Ben"), programme)


def audits_of(draw):
    return [audit for audit, _name in queries.list_of_draw(draw.id)]


def counts_of(draw):
    held = [audit.auditor_id for audit in audits_of(draw) if audit.state is not AuditState.WITHDRAWN]
    return {one: held.count(one) for one in set(held)}
