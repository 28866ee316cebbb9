"""A made-up council: real services, nobody real, and never mixed with what is there."""

import pytest
from sqlalchemy import func, select

from audits import queries
from audits.models import Audit
from audits.rules import verifying
from dcpp.caseload.models import Import
from dcpp.kernel.db import db
from dcpp.people.models import Person
from dcpp.sample_council import council


@pytest.mark.slow
def test_a_made_up_council_is_whole_and_never_mixed_with_another(app, settings):
    council.fill("small", 1, lambda _words: None)
    emails = db.session.scalars(select(Person.email)).all()
    grades = set(db.session.scalars(select(Audit.grade).distinct()))

    assert len(emails) > 90
    assert all(email.endswith(".example") for email in emails)
    assert db.session.scalar(select(func.count()).select_from(Import)) > 4
    assert {"good", "requires_improvement"} <= grades
    assert "Sign in with the password" in (settings.data / "sample-accounts.txt").read_text()
    for programme in queries.list_programmes():
        for draw in queries.list_draws(programme.id):
            assert verifying.differences(queries.evidence_of(queries.get_draw(draw.id))) == []
    with pytest.raises(council.CannotFill):
        council.fill("small", 1, lambda _words: None)
