"""Decisions about people: roles, and what a work address, a registration number and a working week look like."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from email_validator import EmailNotValidError, validate_email

from dcpp.kernel.refusal import Refusal


class Role(StrEnum):
    """What a person does here. What each role may do is one table: dcpp/roles.py."""

    PRACTITIONER = "practitioner"
    AUDITOR = "auditor"
    MODERATOR = "moderator"
    COACH = "coach"
    TRAINER = "trainer"
    POLICY_OWNER = "policy_owner"
    MEETING_COORDINATOR = "meeting_coordinator"
    TRAINING_COORDINATOR = "training_coordinator"
    PRACTICE_LEAD = "practice_lead"
    SENIOR_MANAGER = "senior_manager"
    ADMINISTRATOR = "administrator"
    PARTNER = "partner"
    LINE_MANAGER = "line_manager"
    """Derived from who manages whom; never given and never stored."""

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").replace("coordinator", "co-ordinator").capitalize()


GIVEN_ROLES = tuple(role for role in Role if role is not Role.LINE_MANAGER)
SECOND_FACTOR_ROLES = frozenset({Role.ADMINISTRATOR, Role.PARTNER})


class Sector(StrEnum):
    """What kind of agency a partner comes from: it decides which training they may book."""

    HEALTH = "health"
    EDUCATION = "education"
    EARLY_YEARS = "early_years"
    POLICE = "police"
    PROBATION = "probation"
    HOUSING = "housing"
    VOLUNTARY = "voluntary"
    PRIVATE = "private"
    OTHER = "other"

    @property
    def label(self) -> str:
        return SECTOR_LABELS[self]


SECTOR_LABELS = {
    Sector.HEALTH: "Health",
    Sector.EDUCATION: "Schools and colleges",
    Sector.EARLY_YEARS: "Early years and childcare",
    Sector.POLICE: "Police",
    Sector.PROBATION: "Probation and youth justice",
    Sector.HOUSING: "Housing",
    Sector.VOLUNTARY: "Voluntary and community",
    Sector.PRIVATE: "Private and independent",
    Sector.OTHER: "Another sector",
}


class TeamKind(StrEnum):
    TEAM = "team"
    FAMILY_CENTRE = "family_centre"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


class CannotKeepPerson(Refusal):
    """Something said of a person cannot be so."""


class CannotKeepPlace(Refusal):
    """Something said of a team or a service cannot be so."""


class CannotGiveRole(Refusal):
    pass


class CannotSetLineManager(Refusal):
    pass


class CannotSignIn(Refusal):
    pass


GUESSES = 10
"""About one account, in a quarter of an hour."""
GUESSES_FROM_ADDRESS = 50
"""A whole council may sit behind one address: one forgetful person must not shut out its newcomers."""
WRONG = "Enter the e-mail address and password that you use here. One of the two is not right"
THROTTLED = (
    "There have been too many wrong tries. Wait 15 minutes and try again, or choose a new password: "
    "select “I have forgotten my password”"
)


def normal_email(text: str) -> str:
    """The address as it is kept and compared: in small letters. Raises CannotKeepPerson when it is no address."""
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False, test_environment=True)
    except EmailNotValidError as error:
        raise CannotKeepPerson("Enter a work e-mail address in the right format, like name@council.example") from error
    return (found.ascii_email or found.normalized).lower()


def normal_registration(text: str) -> str | None:
    """A Social Work England number, "SW" and digits, as text; None when there is none."""
    bare = re.sub(r"[\s-]", "", text).upper()
    if not bare:
        return None
    if not re.fullmatch(r"SW[0-9]{1,10}", bare):
        raise CannotKeepPerson("Enter a Social Work England number as SW and digits, like SW12345")
    return bare


def has_left(leaves_on: date | None, today: date) -> bool:
    """The leaving day is the last day of work: from the day after, sign-in is closed."""
    return leaves_on is not None and leaves_on < today


def would_circle(person_id: UUID, manager_id: UUID | None, managers: Mapping[UUID, UUID | None]) -> bool:
    """Whether a person would come to manage themselves. `managers` gives each person's line manager."""
    seen: set[UUID] = set()
    while manager_id is not None and manager_id not in seen:
        if manager_id == person_id:
            return True
        seen.add(manager_id)
        manager_id = managers.get(manager_id)
    return False
