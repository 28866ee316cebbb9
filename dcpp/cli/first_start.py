"""What happens before the first page: the newest shape, something to look at, and who can sign in."""

import click
from flask import Flask

from dcpp.config import Settings
from dcpp.kernel import schema
from dcpp.sample_council import council


def set_up(app: Flask) -> None:
    """Migrate the database, and fill an empty one, or one whose filling was broken off, with the sample council."""
    with app.app_context():
        if schema.current() != schema.head():
            schema.upgrade()
            click.echo(f"The database is at {schema.head()}")
        unfinished = council.find_unfinished()
        if unfinished or council.is_empty():
            size, seed = (unfinished.size, unfinished.seed) if unfinished else ("council", 1)
            click.echo("Filling the database with a made-up council (one to two minutes) …")
            council.fill(size, seed, lambda words: click.echo(f"  {words}"))


def tell_who_can_sign_in(settings: Settings) -> None:
    """Print the accounts that the sample council made, if it is here."""
    accounts = settings.data / "sample-accounts.txt"
    if accounts.is_file():
        click.echo(accounts.read_text(encoding="utf-8").rstrip())
