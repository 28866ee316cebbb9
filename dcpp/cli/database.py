"""Commands on the database as a whole."""

import click

from dcpp.app import create_app
from dcpp.kernel import schema


@click.command()
def migrate() -> None:
    """Bring the database to the newest shape; safe to repeat."""
    with create_app().app_context():
        schema.upgrade()
    click.echo(f"The database is at {schema.head()}")
