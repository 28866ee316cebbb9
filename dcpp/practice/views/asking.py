"""What an address asks for, and the addresses that ask for more."""

from typing import Any

from flask import request, url_for

from dcpp.kernel.access import Scope, Viewer
from dcpp.practice import access
from dcpp.practice.queries.asking import Asked
from dcpp.practice.rules.counted import Behind

REACHES = {
    Scope.OWN: "audits of your own work and those that you carry out",
    Scope.TEAM: "your own work and that of your teams",
    Scope.SERVICE: "your service",
    Scope.COUNCIL: "the whole council",
}


def asked_by(viewer: Viewer, *, may_leave: bool) -> Asked:
    """What the address asks for; the version for outside is the whole council's, and only for who sees all of it."""
    is_for_outside = may_leave and bool(request.args.get("outside")) and may_show_outside(viewer)
    return Asked(viewer, request.args, is_for_outside=is_for_outside)


def may_show_outside(viewer: Viewer) -> bool:
    return viewer.scope_of(access.VIEW_PRACTICE) is Scope.COUNCIL


def reach_words(viewer: Viewer) -> str:
    """How far the viewer sees, as in "the whole council"."""
    return REACHES[viewer.scope_of(access.VIEW_PRACTICE) or Scope.OWN]


def page_of(endpoint: str, name: str, value: str, *, asked: Asked) -> str:
    """The address of a subject's page with one filter set, and the others as they are."""
    parts: dict[str, Any] = {**asked.kept(), name: value}
    return url_for(endpoint, **parts)


def url_of(behind: Behind | None, *, asked: Asked) -> str | None:
    """The address of the records behind a number, with the filters that the number was counted with."""
    if behind is None or asked.is_for_outside:
        return None
    parts: dict[str, Any] = {**asked.kept(), **behind}
    return url_for("practice.list_records", **parts)
