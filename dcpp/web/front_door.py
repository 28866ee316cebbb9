"""What every request passes on its way in and out. The order of the doors is the order of the lines in `register`."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from dcpp.config import Settings
from dcpp.kernel import access, viewing
from dcpp.web import errors, headers, health, request_line

csrf = CSRFProtect()


def register(app: Flask, settings: Settings) -> None:
    """A reference first, so that whatever refuses the request can name it; then who may, and who looked; then CSRF."""
    if settings.public_url:
        trust_proxy(app)
    request_line.register(app)
    access.register(app)
    viewing.register(app)
    csrf.init_app(app)
    headers.register(app)
    errors.register(app)
    app.register_blueprint(health.blueprint)


def trust_proxy(app: Flask) -> None:
    """Believe the one proxy that PUBLIC_URL tells of, about who asks, by which host and over what."""
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
