"""How many audits somebody takes in a month, and groups of auditors."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from audits import events, queries
from audits.models import AuditorCapacity, AuditorGroup
from audits.rules.allocation import CannotSetCapacity
from audits.rules.frames import writable
from audits.rules.programmes import CannotKeepGroup
from dcpp.kernel import clock, ids
from dcpp.kernel.db import db, insert_if_absent
from dcpp.kernel.events import announce
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.rules import Role


def set_capacity(auditor: Person, per_month: int | None, *, by: UUID) -> None:
    """The most audits a month for somebody, from now on; None takes the limit away. What they have stays theirs."""
    if Role.AUDITOR not in auditor.role_names:
        raise CannotSetCapacity(f"{auditor.name} is not an auditor")
    if per_month is None:
        if found := queries.find_capacity(auditor.id):
            db.session.delete(found)
    else:
        now = clock.now()
        insert_if_absent(
            AuditorCapacity,
            id=ids.new_id(),
            person_id=auditor.id,
            per_month=per_month,
            set_at=now,
            set_by_id=by,
            version=1,
        )
        found = queries.find_capacity(auditor.id)
        if found:
            found.per_month, found.set_at, found.set_by_id = per_month, now, by
    db.session.flush()
    announce(events.CapacitySet(happened_at=clock.now(), person_id=auditor.id, per_month=per_month))


def keep_group(
    group: AuditorGroup | None, name: str, member_ids: Collection[UUID], *, seen_version: int = 0
) -> AuditorGroup:
    """Make a group of auditors, or change one that nobody else changed since it was seen."""
    name = writable(name) if name.strip() else ""
    if not name:
        raise CannotKeepGroup("Enter a name for the group")
    namesake = db.session.scalar(select(AuditorGroup.id).where(AuditorGroup.name == name))
    if namesake and (group is None or namesake != group.id):
        raise CannotKeepGroup(f"There is a group called {name} already. Choose another name.")
    there = {person.id: person for person in people.list_people_with_role(Role.AUDITOR, clock.today())}
    if not member_ids or set(member_ids) - there.keys():
        raise CannotKeepGroup("Select at least one auditor, and only those on the page")
    if group is None:
        group = AuditorGroup(name=name)
        db.session.add(group)
    else:
        db.session.refresh(group, with_for_update=True)
        if group.version != seen_version:
            raise CannotKeepGroup(
                "Somebody else changed this group while you had it open. Check what it holds now and save again."
            )
        group.name = name
    group.members = [there[one] for one in dict.fromkeys(member_ids)]
    db.session.flush()
    announce(events.AuditorGroupKept(happened_at=clock.now(), group_id=group.id, members=len(group.members)))
    return group
