"""What to have ready on the day the telephone rings."""

from dataclasses import dataclass
from functools import cache

from dcpp.frameworks import dated


@dataclass(frozen=True, slots=True)
class PackItem:
    """One thing to hand over; `from_module` says which parts of the platform it comes from."""

    code: str
    title: str
    window: str
    from_module: str
    verified: bool
    content: str = ""
    note: str = ""


@cache
def pack_items() -> tuple[PackItem, ...]:
    """The nineteen items, in order."""
    return tuple(PackItem(**row) for row in dated.load("pack")["items"])
