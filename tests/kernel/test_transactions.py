"""Everything outside transaction() reads; what is inside is of one moment, and no update is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import delete, update

from dcpp.kernel.db import WrittenOutside, aside, db, is_writing, reading, transaction
from dcpp.people.models import Service
from tests.makers.people import make_service

AT_ONCE, TIMES = 8, 10


def test_reading_keeps_no_writer_waiting(app):
    make_service("Read for a long time")
    db.session.query(Service).all()

    with aside() as connection:
        connection.execute(update(Service).values(name="Written meanwhile"))

    db.session.rollback()
    assert db.session.query(Service).one().name == "Written meanwhile"


def test_what_was_read_before_is_read_again_inside(app):
    service = make_service("1")
    assert service.name == "1"
    with aside() as connection:
        connection.execute(update(Service).values(name="2"))

    with transaction():
        service.name = str(int(service.name) + 1)

    assert db.session.query(Service).one().name == "3"


def test_what_is_changed_outside_is_refused_and_not_lost_in_silence(app):
    service = make_service("As it was")
    service.name = "Changed too early"

    with pytest.raises(WrittenOutside, match="Service changed outside"), transaction():
        pass
    with pytest.raises(WrittenOutside, match="Service changed outside"):
        db.session.flush()
    db.session.rollback()
    with pytest.raises(WrittenOutside):
        db.session.execute(delete(Service))
    assert db.session.query(Service).one().name == "As it was"


def test_a_read_amid_a_transaction_only_reads(app):
    assert not is_writing()
    with transaction():
        assert is_writing()
        with reading():
            assert not is_writing()
        assert is_writing()
    assert not is_writing()


def test_of_many_who_add_one_at_once_each_is_counted(app):
    """Each reads first, as a page does before it saves: the snapshot of that is stale by the time it writes."""
    service_id = make_service("0").id
    db.session.remove()
    ready = Barrier(AT_ONCE)

    def add_some(_number):
        with app.app_context():
            ready.wait()
            for _ in range(TIMES):
                service = db.session.get_one(Service, service_id)
                assert service.name
                with transaction():
                    service = db.session.get_one(Service, service_id, with_for_update=True, populate_existing=True)
                    service.name = str(int(service.name) + 1)
            db.session.remove()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(add_some, range(AT_ONCE)))

    assert db.session.query(Service).one().name == str(AT_ONCE * TIMES)
