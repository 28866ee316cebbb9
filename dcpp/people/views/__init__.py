"""The pages of people and sign-in, and how the application learns who is asking."""

from uuid import UUID

from flask import Flask

from dcpp.config import Settings
from dcpp.kernel import clock
from dcpp.people import queries
from dcpp.people.queries import viewers
from dcpp.people.views import account, exports, identity, imports, people, places, security, sign_in, single_sign_on

PAGES = (account, exports, sign_in)


def register(app: Flask, roles: viewers.RoleTable) -> None:
    """Put people into the application; `roles` says what each role may do."""
    settings: Settings = app.extensions["settings"]
    security.register(app, settings)
    identity.register(app, roles)
    single_sign_on.register(app, settings)
    for module in (account, imports, people, places):
        app.register_blueprint(module.blueprint)
    limits = {"idle_minutes": settings.idle_minutes, "sign_in_hours": settings.sign_in_hours}
    app.jinja_env.globals["session_limits"] = limits
    app.extensions["directory"].find_address = find_address
    app.extensions["directory"].known_names = queries.list_known_names


def find_address(person_id: UUID) -> str | None:
    """For the kernel's directory: where mail for somebody goes, while they work here."""
    return queries.find_address(person_id, clock.today())
