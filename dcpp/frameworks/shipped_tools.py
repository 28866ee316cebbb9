"""The versions of tools that come with the platform (data/audit_tools.toml), by the day from which they hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from dcpp.frameworks import dated
from dcpp.frameworks.audit_tools import CORE, AuditTool
from dcpp.frameworks.tool_content import tool_from


@dataclass(frozen=True, slots=True)
class ShippedTool:
    """A version that comes with the platform, and the first and last day on which an audit may begin on it."""

    tool: AuditTool
    valid_from: date
    valid_to: date | None


@cache
def shipped_tools() -> tuple[ShippedTool, ...]:
    """Every version that comes with the platform, as the data file has them."""
    return tuple(_shipped(row) for row in dated.load("audit_tools")["tools"])


def audit_tool_on(on: date, code: str = CORE) -> AuditTool:
    """The shipped version on which an audit that begins on a day is done; LookupError when there is none.

    What a council has built or retired is known to the database only: see `audits.queries.tool_in_force`.
    """
    found = (one for one in shipped_tools() if one.tool.code == code)
    return dated.one_in_force(found, on, f"audit tool “{code}”").tool


def _shipped(row: Mapping[str, Any]) -> ShippedTool:
    tool = tool_from(row, code=row["code"], version=row["version"])
    return ShippedTool(tool, row["from"], row.get("to"))
