"""Commands on the database as a whole."""

import click

from dcpp.cli.opening import opened
from dcpp.kernel import schema, trail
from dcpp.kernel.db import transaction


@click.command()
def migrate() -> None:
    """Bring the database to the newest shape; safe to repeat."""
    with opened():
        if schema.current() != schema.head():
            schema.upgrade()
            with transaction():
                trail.commanded()
    click.echo(f"The database is at {schema.head()}")
