"""A trail that was changed behind the application's back is found out, and the row is named."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dcpp.kernel import clock, seals, trail
from dcpp.kernel.db import aside, db, reading, transaction
from dcpp.kernel.horizon import settled_horizon
from dcpp.kernel.seal_check import check_trail

AUDIT = UUID(int=7)


def keep(number, details=None):
    trail.keep(
        happened_at=clock.now(),
        event="FindingRecorded",
        record_kind="audit",
        record_id=AUDIT,
        details=details or {"number": number},
    )


def add(count):
    with transaction():
        for number in range(count):
            keep(number)


def seal():
    with transaction():
        return seals.seal_settled_rows()


@pytest.fixture
def trail_of_nine(app, now):
    """Three seals over three rows each."""
    for _ in range(3):
        add(3)
        assert seal() == 3
    with reading():
        assert check_trail().is_whole


def attack(*statements):
    """What somebody can do who holds the database: take the guards away, then change what they like."""
    with aside() as connection:
        for table in ("trail_entries", "trail_seals"):
            if connection.dialect.name == "sqlite":
                for verb in ("update", "delete"):
                    connection.exec_driver_sql(f"DROP TRIGGER {table}_refuse_{verb}")
            else:
                connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        for statement in statements:
            connection.execute(text(statement))


def verdict(printed=None):
    with reading():
        return check_trail(printed)


def test_an_empty_trail_is_whole(app):
    assert seal() == 0
    assert verdict().is_whole


def test_what_is_younger_than_the_last_seal_is_said(trail_of_nine):
    add(2)

    found = verdict()

    assert found.is_whole
    assert (found.rows, found.seals, found.unsealed) == (9, 3, 2)
    assert found.unsealed_since == clock.now()
    assert seals.count_unsealed() == 2


@pytest.mark.parametrize("table", ["trail_entries", "trail_seals"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = 'x'", "DELETE FROM {}"])
def test_the_database_itself_refuses_changes(trail_of_nine, table, statement):
    column = "event" if table == "trail_entries" else "chain"
    with pytest.raises(DBAPIError, match="only grows"), aside() as connection:
        connection.exec_driver_sql(statement.format(table, column))


def test_a_changed_row_is_named(trail_of_nine):
    attack("UPDATE trail_entries SET details = '{}' WHERE id = 4")

    (broken,) = verdict().broken

    assert (broken.number, broken.changed, broken.missing, broken.inserted) == (2, (4,), (), ())


@pytest.mark.parametrize(
    "change", ["happened_at = '2020-01-01 00:00:00'", "who_id = record_id", "origin = '::1'", "event = 'x'"]
)
def test_no_column_can_be_changed_unseen(trail_of_nine, change):
    if db.engine.dialect.name == "sqlite" and "happened_at" in change:
        change = change.replace("00:00:00", "00:00:00.000000")
    attack(f"UPDATE trail_entries SET {change} WHERE id = 1")

    assert verdict().broken[0].changed == (1,)


def test_a_row_taken_away_is_named(trail_of_nine):
    attack("DELETE FROM trail_entries WHERE id = 9")

    assert verdict().broken[0].missing == (9,)


def test_a_row_slipped_in_is_named(trail_of_nine):
    columns = "happened_at, event, record_kind, record_id, who_id, acting, origin, details"
    attack(f"INSERT INTO trail_entries (id, {columns}) SELECT -3, {columns} FROM trail_entries WHERE id = 2")

    (broken,) = verdict().broken

    assert (broken.number, broken.inserted) == (1, (-3,))


def test_two_rows_that_changed_places_are_named(trail_of_nine):
    attack(
        "UPDATE trail_entries SET id = 100 WHERE id = 7",
        "UPDATE trail_entries SET id = 7 WHERE id = 8",
        "UPDATE trail_entries SET id = 8 WHERE id = 100",
    )

    assert verdict().broken[0].changed == (7, 8)


def test_a_changed_seal_is_named(trail_of_nine):
    attack("UPDATE trail_seals SET sealed_at = '2020-01-01 00:00:00.000000' WHERE number = 2")

    (broken,) = verdict().broken

    assert (broken.number, broken.faults) == (2, ("the seal itself was changed",))


def test_a_seal_taken_away_is_missed(trail_of_nine):
    attack("DELETE FROM trail_seals WHERE number = 2")

    (broken,) = verdict().broken

    assert (broken.number, broken.faults) == (3, ("seal 2 is missing before it",))


def test_a_seal_made_anew_over_changed_rows_does_not_fit_the_chain(trail_of_nine):
    attack("UPDATE trail_entries SET event = 'NothingHappened' WHERE id = 5")
    with transaction():
        second = db.session.get_one(seals.TrailSeal, 2)
        second.leaves = b"".join(seals.leaf(row) for row in seals.rows_between(3, 6))
        second.digest = seals.sha256(second.leaves).hexdigest()
        second.chain = seals.chain_of(second)

    (broken,) = verdict().broken

    assert (broken.number, broken.faults) == (3, ("it does not follow from the seal before",))


def test_a_trail_that_was_cut_off_lacks_the_printed_seal(trail_of_nine):
    printed = seals.newest_seal().chain
    assert verdict(printed).is_whole

    attack("DELETE FROM trail_seals WHERE number = 3", "DELETE FROM trail_entries WHERE id > 6")

    assert verdict().is_whole
    assert not verdict(printed).is_whole


def test_every_kind_of_text_is_sealed(app, now):
    with transaction():
        keep(1, {"code": 'naïve ‘quoted’ \U0001f9ea \\ " \u2028'})
    seal()

    assert verdict().is_whole


def test_many_rows_make_several_seals(app, now, monkeypatch):
    monkeypatch.setattr(seals, "ROWS_A_SEAL", 4)
    add(10)

    assert seal() == 10
    assert (verdict().seals, verdict().is_whole) == (3, True)


def in_threads(*works):
    """Run each in a thread with the test's clock; the first error of any is raised here."""
    with ThreadPoolExecutor(len(works)) as pool:
        started = [pool.submit(copy_context().run, work) for work in works]
    for one in started:
        one.result()


def test_writers_and_sealers_at_once_leave_a_whole_trail(app, now):
    def writer():
        with app.app_context():
            for number in range(40):
                add(1 + number % 3)

    def sealer():
        with app.app_context():
            for _ in range(15):
                seal()

    in_threads(writer, writer, writer, sealer, sealer)
    seal()

    found = verdict()
    assert (found.rows, found.unsealed, found.broken) == (3 * 79, 0, ())


def test_a_row_that_is_not_committed_yet_is_waited_for(app, now):
    """On PostgreSQL a transaction may hold an id below others' for a long time; SQLite has one writer."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("needs PostgreSQL: SQLite writes one transaction at a time")
    add(2)
    with db.engine.connect() as slow:
        with slow.begin():
            row = trail.entry_values(clock.now(), "Slow", "audit", AUDIT, {})
            slow.execute(trail.TrailEntry.__table__.insert().values(row))
            add(2)
            assert settled_horizon(patience=0.2) is None
        assert seal() == 5
    assert verdict().is_whole


def test_a_sealer_does_not_wait_for_its_own_rows(app, now):
    with transaction():
        keep(1)
        db.session.flush()
        assert seals.seal_settled_rows() == 1
    assert verdict().is_whole
