"""What was sent in waits under a prefix of its own, and what no row names is swept after a day."""

import io
import os
from datetime import timedelta

import pytest

from dcpp.kernel import clock, files, uploads
from dcpp.kernel.ids import new_id


@pytest.fixture
def named(app, monkeypatch):
    """Keys that some row names, as a domain would tell them."""
    keys: set[str] = set()
    monkeypatch.setitem(app.extensions["uploads"], "caseload", lambda: keys)
    return keys


def age(settings, key, **since):
    moment = (clock.now() - timedelta(**since)).timestamp()
    path = settings.data / "files" / key
    os.utime(path, (moment, moment))
    return path


def test_a_file_comes_back_until_its_record_forgets_it(named):
    record_id = new_id()
    key = uploads.put("caseload", record_id, io.BytesIO(b"lists"))

    assert key.startswith(f"uploads/caseload/{record_id}/")
    assert uploads.get(key) == b"lists"
    uploads.forget(key)
    uploads.forget(key)
    with pytest.raises(FileNotFoundError):
        uploads.get(key)


def test_the_same_file_sent_twice_lies_twice(named):
    first, second = (uploads.put("caseload", new_id(), b"lists") for _ in range(2))
    uploads.forget(first)

    assert uploads.get(second) == b"lists"


def test_what_no_row_names_is_swept_after_a_day(named, settings):
    """As a worker leaves it that was killed between the file and the row, or a transaction that failed."""
    old, waiting, young = (uploads.put("caseload", new_id(), b"lists") for _ in range(3))
    named.add(waiting)
    age(settings, old, hours=25)
    age(settings, waiting, days=40)
    age(settings, young, hours=23)

    uploads.sweep_uploads()

    assert not (settings.data / "files" / old).parent.exists()
    assert uploads.get(waiting) == uploads.get(young) == b"lists"


def test_what_a_domain_that_is_gone_sent_in_is_swept(named, settings):
    key = uploads.put("caseload", new_id(), b"lists")
    gone = settings.data / "files" / key.replace("caseload", "early_years")
    gone.parent.mkdir(parents=True)
    gone.write_bytes(b"lists")
    moment = (clock.now() - timedelta(days=2)).timestamp()
    os.utime(gone, (moment, moment))

    uploads.sweep_uploads()

    assert not gone.exists() and uploads.get(key)


def test_what_was_half_written_when_a_process_died_is_swept(named, settings):
    """Under a folder a file is written beside its name and moved: the store does not list such a rest."""
    key = uploads.put("caseload", new_id(), b"lists")
    kept = files.put(b"a report")
    rests = [settings.data / "files" / f"{name}#1" for name in (key, f"{kept[:2]}/{kept}")]
    for rest in rests:
        rest.write_bytes(b"li")
    uploads.sweep_uploads()
    assert all(rest.exists() for rest in rests)

    for rest in rests:
        age(settings, rest.relative_to(settings.data / "files").as_posix(), hours=25)
    uploads.sweep_uploads()

    assert not any(rest.exists() for rest in rests)
    assert files.get(kept) == b"a report"


def test_kept_files_are_never_swept(named, settings):
    kept = files.put(b"a report")
    age(settings, f"{kept[:2]}/{kept}", days=4000)

    uploads.sweep_uploads()

    assert files.get(kept) == b"a report"


def test_a_file_that_was_changed_on_disk_is_not_read(named, settings):
    key = uploads.put("caseload", new_id(), b"lists")
    (settings.data / "files" / key).write_bytes(b"other lists")

    with pytest.raises(files.FileDamaged):
        uploads.get(key)


@pytest.mark.parametrize("key", ["", "../secret_key", "uploads/caseload", "uploads/../../secret_key", "A" * 64])
def test_only_a_whole_key_opens_it(named, key):
    with pytest.raises(FileNotFoundError):
        uploads.get(key)
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        uploads.forget(key)


def test_a_kind_that_nobody_told_of_cannot_be_sent_in(named):
    with pytest.raises(KeyError, match="early_years"):
        uploads.put("early_years", new_id(), b"lists")


def test_what_was_sent_in_before_uploads_lay_apart_is_forgotten_too(named):
    key = files.put(b"lists")
    uploads.forget(key)

    assert not files.exists(key)
