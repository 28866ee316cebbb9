"""The main menu: each person sees the places that they may open, as the doors themselves say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import structlog
from flask import Flask, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from dcpp.kernel import access
from dcpp.web.look import Link

log = structlog.get_logger()

IN_THE_BAR = 8
"""As many places as stand beside each other on a desktop’s screen; the rest are one step away."""


@dataclass(frozen=True)
class Entry:
    """One place, and the endpoint of its first page. Who sees it follows from what that page asks for.

    about: what is there, in a sentence, for the page that shows all places.
    """

    text: str
    endpoint: str
    about: str = ""


def register(
    app: Flask, main: Sequence[Entry], account: Sequence[Entry] = (), *, everything: Entry | None = None
) -> None:
    """main: under the header, in order of use; account: at the header's right, after the person's name.

    everything: the page that shows all of main; the bar leads there when somebody has more places than it holds.
    """

    def menus() -> dict[str, Any]:
        viewer = _viewer()
        if viewer is None:
            return {"navigation": [], "account": []}
        name = [Link(viewer.name, "")] if account else []
        return {"navigation": _bar(main, viewer, everything), "account": name + links(account, viewer)}

    app.extensions["places"] = main
    app.context_processor(menus)


def _viewer() -> access.Viewer | None:
    """Who is asking; nobody, when even that cannot be found out: the error page must still be shown."""
    try:
        return access.find_viewer()
    except SQLAlchemyError:
        log.warning("menu left out: the database does not answer")
        return None


def links(entries: Sequence[Entry], viewer: access.Viewer) -> list[Link]:
    """The entries that a person may open; the one with the longest address over this page's is the current one."""
    places = [(entry.text, url_for(entry.endpoint)) for entry in entries if _may_open(entry, viewer)]
    over = [href for _, href in places if f"{request.path}/".startswith(f"{href.rstrip('/')}/")]
    here = max(over, key=len, default=None)
    return [Link(text, href, is_current=href == here) for text, href in places]


def _bar(main: Sequence[Entry], viewer: access.Viewer, everything: Entry | None) -> list[Link]:
    """The first places of somebody, and the way to the rest, which is current where one of the rest is."""
    places = links(main, viewer)
    if everything is None or len(places) <= IN_THE_BAR + 1:
        return places
    href = url_for(everything.endpoint)
    is_beyond = any(link.is_current for link in places[IN_THE_BAR:])
    is_here = request.path == href
    shown = [replace(link, is_current=link.is_current and not is_here) for link in places[:IN_THE_BAR]]
    return [*shown, Link(everything.text, href, is_current=is_here or is_beyond)]


def places(entries: Sequence[Entry], viewer: access.Viewer) -> list[tuple[Link, str]]:
    """Every place that a person may open, with what is there."""
    open_ones = [entry for entry in entries if _may_open(entry, viewer)]
    return [(Link(entry.text, url_for(entry.endpoint)), entry.about) for entry in open_ones]


def _may_open(entry: Entry, viewer: access.Viewer) -> bool:
    requirement = access.requirement_of(entry.endpoint)
    return requirement is not None and (not requirement.capabilities or viewer.may(*requirement.capabilities))
