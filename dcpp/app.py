"""The composition root: every piece is put together here, and nothing else happens here."""

from flask import Flask

from audits import views as audits
from dcpp import config, roles, wiring
from dcpp.actions import views as actions
from dcpp.caseload import views as caseload
from dcpp.home import views as home
from dcpp.inspection import views as inspection
from dcpp.kernel import db, directory, events, hiding, jobs, logs, queue, related, uploads, work
from dcpp.operations import views as operations
from dcpp.people import views as people
from dcpp.practice import views as practice
from dcpp.themes import views as themes
from dcpp.web import front_door, look, navigation, templating
from training import views as training

BLUEPRINTS = (
    actions.blueprint,
    audits.blueprint,
    caseload.blueprint,
    home.blueprint,
    inspection.blueprint,
    operations.blueprint,
    practice.blueprint,
    themes.blueprint,
    training.blueprint,
)


def create_app(settings: config.Settings | None = None) -> Flask:
    """The application, bound to its settings (those of the environment, unless others are given)."""
    settings = settings or config.from_environment()
    app = Flask("dcpp", template_folder=None)
    app.extensions["settings"] = settings
    app.config.from_mapping(flask_settings(settings))

    logs.configure()
    templating.register(app)
    front_door.register(app, settings)
    look.register(app, look.Council(settings.council_name, settings.council_colour, contact=settings.mail_from))
    db.register(app)
    directory.register(app)
    events.register(app, wiring.REACTIONS)
    related.register(app, wiring.RELATED)
    hiding.register(app, wiring.HIDDEN)
    queue.register(app, settings.database_url, settings.data)
    jobs.register(app, wiring.JOBS)
    work.register(app, wiring.WORK)
    uploads.register(app, wiring.UPLOADS)
    people.register(app, roles.ROLES)
    navigation.register(app, wiring.NAVIGATION, wiring.ACCOUNT, everything=wiring.EVERYTHING)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def flask_settings(settings: config.Settings) -> dict[str, object]:
    """Our settings in the words that Flask and its extensions read."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings),
        "MAX_CONTENT_LENGTH": settings.upload_limit_mb * 1024 * 1024,
        "SESSION_COOKIE_SECURE": settings.behind_tls,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
    }


def engine_options(settings: config.Settings) -> dict[str, object]:
    """Errors never quote values. A server that is away is noticed within seconds, and a dead connection replaced."""
    if settings.is_sqlite:
        return {"hide_parameters": True}
    return {"hide_parameters": True, "pool_pre_ping": True, "connect_args": {"connect_timeout": 5}}
