"""A made-up council: real services, nobody real, and never mixed with what is there."""

import pytest
from sqlalchemy import func, select

from audits import queries
from audits.models import Audit, Moderation
from audits.rules import verifying
from dcpp.caseload.models import Import
from dcpp.cli.first_start import set_up
from dcpp.kernel.db import db
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.models import Person
from dcpp.sample_council import council
from tests.makers.people import make_person


class BrokenOff(Exception):
    pass


def break_off_after(month):
    def tell(words):
        if words == month:
            raise BrokenOff

    return tell


def what_is_there():
    read_twice = select(Moderation.id).where(Moderation.audit_id == Audit.id).exists()
    audits = select(Audit.reference, Audit.case_id, Audit.state, Audit.grade, read_twice).order_by(Audit.reference)
    return db.session.execute(audits).all()


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
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 0
    for programme in queries.list_programmes():
        for draw in queries.list_draws(programme.id):
            assert verifying.differences(queries.evidence_of(queries.get_draw(draw.id))) == []
    with pytest.raises(council.CannotFill, match="holds a sample council already"):
        council.fill("small", 1, lambda _words: None)


@pytest.mark.slow
def test_a_council_that_was_broken_off_says_so_and_goes_on_where_it_stopped(app, settings):
    (settings.data / "sample-accounts.txt").unlink(missing_ok=True)
    with pytest.raises(BrokenOff):
        council.fill("small", 1, break_off_after("July 2025"))
    halfway = what_is_there()

    assert "has come as far as July 2025" in council.find_unfinished().sentence
    assert not (settings.data / "sample-accounts.txt").exists()
    with pytest.raises(council.CannotFill, match="--size small --seed 1"):
        council.fill("small", 2, lambda _words: None)

    db.session.rollback()  # as another process would find it
    set_up(app)

    assert what_is_there()[: len(halfway)] == halfway
    assert council.find_unfinished() is None
    assert (settings.data / "sample-accounts.txt").exists()


def test_a_database_with_people_in_it_is_refused(app):
    make_person("Ann Already")

    with pytest.raises(council.CannotFill, match="holds people already"):
        council.fill("small", 1, lambda _words: None)
    assert council.find_filling() is None
