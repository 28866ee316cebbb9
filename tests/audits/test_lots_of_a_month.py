"""The value that decides lots: sealed until its month is over, then told, and worked out again by anybody."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from audits import queries, services
from audits.models import ModerationChoice, ModerationValue
from audits.rules import moderation as rules
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.ids import new_id
from dcpp.kernel.trail import TrailEntry
from dcpp.people.rules import Role
from tests.makers.audits_done import make_submitted_audit
from tests.makers.people import make_person

NOVEMBER, DECEMBER = date(2026, 11, 1), datetime(2026, 12, 1, 9, tzinfo=UTC)
PLAIN = "b1" * 32


@pytest.fixture
def lead(app, now):
    return make_person("Lee Lead", Role.PRACTICE_LEAD)


def keep_ready():
    with transaction():
        services.keep_values_ready()


def keep_as_it_was(month=NOVEMBER):
    """A value as older versions of the platform kept it: for everybody to read who reads the database."""
    with transaction():
        db.session.execute(
            insert(ModerationValue).values(
                id=new_id(),
                month=month,
                value=PLAIN,
                commitment=rules.commitment_of(PLAIN),
                made_at=clock.now(),
                lots_of="id",
            )
        )


def kept_of(month):
    return db.session.scalars(select(ModerationValue).where(ModerationValue.month == month)).one()


@pytest.fixture
def new_key(app):
    """The platform with another secret key than the one that a value was sealed with."""
    settings = app.extensions["settings"]
    former = settings.secret_key

    def change():
        object.__setattr__(settings, "secret_key", "another key, for tests only")

    yield change
    object.__setattr__(settings, "secret_key", former)


def test_the_lot_can_be_worked_out_by_anybody_from_the_value(app, now, auditor):
    audit = make_submitted_audit(auditor)
    kept = kept_of(NOVEMBER)
    value = services.open_value(kept)

    digest = hashlib.sha256(f"{value}\n{audit.reference}\n".encode()).hexdigest()

    assert rules.lot_of(value, audit.reference) == int(digest[:8], 16)
    assert kept.commitment == hashlib.sha256(value.encode()).hexdigest()
    assert db.session.query(ModerationChoice).one().share == 20


def test_nobody_who_reads_the_database_finds_the_value_before_the_month_is_over(app, now, auditor):
    keep_ready()
    make_submitted_audit(auditor)
    value = services.open_value(kept_of(NOVEMBER))

    everything = [
        str(row)
        for table in db.metadata.sorted_tables
        for row in db.session.execute(select(text("*")).select_from(table))
    ]
    assert len(value) == 64 and not [row for row in everything if value in row]
    assert any(rules.commitment_of(value) in row for row in everything)
    assert kept_of(NOVEMBER).value == ""


def test_a_months_value_is_shown_once_the_month_is_over(browse, sign_in_as, lead, auditor):
    audit = make_submitted_audit(auditor)
    value = services.open_value(kept_of(NOVEMBER))
    sign_in_as(lead)

    page = browse("audits.list_moderation_values")
    assert value not in page.html and rules.commitment_of(value) in page.text
    browse("audits.list_moderation_choices", year=2026, month=11, status=404)
    browse("audits.list_moderation_choices", year=2026, month=13, status=404)

    with clock.pretend(DECEMBER):
        sign_in_as(lead)
        page = browse("audits.list_moderation_choices", year=2026, month=11)
        assert value in page.text and audit.reference in page.text
        keep_ready()
        assert (kept_of(NOVEMBER).value, kept_of(NOVEMBER).sealed) == (value, ""), "what is over is told for good"
        assert value in browse("audits.list_moderation_choices", year=2026, month=11).text


def test_a_value_that_was_kept_in_plain_text_is_sealed_and_stays_the_same(app, now):
    keep_as_it_was()

    keep_ready()
    keep_ready()

    kept = kept_of(NOVEMBER)
    assert kept.value == "" and PLAIN not in kept.sealed
    assert services.open_value(kept) == PLAIN
    assert queries.find_moderation_value(date(2026, 12, 1)), "the next month’s is there too"


def test_lots_of_a_month_that_began_with_ids_go_on_with_ids(browse, sign_in_as, lead, auditor):
    keep_as_it_was()
    audit = make_submitted_audit(auditor)
    with clock.pretend(DECEMBER):
        sign_in_as(lead)
        page = browse("audits.list_moderation_choices", year=2026, month=11)

    assert page.rows()[0][1] == str(audit.id)
    assert page.rows()[0][2] == f"{rules.out_of_100(rules.lot_of(PLAIN, str(audit.id))):.2f}"


def test_a_value_of_a_month_that_was_over_before_stays_as_it_is(app, now):
    keep_as_it_was(date(2026, 9, 1))
    keep_ready()

    assert kept_of(date(2026, 9, 1)).value == PLAIN


def test_what_was_promised_cannot_be_exchanged(app, now, auditor):
    keep_ready()
    for column, other in (("commitment", rules.commitment_of(PLAIN)), ("month", "2026-10-01")):
        with pytest.raises(DBAPIError), transaction():
            db.session.execute(text(f"UPDATE moderation_values SET {column} = '{other}'"))
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text("DELETE FROM moderation_values"))

    with transaction():
        db.session.execute(text(f"UPDATE moderation_values SET value = '{PLAIN}', sealed = ''"))
    assert services.open_value(kept_of(NOVEMBER)) is None, "it is not what was promised"


def test_without_the_key_every_audit_is_moderated_and_none_is_kept_waiting(browse, sign_in_as, lead, auditor, new_key):
    with transaction():
        services.set_share(None, 0)
        services.accredit_auditor(auditor, is_given=True, reason="Twelve moderated", by=lead.id)
    keep_ready()
    new_key()

    audit = make_submitted_audit(auditor)

    choice = db.session.query(ModerationChoice).one()
    assert (choice.because, choice.share) == (["share"], 100)
    with clock.pretend(DECEMBER):
        keep_ready()
        sign_in_as(lead)
        page = browse("audits.list_moderation_choices", year=2026, month=11)
    assert "the platform’s secret key has changed" in page.text and audit.reference in page.text


def test_the_trail_holds_the_promise_from_the_beginning(app, now):
    keep_ready()

    said = [row.details for row in db.session.query(TrailEntry).filter_by(event="ModerationValueMade")]
    assert len(said) == 2 and any(kept_of(NOVEMBER).commitment in one for one in said)
