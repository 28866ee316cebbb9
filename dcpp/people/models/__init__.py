"""Tables about people, their places and how they sign in."""

from dcpp.people.models.accounts import Account, SignIn, WrongGuess
from dcpp.people.models.imports import PeopleImport
from dcpp.people.models.people import Person, PersonRole, Service, Team

__all__ = ["Account", "PeopleImport", "Person", "PersonRole", "Service", "SignIn", "Team", "WrongGuess"]
