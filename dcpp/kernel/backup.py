"""One file to keep: a copy of the SQLite database as of one moment, the kept files, and the key of the sessions.

A tar archive, compressed: manifest.json (what is in it), dcpp.sqlite3, secret_key, files/<xx>/<sha-256>. Files are only
ever added, and before the row that names them, so copying the database first and the files after loses nothing. What
was sent in and waits to be read (files/uploads) is left out: it may hold what the platform never keeps.
"""

import hashlib
import json
import os
import re
import sqlite3
import tarfile
import zlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj, move
from tempfile import TemporaryDirectory
from typing import IO

from sqlalchemy.engine import make_url

from dcpp.config import Settings
from dcpp.kernel import clock
from dcpp.kernel.files import folder_of
from dcpp.kernel.refusal import Refusal

DATABASE, KEY, MANIFEST = "dcpp.sqlite3", "secret_key", "manifest.json"
KEPT_FILE = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})")


class CannotBackUp(Refusal):
    pass


class CannotRestore(Refusal):
    pass


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `seal` is the chain value of the trail's newest seal in it, if there was one."""

    made_at: str
    schema: str
    seal: str
    database_sha256: str
    files: int
    holds_files: bool


def check_may_make(settings: Settings, target: Path) -> None:
    """Raises CannotBackUp, with a sentence on what to do instead, where no backup can be written to the target."""
    if not settings.is_sqlite:
        raise CannotBackUp(
            'PostgreSQL makes its own backups: run pg_dump --format=custom --file=BACKUP "$DATABASE_URL", '
            "and then copy what FILES_URL names"
        )
    if not _database(settings).exists():
        raise CannotBackUp(f"There is no database at {_database(settings)} yet")
    if not target.absolute().parent.is_dir():
        raise CannotBackUp(f"There is no folder {target.absolute().parent}; make it, or choose another")
    if target.exists():
        raise CannotBackUp(f"{target} is there already; choose another name")


def make(settings: Settings, target: Path) -> Manifest:
    """Write a backup while the platform runs. Raises CannotBackUp, as check_may_make does."""
    check_may_make(settings, target)
    half_made = target.with_name(target.name + ".part")
    with TemporaryDirectory(dir=settings.data, prefix=".backup-") as folder:
        copy = Path(folder) / DATABASE
        _copy_database(_database(settings), copy)
        kept = _list_files(settings)
        manifest = _describe(copy, kept, holds_files=folder_of(settings.files_url) is not None)
        with _private(half_made) as file, tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
            note = Path(folder) / MANIFEST
            note.write_text(json.dumps(manifest.__dict__, indent=2) + "\n")
            key = settings.data / KEY
            for path, name in [(note, MANIFEST), (copy, DATABASE), *([(key, KEY)] if key.exists() else []), *kept]:
                archive.add(path, name, recursive=False)
    half_made.rename(target)
    return manifest


def restore(settings: Settings, source: Path) -> Manifest:
    """Put a backup into an empty data folder; all of it or nothing. Raises CannotRestore with a sentence."""
    _refuse_unless_empty(settings)
    with TemporaryDirectory(dir=settings.data, prefix=".restore-") as name:
        folder = Path(name)
        try:
            with tarfile.open(source, "r:*") as archive:
                _unpack(archive, folder)
            manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
            is_same = _sha256(folder / DATABASE) == manifest.database_sha256
        except (OSError, EOFError, tarfile.TarError, zlib.error, ValueError, TypeError) as error:
            raise CannotRestore(f"{source} is not a whole backup of this platform") from error
        if not is_same:
            raise CannotRestore(f"The database in {source} is not the one that was backed up")
        if len(list(folder.glob("files/*/*"))) != manifest.files:
            raise CannotRestore(f"Some of the kept files are not in {source}")
        _put_in_place(settings, folder)
    return manifest


def _refuse_unless_empty(settings: Settings) -> None:
    if not settings.is_sqlite:
        raise CannotRestore('PostgreSQL restores its own backups: run pg_restore --dbname="$DATABASE_URL" BACKUP')
    database, files = _database(settings), folder_of(settings.files_url)
    if database.exists() and database.stat().st_size:
        raise CannotRestore(f"There is a database at {database} already. Restore into an empty DCPP_DATA")
    if files is not None and files.is_dir() and any(files.iterdir()):
        raise CannotRestore(f"There are files in {files} already. Restore into an empty DCPP_DATA")


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Take out only what a backup holds, under the names it has, checking each kept file by its name."""
    for member in archive:
        kept = KEPT_FILE.fullmatch(member.name)
        held = archive.extractfile(member) if member.isfile() else None
        if held is None or not (kept or member.name in {MANIFEST, DATABASE, KEY}):
            raise ValueError("strange member")
        path = folder / member.name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            copyfileobj(held, file)
        if kept and _sha256(path) != kept[2]:
            raise ValueError("damaged file")


def _put_in_place(settings: Settings, folder: Path) -> None:
    """Files first and the database last: where there is a database, there is everything that it names."""
    files = folder_of(settings.files_url)
    if files is not None and (folder / "files").is_dir():
        files.mkdir(parents=True, exist_ok=True)
        for each in (folder / "files").iterdir():
            move(each, files / each.name)
    if (folder / KEY).exists():
        (folder / KEY).chmod(0o600)
        (folder / KEY).replace(settings.data / KEY)
    database = _database(settings)
    database.parent.mkdir(parents=True, exist_ok=True)
    for leftover in ("-wal", "-shm"):
        database.with_name(database.name + leftover).unlink(missing_ok=True)
    move(folder / DATABASE, database)


def _copy_database(source: Path, copy: Path) -> None:
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(copy)) as kept:
        live.backup(kept)
        kept.execute("PRAGMA journal_mode=DELETE")
        if kept.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise CannotBackUp("The database is damaged. Keep it as it is and restore the last good backup")


def _describe(copy: Path, kept: list[tuple[Path, str]], *, holds_files: bool) -> Manifest:
    with closing(sqlite3.connect(copy)) as database:
        schema = _first(database, "SELECT version_num FROM alembic_version")
        seal = _first(database, "SELECT chain FROM trail_seals ORDER BY number DESC LIMIT 1")
    return Manifest(clock.now().isoformat(timespec="seconds"), schema, seal, _sha256(copy), len(kept), holds_files)


def _first(database: sqlite3.Connection, statement: str) -> str:
    try:
        row = database.execute(statement).fetchone()
    except sqlite3.OperationalError:  # a database from before that table
        row = None
    return str(row[0]) if row else ""


def _database(settings: Settings) -> Path:
    return Path(make_url(settings.database_url).database or "").absolute()


def _list_files(settings: Settings) -> list[tuple[Path, str]]:
    folder = folder_of(settings.files_url)
    if folder is None or not folder.is_dir():
        return []
    named = ((path, f"files/{path.relative_to(folder).as_posix()}") for path in sorted(folder.rglob("*")))
    return [(path, name) for path, name in named if KEPT_FILE.fullmatch(name)]


def _private(path: Path) -> IO[bytes]:
    """A file that only its owner may read: a backup holds everything."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
