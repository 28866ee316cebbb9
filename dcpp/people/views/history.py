"""What has happened to somebody's record, from the trail, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from dcpp.people import queries

WORDS = {
    "PersonAdded": "Added",
    "PersonChanged": "Record changed",
    "PersonMovedTeam": "Moved to another team",
    "LeavingDaySet": "Last day of work set",
    "RoleGiven": "Role given",
    "RoleTakenAway": "Role taken away",
    "PasswordSet": "New password set",
    "SecondFactorChanged": "Second factor changed",
    "SignInThrottled": "Too many wrong tries to sign in",
    "SignInEnded": "Signed out",
    "SignedIn": "Signed in",
}


@dataclass(frozen=True)
class Happened:
    at: datetime
    who: str | None
    what: str
    href: str | None = None


def history_of(entries: Sequence[Any]) -> list[Happened]:
    """entries: trail entries, newest first. A person who is not kept any more is told as the platform."""
    doers: set[UUID] = {entry.who_id for entry in entries if entry.who_id}
    names = queries.names_of(doers)
    return [
        Happened(entry.happened_at, names.get(entry.who_id), WORDS[entry.event])
        for entry in entries
        if entry.event in WORDS
    ]
