"""Commands on the database as a whole."""

import click

from dcpp.cli.opening import opened
from dcpp.kernel import schema


@click.command()
def migrate() -> None:
    """Bring the database to the newest shape; safe to repeat."""
    with opened():
        schema.upgrade()
    click.echo(f"The database is at {schema.head()}")
