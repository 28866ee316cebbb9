"""What every template may use, and the council's stylesheet."""

from dataclasses import dataclass

from flask import Blueprint, Flask, Response, current_app

from dcpp.kernel import access
from dcpp.web import filters, forms, naming, statements, theme

blueprint = Blueprint("look", __name__)


@dataclass(frozen=True)
class Council:
    """Whose service this is. colour: "#rrggbb", dark enough for white text; contact: an e-mail address."""

    name: str
    colour: str
    contact: str = ""


@dataclass(frozen=True)
class Link:
    """One entry of the navigation, of the account menu or of the footer."""

    text: str
    href: str
    is_current: bool = False


FOOTER = (Link("Accessibility statement", "/accessibility"), Link("Privacy", "/privacy"))


@blueprint.get("/theme.css")
@access.anyone
def theme_css() -> Response:
    council: Council = current_app.extensions["council"]
    answer = Response(theme.stylesheet(council.colour), mimetype="text/css")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


def register(app: Flask, council: Council) -> None:
    """Give the app its look. Raises ValueError, with a sentence, when the council's colour cannot carry white text."""
    theme.check_colour(council.colour)
    app.extensions["council"] = council
    app.register_blueprint(blueprint)
    app.register_blueprint(statements.blueprint)
    app.jinja_env.filters.update(filters.FILTERS)
    app.jinja_env.globals.update(council=council, errors_of=forms.errors_of, footer_links=FOOTER)
    app.jinja_env.globals.update(names_in=naming.sentences_in)
