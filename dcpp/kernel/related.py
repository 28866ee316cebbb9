"""Reading across domains by invitation: upstairs says who answers for a kind of record (dcpp.wiring.RELATED)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask, current_app, has_request_context, url_for


@dataclass(frozen=True)
class Related:
    """One line on another domain's page: what it is, and where it is."""

    label: str
    url: str
    state: str = ""


Answer = Callable[[UUID], Sequence[Related]]


def register(app: Flask, related: Mapping[str, Sequence[Answer]]) -> None:
    app.extensions["related"] = related
    app.jinja_env.globals["related_to"] = related_to


def related_to(kind: str, record_id: UUID) -> list[Related]:
    """Everything that other domains know about a record, in the order of the table."""
    answers = current_app.extensions["related"].get(kind, ())
    return [line for answer in answers for line in answer(record_id)]


def path_to(endpoint: str, **values: Any) -> str:
    """The address of a page for a line, also in a job or a command, where no request is at hand."""
    if has_request_context():
        return url_for(endpoint, **values)
    path: str = current_app.url_map.bind("").build(endpoint, values)
    return path
