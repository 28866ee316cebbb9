"""Giving people roles and taking them away."""

from uuid import UUID

from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.people import events, rules
from dcpp.people.models import Person, PersonRole


def give_role(person: Person, role: rules.Role, limited_to: Scope | None = None) -> None:
    """Give a role, or change how far it reaches; nothing happens when it is so already."""
    if role is rules.Role.LINE_MANAGER:
        raise rules.CannotGiveRole("Nobody is given the role of line manager: it follows from who manages whom")
    held = next((one for one in person.roles if one.role is role), None)
    if held and held.limited_to == limited_to:
        return
    if held:
        held.limited_to = limited_to
    else:
        person.roles.append(PersonRole(role=role, limited_to=limited_to, given_at=clock.now()))
    db.session.flush()
    announce(events.RoleGiven(happened_at=clock.now(), person_id=person.id, role=role.value, limited_to=limited_to))


def take_role_away(person: Person, role: rules.Role, by: UUID | None = None) -> None:
    """Take a role away. Nobody takes the administrator's role from themselves: somebody must be able to give it."""
    if role is rules.Role.ADMINISTRATOR and person.id == by:
        raise rules.CannotGiveRole("Ask another administrator to take this role from you")
    held = next((one for one in person.roles if one.role is role), None)
    if held is None:
        return
    person.roles.remove(held)
    db.session.flush()
    announce(events.RoleTakenAway(happened_at=clock.now(), person_id=person.id, role=role.value))
