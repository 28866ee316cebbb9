"""Who is accredited to audit without every audit being moderated, and how large the random share is."""

from uuid import UUID

from audits import events, queries
from audits.models import Accreditation, ModerationShare
from audits.rules.moderation import CannotAccreditAuditor
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.people.models import Person
from dcpp.people.rules import Role


def accredit_auditor(person: Person, *, is_given: bool, reason: str, by: UUID) -> None:
    """Give the accreditation, or take it away; the day, the reason and how many were moderated by then are kept."""
    if by == person.id:
        raise CannotAccreditAuditor("Somebody else accredits you")
    if is_given and Role.AUDITOR not in person.role_names:
        raise CannotAccreditAuditor(f"{person.name} is not an auditor")
    if queries.is_accredited(person.id) == is_given:
        raise CannotAccreditAuditor(f"{person.name} is {'accredited already' if is_given else 'not accredited'}")
    moderated = queries.count_moderated_by_auditor().get(person.id, 0)
    db.session.add(
        Accreditation(
            person_id=person.id,
            is_given=is_given,
            given_at=clock.now(),
            given_on=clock.today(),
            given_by_id=by,
            reason=reason,
            moderated=moderated,
        )
    )
    db.session.flush()
    announce(
        events.AccreditationSet(happened_at=clock.now(), person_id=person.id, is_given=is_given, moderated=moderated)
    )


def set_share(programme_id: UUID | None, share: int | None) -> None:
    """The share moderated at random, in percent: the council's, or a programme's own; None lets the council's hold."""
    found = queries.find_share(programme_id)
    if (found.share if found else None) == share or (share is None and programme_id is None):
        return
    if found and share is None:
        db.session.delete(found)
    elif found and share is not None:
        found.share = share
    elif share is not None:
        db.session.add(ModerationShare(programme_id=programme_id, share=share))
    db.session.flush()
    announce(events.ModerationShareSet(happened_at=clock.now(), programme_id=programme_id, share=share))
