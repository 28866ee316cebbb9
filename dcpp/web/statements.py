"""What every public body's service must say of itself: how accessible it is, and what it keeps of people."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from dcpp.kernel import access

blueprint = Blueprint("statements", __name__)


@blueprint.get("/accessibility")
@access.anyone
def view_accessibility() -> ResponseReturnValue:
    return render_template("statements/view_accessibility.html")


@blueprint.get("/privacy")
@access.anyone
def view_privacy() -> ResponseReturnValue:
    return render_template("statements/view_privacy.html")
