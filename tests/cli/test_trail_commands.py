"""`dcpp verify-trail` says in plain words whether the trail is whole, and by its exit code."""

import pytest

from dcpp.kernel import clock, seals, trail
from dcpp.kernel.db import aside, db, transaction


@pytest.fixture
def sealed(app, now):
    with transaction():
        for _ in range(3):
            trail.keep(happened_at=now, event="A", record_kind="audit", record_id=None, details={})
        db.session.flush()
        seals.seal_settled_rows()
    return seals.newest_seal().chain


def drop_guard():
    db.session.rollback()
    with aside() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER trail_entries_refuse_update")
        else:
            connection.exec_driver_sql("DROP TRIGGER trail_entries_refuse ON trail_entries")
        connection.exec_driver_sql("UPDATE trail_entries SET event = 'B' WHERE id = 2")


def test_a_whole_trail_ends_well(dcpp, sealed):
    with transaction():
        trail.keep(happened_at=clock.now(), event="C", record_kind="audit", record_id=None, details={})

    code, words = dcpp("verify-trail", "--printed", sealed)

    assert code == 0
    assert "The trail is whole: 3 rows and 1 seal agree" in words
    assert f"Newest seal: 1 {sealed}" in words
    assert "Not yet sealed: 1 row younger than the last seal, the oldest from 2026-11-23 09:30 UTC" in words


def test_a_broken_trail_names_seal_and_row(dcpp, sealed):
    drop_guard()

    code, words = dcpp("verify-trail")

    assert code == 1
    assert "The trail is broken at seal 1\n  Changed since it was sealed: row 2\n" in words


def test_a_printed_seal_that_is_gone_is_said(dcpp, sealed):
    code, words = dcpp("verify-trail", "--printed", "0" * 64)

    assert code == 1
    assert "The printed seal is not in the chain" in words


def test_a_database_that_cannot_be_read_is_said_in_one_line(dcpp, tmp_path):
    code, words = dcpp("verify-trail", DATABASE_URL=f"sqlite:///{tmp_path / 'nothing.sqlite3'}")

    assert code == 2
    assert words == "dcpp: The trail cannot be read; is the database there, and has `dcpp migrate` run?\n"


def test_a_wrong_argument_is_one_line(dcpp):
    code, words = dcpp("verify-trail", "--frobnicate")

    assert code == 2
    assert words.count("\n") == 1


def test_what_is_no_seal_is_refused_in_one_line(dcpp):
    code, words = dcpp("verify-trail", "--printed", "xx")

    assert code == 2
    assert "a printed seal has 64 letters and digits" in words and words.count("\n") == 1
