"""A backup holds everything, and a council can be brought back from it."""

import io
import json
import tarfile

import pytest

from dcpp.kernel import files, seals, trail
from dcpp.kernel.db import db, transaction


@pytest.fixture
def council(app, settings, now):
    """A database with a sealed trail, and a kept file."""
    if not settings.is_sqlite:
        pytest.skip("PostgreSQL makes its own backups")
    with transaction():
        trail.keep(happened_at=now, event="A", record_kind="audit", record_id=None, details={})
        db.session.flush()
        seals.seal_settled_rows()
    (settings.data / "secret_key").write_text("kept")
    return files.put(b"the month's report")


def elsewhere(tmp_path):
    folder = tmp_path / "new"
    return {"DCPP_DATA": folder, "DATABASE_URL": f"sqlite:///{folder}/dcpp.sqlite3"}


def test_what_was_backed_up_comes_back_whole(dcpp, council, tmp_path):
    copy = tmp_path / "council.tar.gz"

    code, words = dcpp("backup", copy)

    assert (code, copy.stat().st_mode & 0o777) == (0, 0o600)
    assert words.startswith(f"Wrote {copy}: the database at ")

    code, words = dcpp("restore", copy, **elsewhere(tmp_path))

    assert code == 0
    assert "The trail is whole: 1 row and 1 seal agree" in words
    assert (tmp_path / "new/secret_key").read_text() == "kept"
    assert (tmp_path / "new/files" / council[:2] / council).read_bytes() == b"the month's report"
    assert dcpp("verify-trail", **elsewhere(tmp_path))[0] == 0


def test_a_backup_is_not_written_over_another(dcpp, council, tmp_path):
    dcpp("backup", tmp_path / "council.tar.gz")

    code, words = dcpp("backup", tmp_path / "council.tar.gz")

    assert (code, words.count("\n")) == (2, 1)
    assert "is there already; choose another name" in words


def test_a_council_that_is_there_is_not_written_over(dcpp, council, tmp_path):
    dcpp("backup", tmp_path / "council.tar.gz")

    code, words = dcpp("restore", tmp_path / "council.tar.gz")

    assert code == 2
    assert "Restore into an empty DCPP_DATA" in words


def test_a_folder_that_is_not_there_is_named(dcpp, council, tmp_path):
    code, words = dcpp("backup", tmp_path / "no" / "folder" / "council.tar.gz")

    assert (code, words.count("\n")) == (2, 1)
    assert f"There is no folder {tmp_path / 'no' / 'folder'}; make it, or choose another" in words


def repacked(copy, change):
    """The backup with its members changed: change(name, content) gives the new content, or None to leave it out."""
    target = copy.with_name("changed.tar.gz")
    with tarfile.open(copy) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            content = change(member.name, old.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return target


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda name, content: content + b"x" if name == "dcpp.sqlite3" else content, "is not the one that was backed"),
        (lambda name, content: b"better" if name.startswith("files/") else content, "is not a whole backup"),
        (lambda name, content: None if name == "manifest.json" else content, "is not a whole backup"),
        (lambda name, content: None if name == "dcpp.sqlite3" else content, "is not a whole backup"),
        (lambda name, content: None if name.startswith("files/") else content, "Some of the kept files are not in"),
        (lambda name, content: json.dumps({"a": 1}).encode() if "manifest" in name else content, "not a whole backup"),
    ],
)
def test_a_damaged_backup_changes_nothing(dcpp, council, tmp_path, change, sentence):
    dcpp("backup", tmp_path / "council.tar.gz")

    code, words = dcpp("restore", repacked(tmp_path / "council.tar.gz", change), **elsewhere(tmp_path))

    assert code == 2
    assert sentence in words
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["secret_key"]


@pytest.mark.parametrize("content", [b"", b"not an archive", b"\x1f\x8b cut off"])
def test_something_else_is_no_backup(dcpp, council, tmp_path, content):
    (tmp_path / "other").write_bytes(content)

    code, words = dcpp("restore", tmp_path / "other", **elsewhere(tmp_path))

    assert code == 2
    assert "is not a whole backup of this platform" in words


def test_nothing_is_unpacked_outside_the_folder(dcpp, council, tmp_path):
    with tarfile.open(tmp_path / "evil.tar", "w") as archive:
        member = tarfile.TarInfo("../evil")
        member.size = 1
        archive.addfile(member, io.BytesIO(b"x"))

    code, _ = dcpp("restore", tmp_path / "evil.tar", **elsewhere(tmp_path))

    assert code == 2
    assert not (tmp_path / "evil").exists()


def test_with_postgresql_the_line_to_run_is_said(dcpp, tmp_path):
    code, words = dcpp("backup", tmp_path / "x", DATABASE_URL="postgresql://me:secret@db.example/council")

    assert code == 2
    assert 'pg_dump --format=custom --file=BACKUP "$DATABASE_URL"' in words
    assert "secret" not in words
