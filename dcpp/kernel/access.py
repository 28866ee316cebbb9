"""Who may do what. Declared beside each view, enforced here before any view runs, refused when absent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, abort, current_app, g, has_request_context, redirect, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel.db import let_go

LOOKS = frozenset({"GET", "HEAD", "OPTIONS"})

View = TypeVar("View", bound=Callable[..., Any])


class Scope(IntEnum):
    """How far a capability reaches; a wider scope holds the narrower ones."""

    OWN = 1
    TEAM = 2
    SERVICE = 3
    COUNCIL = 4


class About(Enum):
    """What a capability is about, and so what is left of it in a role that is limited to a service or a team."""

    RECORDS = "within reach"
    """Records of people, teams and services: its views ask for those within the viewer's reach."""
    COUNCIL = "whole council"
    """What belongs to the council as a whole: who does not hold it for the whole council does not hold it."""
    WORDS = "same for everybody"
    """What is about no person, team or service, such as a list of themes: the same in every scope."""


@dataclass(frozen=True)
class Capability:
    """Something that can be permitted: value `domain.verb_nouns`, and a label that a service manager can read."""

    value: str
    label: str
    about: About = About.RECORDS

    def is_held_in(self, scope: Scope | None) -> bool:
        """Whether somebody to whom it is given in a scope holds it."""
        return scope is not None and (scope is Scope.COUNCIL or self.about is not About.COUNCIL)


@dataclass(frozen=True)
class Viewer:
    """Who is asking, and how far each capability of theirs reaches.

    `report_ids` are the people they manage, directly or through others; `team_ids` the teams they belong to or manage;
    `door` is what the door asked for, at which they stand.
    """

    person_id: UUID
    name: str
    grants: Mapping[Capability, Scope] = field(default_factory=dict)
    role_names: frozenset[str] = frozenset()
    team_ids: frozenset[UUID] = frozenset()
    service_ids: frozenset[UUID] = frozenset()
    report_ids: frozenset[UUID] = frozenset()
    door: tuple[Capability, ...] = ()

    def may(self, *capabilities: Capability) -> bool:
        """Whether at least one of the capabilities is held, in a scope that makes sense for it."""
        return any(capability.is_held_in(self.grants.get(capability)) for capability in capabilities)

    def scope_of(self, *capabilities: Capability) -> Scope | None:
        """The widest scope in which one of the capabilities is held."""
        return max((self.grants[c] for c in capabilities if self.may(c)), default=None)

    def scope_here(self, *capabilities: Capability) -> Scope | None:
        """As scope_of, but no wider than the door's own capability: seeing far does not let anybody change far."""
        seen = self.scope_of(*capabilities)
        behind = self.scope_of(*self.door) if self.door else seen
        return None if seen is None or behind is None else min(seen, behind)


@dataclass(frozen=True)
class Requirement:
    """What a door asks for: nothing, to be signed in, or one of some capabilities."""

    kind: str
    capabilities: tuple[Capability, ...] = ()


ANYONE = Requirement("anyone")
SIGNED_IN = Requirement("signed in")


def may(*capabilities: Capability) -> Callable[[View], View]:
    """Declare that a view is for those who hold one of the capabilities."""

    def declare_on(view: View) -> View:
        view.access = Requirement("capability", capabilities)  # type: ignore[attr-defined]
        return view

    return declare_on


def anyone(view: View) -> View:
    """Declare that a view is for everybody, signed in or not."""
    view.access = ANYONE  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Declare that a view is for everybody who is signed in."""
    view.access = SIGNED_IN  # type: ignore[attr-defined]
    return view


class Doors:
    """What the application knows about its doors: requirements of views that libraries bring, and who is asking."""

    def __init__(self) -> None:
        self.declared: dict[str, Requirement] = {}
        self.load_viewer: Callable[[], Viewer | None] = lambda: None
        self.sign_in_endpoint = "security.login"

    def declare(self, requirement: Requirement, *endpoints: str) -> None:
        """Say who may use endpoints whose views are not ours to decorate."""
        self.declared |= dict.fromkeys(endpoints, requirement)


def register(app: Flask) -> None:
    app.extensions["doors"] = doors = Doors()
    doors.declare(ANYONE, "static")
    app.before_request(enforce)
    app.jinja_env.globals.update(viewer=find_viewer, may_open=may_open)


def doors() -> Doors:
    found: Doors = current_app.extensions["doors"]
    return found


def requirement_of(endpoint: str) -> Requirement | None:
    """What a door asks for, or None when nobody said."""
    declared = doors().declared.get(endpoint)
    return declared or getattr(current_app.view_functions.get(endpoint), "access", None)


def find_viewer() -> Viewer | None:
    """Who is asking, if anybody is signed in; nobody while mails and reports are written outside a request."""
    if not has_request_context():
        return None
    if "viewer" not in g:
        loaded, requirement = doors().load_viewer(), requirement_of(request.endpoint or "")
        g.viewer = replace(loaded, door=requirement.capabilities) if loaded and requirement else loaded
    found: Viewer | None = g.viewer
    return found


def viewer() -> Viewer:
    """Who is asking; only behind doors that ask for a sign-in."""
    found = find_viewer()
    if found is None:
        abort(403)
    return found


def may_open(endpoint: str) -> bool:
    """Whether the one who asks may open a door: for links that should not be shown to others."""
    requirement, found = requirement_of(endpoint), find_viewer()
    if requirement is None or found is None:
        return requirement is ANYONE
    return not requirement.capabilities or found.may(*requirement.capabilities)


def enforce() -> ResponseReturnValue | None:
    """Before every request: what is not declared is refused."""
    if request.endpoint is None:
        return None
    requirement = requirement_of(request.endpoint)
    if requirement is ANYONE:
        return None
    if requirement is None:
        abort(403)
    found = find_viewer()
    if found is None:
        return _to_sign_in()
    if requirement.capabilities and not found.may(*requirement.capabilities):
        abort(403)
    if request.method not in LOOKS:
        let_go()  # its body may come slowly: meanwhile it holds nothing of the database
    return None


def _to_sign_in() -> ResponseReturnValue:
    """To sign in, and then back: to what was asked for, or to the page whose form was sent too late."""
    back = request.full_path.rstrip("?") if request.method == "GET" else _page_sent_from()
    return redirect(url_for(doors().sign_in_endpoint, next=back))


def _page_sent_from() -> str | None:
    came_from = urlsplit(request.referrer or "")
    return came_from.path if came_from.netloc == request.host else None
