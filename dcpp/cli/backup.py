"""Commands that keep everything safe and bring it back."""

from pathlib import Path

import click
from sqlalchemy.exc import DBAPIError

from dcpp import config
from dcpp.cli.opening import opened
from dcpp.cli.trail import describe
from dcpp.kernel import backup, schema, seal_check, trail
from dcpp.kernel.db import reading, transaction
from dcpp.kernel.refusal import Refusal


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def back_up(file: Path) -> None:
    """Write database, files and key into FILE, while the platform runs.

    The file holds everything: keep it as safe as the platform. With PostgreSQL, says what to run instead (exit code 2).
    """
    settings = config.from_environment()
    try:
        backup.check_may_make(settings, file)
        _leave_a_row()  # before the copy, so that it is in the backup as well
        manifest = backup.make(settings, file)
    except (Refusal, OSError) as error:
        raise click.ClickException(_sentence(error)) from error
    click.echo(f"Wrote {file}: the database at {manifest.schema} and {manifest.files:,} files")
    if not manifest.holds_files:
        click.echo("Kept files lie where FILES_URL says and are not in it; copy them as well")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def restore(file: Path) -> None:
    """Put the backup FILE into an empty DCPP_DATA, and check the trail in it."""
    try:
        manifest = backup.restore(config.from_environment(), file)
    except (Refusal, OSError) as error:
        raise click.ClickException(_sentence(error)) from error
    click.echo(f"Restored what was kept at {manifest.made_at}: the database and {manifest.files:,} files")
    if manifest.schema != schema.head():
        click.echo("The program is newer than the backup: run dcpp migrate, then dcpp verify-trail")
    else:
        _check_trail(manifest)
    _leave_a_row()


def _check_trail(manifest: backup.Manifest) -> None:
    try:
        with opened(), reading():
            verdict = seal_check.check_trail(manifest.seal or None)
    except DBAPIError as error:
        raise click.ClickException("It was restored, but the trail in it cannot be read") from error
    for line in describe(verdict):
        click.echo(line)


def _leave_a_row() -> None:
    """In the trail, if it can be written: a backup of a database that is in trouble matters more than its row."""
    try:
        with opened(), transaction():
            trail.commanded()
    except DBAPIError:
        click.echo("This command could not be kept in the trail, because the trail cannot be written", err=True)


def _sentence(error: Exception) -> str:
    return f"{error.strerror}: {error.filename}" if isinstance(error, OSError) else str(error)
