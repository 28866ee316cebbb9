"""Logs: one JSON object a line on stderr, with ids but no names, no addresses, nothing that people wrote.

Errors are logged by their kind and by where they were raised. Their messages are left out, because a message may quote
a value ("invalid literal: …"), except those of errors that speak only of our code. See docs/decisions/0011.
"""

import logging
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog
from jinja2 import TemplateError
from sqlalchemy.exc import DBAPIError
from structlog.typing import EventDict, WrappedLogger

ABOUT_OUR_CODE = (AttributeError, ImportError, NameError, NotImplementedError, TemplateError, TypeError)
FRAMES = 30
CAUSES = 5


class _Stderr(logging.StreamHandler[TextIO]):
    """Writes to whatever stderr is at the moment."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:
        return sys.stderr

    @stream.setter
    def stream(self, _value: TextIO) -> None:
        pass


def configure() -> None:
    """Send everything that is logged, by us and by libraries, through one form. Safe to repeat."""
    common: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        describe_error,
    ]
    structlog.configure(
        processors=[*common, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    root = logging.getLogger()
    if not any(isinstance(handler, _Stderr) for handler in root.handlers):
        handler = _Stderr()
        handler.setFormatter(
            structlog.stdlib.ProcessorFormatter(
                foreign_pre_chain=common,
                processors=[
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            )
        )
        root.addHandler(handler)
    for name in ("dcpp", "audits", "coaching", "training", "policies"):
        logging.getLogger(name).setLevel(logging.INFO)


def describe_error(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Put kinds and places of an error, and of what caused it, in the place of its traceback."""
    found = event.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
    causes: list[dict[str, Any]] = []
    while isinstance(error, BaseException) and len(causes) < CAUSES:
        causes.append(_describe(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if causes:
        event["error"] = causes
    return event


def _describe(error: BaseException) -> dict[str, Any]:
    described: dict[str, Any] = {"kind": type(error).__name__, "at": _places(error.__traceback__)}
    if isinstance(error, ABOUT_OUR_CODE):
        described["message"] = str(error)
    if isinstance(error, DBAPIError):
        described |= _what_the_database_said(error)
    return described


def _what_the_database_said(error: DBAPIError) -> dict[str, str]:
    """Codes and names of constraints; never the statement's values."""
    said = {
        "code": getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None),
        "constraint": getattr(getattr(error.orig, "diag", None), "constraint_name", None),
    }
    return {key: value for key, value in said.items() if value}


def _places(traceback: TracebackType | None) -> list[str]:
    """As in dcpp/web/errors.py:40 in page; the innermost FRAMES of them."""
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        places.append(f"{'/'.join(Path(code.co_filename).parts[-3:])}:{traceback.tb_lineno} in {code.co_name}")
        traceback = traceback.tb_next
    return places[-FRAMES:]
