"""The main menu: each person sees the places that they may open, as the doors themselves say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Flask, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from dcpp.kernel import access
from dcpp.web.look import Link

log = structlog.get_logger()


@dataclass(frozen=True)
class Entry:
    """One place, and the endpoint of its first page. Who sees it follows from what that page asks for."""

    text: str
    endpoint: str


def register(app: Flask, main: Sequence[Entry], account: Sequence[Entry] = ()) -> None:
    """main: under the header, in order of use; account: at the header's right, after the person's name."""

    def menus() -> dict[str, Any]:
        viewer = _viewer()
        if viewer is None:
            return {"navigation": [], "account": []}
        name = [Link(viewer.name, "")] if account else []
        return {"navigation": links(main, viewer), "account": name + links(account, viewer)}

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


def _may_open(entry: Entry, viewer: access.Viewer) -> bool:
    requirement = access.requirement_of(entry.endpoint)
    return requirement is not None and (not requirement.capabilities or viewer.may(*requirement.capabilities))
