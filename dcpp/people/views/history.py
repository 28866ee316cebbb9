"""What has happened to somebody's record, from the trail, in words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dcpp.kernel import trail
from dcpp.people import queries

WORDS = {
    "PersonAdded": "Added",
    "PersonChanged": "Record changed",
    "PersonMovedTeam": "Moved to another team",
    "LeavingDaySet": "Last day of work set",
    "RoleGiven": "Role given",
    "RoleTakenAway": "Role taken away",
}
ABOUT_SIGNING_IN = {
    "CouncilAccountBound": "Bound to a council account",
    "CouncilAccountUnbound": "Unbound from a council account",
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


def history_of(person_id: UUID, *, with_sign_ins: bool) -> list[Happened]:
    """The newest thirty, newest first. When somebody signs in is not for their manager to watch."""
    words = WORDS | (ABOUT_SIGNING_IN if with_sign_ins else {})
    entries = trail.entries_of("person", person_id, words, most=30)
    doers: set[UUID] = {entry.who_id for entry in entries if entry.who_id}
    names = queries.names_of(doers)
    return [
        Happened(entry.happened_at, names.get(entry.who_id) if entry.who_id else None, words[entry.event])
        for entry in entries
    ]
