"""Commands about people."""

import click
from flask_security.recoverable import generate_reset_password_token

from dcpp.cli.opening import opened
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.people import queries
from dcpp.people.queries import accounts
from dcpp.people.rules import Role
from dcpp.people.services import passwords, people, roles


@click.command("first-administrator")
@click.argument("email")
@click.argument("name")
def first_administrator(email: str, name: str) -> None:
    """Make somebody an administrator, and print an address at which they choose a password.

    For the first one of all, and for a day on which nobody else can give the role. EMAIL is a work e-mail address;
    somebody who has a record already keeps it. The address works once, for 24 hours.
    """
    try:
        with opened(), transaction():
            details = people.PersonDetails(name=name, email=email)
            person = queries.find_person_by_email(email) or people.add_person(details)
            roles.give_role(person, Role.ADMINISTRATOR)
            token = generate_reset_password_token(accounts.get_account_of(person.id))  # type: ignore[no-untyped-call]
            kept = person.name
            link = passwords.reset_link(token)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{kept} is an administrator. Choose a password within 24 hours at:\n{link}")
    click.echo("At the first sign-in an authenticator app is set up as well.")
