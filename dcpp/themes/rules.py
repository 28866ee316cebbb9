"""What a theme's code may be, and what is refused."""

import re

from dcpp.kernel.refusal import Refusal

LONGEST_CODE = 40


class CannotAddTheme(Refusal):
    pass


class CannotRenameTheme(Refusal):
    pass


class CannotRetireTheme(Refusal):
    pass


class CannotRestoreTheme(Refusal):
    pass


def code_from(name: str) -> str:
    """The code that a new theme is known by, made once from its name and never changed: "voice-of-the-child"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_CODE].strip("-")
