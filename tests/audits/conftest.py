"""Two people who draw and the morning they draw on; an audit, its auditor and the practitioner whose work it is."""

import pytest

from dcpp.kernel import clock
from dcpp.people.rules import Role
from tests.audits.drawing import FIRST
from tests.makers.audits_done import make_audit, make_auditor
from tests.makers.people import make_person, make_team


@pytest.fixture
def first_working_day(app):
    with clock.pretend(FIRST):
        yield


@pytest.fixture
def anne():
    return make_person("Anne Auditor")


@pytest.fixture
def ben():
    return make_person("Ben Builder")


@pytest.fixture
def auditor(app, now):
    return make_auditor()


@pytest.fixture
def practitioner(app, now):
    manager = make_person("Max Manager")
    return make_person("Pat Practitioner", Role.PRACTITIONER, team=make_team("North", manager=manager))


@pytest.fixture
def audit(auditor, practitioner):
    return make_audit(auditor, practitioner)
