"""Heavy work is asked for in a transaction and done once."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from dcpp.kernel import beats, clock, queue, work, workers
from dcpp.kernel.db import db, transaction
from dcpp.kernel.ids import ReferenceCounter, next_reference
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.work import WorkState


class CannotCount(Refusal):
    pass


def idle(task):
    pass


def ask_and_be_undone():
    with transaction():
        work_id = work.ask("counting", uuid4()).id
        raise CannotCount(str(work_id))


@pytest.fixture
def kinds(app):
    """Kinds of work for one test: put handlers in."""
    kinds = {}
    kept = app.extensions["work"]
    work.register(app, kinds)
    yield kinds
    work.register(app, kept)


def ask(kind="counting", record_id=None):
    with transaction():
        return work.ask(kind, record_id or uuid4()).id


def test_asked_work_waits_in_the_queue_and_is_done(kinds):
    done = []
    kinds["counting"] = lambda task: done.append(task.record_id)
    record_id = uuid4()

    work_id = ask(record_id=record_id)

    assert work_id in queue.here().waiting()
    workers.carry_out(work_id)
    assert done == [record_id]
    assert work.get_work(work_id).state is WorkState.DONE


def test_work_delivered_twice_is_done_once(kinds):
    done = []
    kinds["counting"] = done.append
    work_id = ask()

    workers.carry_out(work_id)
    workers.carry_out(work_id)

    assert len(done) == 1


def test_unfinished_work_asked_for_again_is_the_same(kinds):
    kinds["counting"] = idle
    record_id = uuid4()

    first = ask(record_id=record_id)
    assert ask(record_id=record_id) == first

    workers.carry_out(first)
    assert ask(record_id=record_id) != first


def test_a_request_that_is_undone_reaches_nobody(kinds):
    kinds["counting"] = idle
    with pytest.raises(CannotCount) as undone:
        ask_and_be_undone()

    work_id = UUID(str(undone.value))
    assert work_id not in queue.here().waiting()
    workers.carry_out(work_id)


def test_nobody_to_do_a_kind_of_work_is_said_at_once(kinds):
    with pytest.raises(LookupError, match="spinning"):
        work.ask("spinning", uuid4())


def test_a_refusal_is_the_sentence_people_read_and_undoes_what_was_done(kinds):
    def refuse(task):
        next_reference("AUD", 2026)
        raise CannotCount("The file holds no list")

    kinds["counting"] = refuse
    work_id = ask()
    workers.carry_out(work_id)

    found = work.get_work(work_id)
    assert found.has_failed and found.error == "The file holds no list"
    assert db.session.query(ReferenceCounter).count() == 0


def test_an_unexpected_error_is_a_plain_sentence_with_the_reference_of_the_log(kinds, capsys):
    def fall_over(task):
        raise ValueError("secret detail")

    kinds["counting"] = fall_over
    work_id = ask()
    workers.carry_out(work_id)

    error = work.get_work(work_id).error
    assert "secret detail" not in error
    assert error.rpartition("reference: ")[2] in capsys.readouterr().err


def test_progress_is_seen_while_the_work_runs_and_gone_after(kinds):
    seen = []

    def count(task):
        next_reference("AUD", 2026)  # holds the write lock, as a long import does
        task.progress("Counting", 3, 12)
        seen.append(work.get_work(task.work_id).progress)

    kinds["counting"] = count
    work_id = ask()
    workers.carry_out(work_id)

    assert (seen[0].stage, seen[0].percent) == ("Counting", 25)
    assert work.get_work(work_id).progress.stage == ""


def test_work_of_a_dead_worker_is_queued_again_three_times_at_most(kinds):
    kinds["counting"] = idle
    work_id = ask()

    for _ in range(3):
        with transaction():
            assert workers._take(work_id, "of a worker that is killed now")
        with transaction():
            workers.sweep()

    found = work.get_work(work_id)
    assert found.has_failed and "three times" in found.error


def test_a_worker_at_work_keeps_its_claim(kinds):
    def count(task):
        workers.sweep()
        assert work.get_work(task.work_id).state is WorkState.RUNNING

    kinds["counting"] = count
    work_id = ask()
    workers.carry_out(work_id)

    assert work.get_work(work_id).state is WorkState.DONE


def test_a_slow_worker_that_lost_its_claim_changes_nothing(kinds):
    def be_slow(task):
        with transaction():
            beats.forget_the_dead(older_than=timedelta(0))
            workers.sweep()
        next_reference("AUD", 2026)

    kinds["counting"] = be_slow
    work_id = ask()
    workers.carry_out(work_id)

    assert work.get_work(work_id).state is WorkState.QUEUED
    assert db.session.query(ReferenceCounter).count() == 0


def test_a_request_that_never_reached_the_queue_is_found(kinds, now):
    kinds["counting"] = idle
    work_id = ask()
    queue.here().huey.flush()

    with clock.pretend(now + timedelta(minutes=1)), transaction():
        workers.sweep()

    assert work_id in queue.here().waiting()


def test_failed_work_can_be_queued_again(kinds):
    def refuse(task):
        raise CannotCount("Not today")

    kinds["counting"] = refuse
    work_id = ask()
    workers.carry_out(work_id)
    kinds["counting"] = idle
    with transaction():
        workers.requeue(work_id)
    workers.carry_out(work_id)

    assert work.get_work(work_id).state is WorkState.DONE
