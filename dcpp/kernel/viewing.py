"""Who looked at which confidential record: declared beside each view, kept here once its page is made.

@blueprint.get("/<uuid:audit_id>")
@may(access.VIEW_AUDITS)
@shows("audit")
def view_audit(audit_id): ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

from dcpp.kernel import trail

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Shown:
    """The kind of record that a view shows, and the part of its address that holds the record's id."""

    kind: str
    by: str


@dataclass(frozen=True)
class NotShown:
    """Why a view with an id in its address leaves no row."""

    why: str


def shows(kind: str, *, by: str = "") -> Callable[[View], View]:
    """Declare that a view shows a confidential record; `by` where the address does not say `<kind>_id`."""
    return _declare(Shown(kind, by or f"{kind}_id"))


def shows_no_record(why: str) -> Callable[[View], View]:
    """Declare that a view shows nothing confidential, or leaves its row by itself; `why` is for whoever reviews it."""
    return _declare(NotShown(why))


def _declare(declared: Shown | NotShown) -> Callable[[View], View]:
    def declare_on(view: View) -> View:
        view.shown = declared  # type: ignore[attr-defined]
        return view

    return declare_on


def shown_by(app: Flask, endpoint: str | None) -> Shown | NotShown | None:
    """What a view declared, or None when it said nothing."""
    return getattr(app.view_functions.get(endpoint or ""), "shown", None)


def register(app: Flask) -> None:
    app.after_request(keep_look)


def keep_look(response: Response) -> Response:
    """Before a page leaves: a row for who looked at what, once for a while (docs/decisions/0066).

    A redirect or a refusal shows nothing. When the row cannot be kept, the page is not given.
    """
    shown = shown_by(current_app, request.endpoint)
    if isinstance(shown, Shown) and response.status_code < 300:
        trail.viewed(shown.kind, (request.view_args or {})[shown.by])
    return response
