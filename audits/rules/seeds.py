r"""Where the seed comes from: two people who commit and then reveal, or a public value named in advance.

Each hash is SHA-256 over lines of UTF-8 text, every line ended by one line feed. No part may hold a line break, so
the lines can be read in one way only, and anyone can repeat them by hand with `printf '%s\n' … | sha256sum`.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from audits.rules.frames import UNWRITABLE
from dcpp.kernel.refusal import Refusal

SHORTEST_VALUE, LONGEST_VALUE = 6, 200
COMMITMENT = re.compile("[0-9a-f]{64}")


class CannotCommitValue(Refusal):
    """The commitment cannot be taken."""


class CannotRevealValue(Refusal):
    """What was revealed is not what was committed to, or not yet wanted."""


class CannotNamePublicValue(Refusal):
    """The public value cannot be named, entered or confirmed as asked."""


class Reveal(NamedTuple):
    """What one person committed to, opened. `person` is their id in lower case with hyphens."""

    person: str
    value: str
    salt: str


class Reading(NamedTuple):
    """A public value as one of two people read it, and where."""

    person: str
    value: str
    source: str


def hash_lines(*lines: str) -> str:
    """SHA-256 of the lines, each ended by a line feed, as 64 hexadecimal digits."""
    return hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()


def commitment(draw_id: UUID, person_id: UUID, value: str, salt: str) -> str:
    """Binds a person to a value without showing it; the draw's id keeps it from being used twice."""
    return hash_lines("dcpp-commitment-1", str(draw_id), str(person_id), value, salt)


def is_opened_by(promised: str, draw_id: UUID, person_id: UUID, value: str, salt: str) -> bool:
    return hmac.compare_digest(promised, commitment(draw_id, person_id, value, salt))


def seed_from_reveals(draw_id: UUID, reveals: Iterable[Reveal]) -> str:
    """The seed of two people, whichever order they revealed in."""
    lines = [part for reveal in sorted(reveals) for part in reveal]
    return hash_lines("dcpp-seed-two-people-1", str(draw_id), *lines)


def seed_from_public_value(draw_id: UUID, value: str) -> str:
    """The seed of a public value; what it is and where it is published are in the frame hash already."""
    return hash_lines("dcpp-seed-public-value-1", str(draw_id), value)


def checked_value(value: str) -> str:
    """A value a person chose, without the blanks around it."""
    value = value.strip()
    if not SHORTEST_VALUE <= len(value) <= LONGEST_VALUE:
        raise CannotCommitValue(f"Enter a value of {SHORTEST_VALUE} to {LONGEST_VALUE} characters")
    if UNWRITABLE.search(value):
        raise CannotCommitValue("Enter a value on one line, without tabs")
    return value


def checked_commitment(promised: str) -> str:
    promised = promised.strip().lower()
    if not COMMITMENT.fullmatch(promised):
        raise CannotCommitValue("Enter the commitment as 64 characters, 0 to 9 and a to f")
    return promised


def checked_public_value(value: str) -> str:
    """A published value as typed, blanks inside made single, so that two people's typing can agree."""
    value = " ".join(value.split())
    if not value or len(value) > LONGEST_VALUE or UNWRITABLE.search(value):
        raise CannotNamePublicValue(f"Enter the value as it was published, up to {LONGEST_VALUE} characters")
    return value


def check_known_after(known_on: date, frozen_on: date) -> None:
    """A public value must still be unknown on the day the frame is frozen."""
    if known_on <= frozen_on:
        raise CannotNamePublicValue(
            f"The public value must become known after {frozen_on.day} {frozen_on:%B %Y}, when the list is frozen."
        )
