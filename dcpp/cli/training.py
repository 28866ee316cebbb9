"""Commands on training."""

import click

from dcpp.cli.opening import opened
from dcpp.kernel.db import reading
from dcpp.web.filters import plural
from training import queries


@click.command("check-bookings")
def check_bookings() -> None:
    """Hold every booking of training against the rules, and name each that is broken.

    Reads only. Exit code 0 when every rule was kept, 2 when any was not.
    """
    with opened(), reading():
        found = queries.check_bookings()
    for fault in found.faults:
        click.echo(str(fault))
    looked = f"{plural(found.bookings, 'booking')} of {plural(found.sessions, 'session')} looked at"
    if found.faults:
        click.echo(f"{plural(len(found.faults), 'rule')} broken; {looked}", err=True)
        raise SystemExit(2)
    click.echo(f"Every rule was kept; {looked}")
