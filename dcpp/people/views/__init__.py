"""The pages of people and sign-in, and how the application learns who is asking."""

from flask import Flask

from dcpp.people.queries import viewers
from dcpp.people.views import identity


def register(app: Flask, roles: viewers.RoleTable) -> None:
    """Put people into the application; `roles` says what each role may do."""
    identity.register(app, roles)
