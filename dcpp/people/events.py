"""What can have happened to people, their roles and their sign-in. No names, no addresses: ids, codes and dates."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonAdded(Event):
    about: ClassVar[str] = "person_id"

    person_id: UUID
    team_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class PersonChanged(Event):
    about: ClassVar[str] = "person_id"

    person_id: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PersonMovedTeam(Event):
    about: ClassVar[str] = "person_id"

    person_id: UUID
    from_team_id: UUID | None
    to_team_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class LeavingDaySet(Event):
    about: ClassVar[str] = "person_id"

    person_id: UUID
    leaves_on: date | None


@dataclass(frozen=True, kw_only=True)
class RoleGiven(Event):
    about: ClassVar[str] = "person_id"

    person_id: UUID
    role: str
    limited_to: int | None


@dataclass(frozen=True, kw_only=True)
class RoleTakenAway(Event):
    about: ClassVar[str] = "person_id"

    person_id: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class TeamAdded(Event):
    about: ClassVar[str] = "team_id"

    team_id: UUID
    service_id: UUID


@dataclass(frozen=True, kw_only=True)
class TeamChanged(Event):
    about: ClassVar[str] = "team_id"

    team_id: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ServiceAdded(Event):
    about: ClassVar[str] = "service_id"

    service_id: UUID


@dataclass(frozen=True, kw_only=True)
class ServiceRenamed(Event):
    about: ClassVar[str] = "service_id"

    service_id: UUID


@dataclass(frozen=True, kw_only=True)
class PeopleImported(Event):
    about: ClassVar[str] = "people_import_id"

    people_import_id: UUID
    added: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class PeopleImportUndone(Event):
    about: ClassVar[str] = "people_import_id"

    people_import_id: UUID


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    about: ClassVar[str] = "person_id"

    person_id: UUID
    sign_in_id: UUID
    by_single_sign_on: bool


@dataclass(frozen=True, kw_only=True)
class SignInEnded(Event):
    """A sign-in ended by signing out, by its owner from another device, or by an administrator."""

    about: ClassVar[str] = "person_id"

    person_id: UUID
    sign_in_ids: tuple[UUID, ...]
    how: str


@dataclass(frozen=True, kw_only=True)
class SignInThrottled(Event):
    """Too many wrong guesses about one person’s sign-in, or from one address."""

    about: ClassVar[str] = "person_id"

    person_id: UUID
    guesses: int


@dataclass(frozen=True, kw_only=True)
class PasswordSet(Event):
    about: ClassVar[str] = "person_id"

    person_id: UUID
    by: str


@dataclass(frozen=True, kw_only=True)
class CouncilAccountBound(Event):
    """From now on only one account of the council’s own sign-in may sign in as this person."""

    about: ClassVar[str] = "person_id"

    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class CouncilAccountUnbound(Event):
    about: ClassVar[str] = "person_id"

    person_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class SecondFactorChanged(Event):
    about: ClassVar[str] = "person_id"

    person_id: UUID
    now: str
