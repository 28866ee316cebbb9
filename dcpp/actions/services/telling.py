"""Mail about actions: at once where something is asked of somebody now, else one digest a week."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import update

from dcpp.actions import events, queries
from dcpp.actions.models import Action, ActionSettings, DigestRefusal
from dcpp.kernel import clock, outbox
from dcpp.kernel.db import affected, db
from dcpp.kernel.events import announce


def tell_new_owners() -> int:
    """One mail for each owner about what was raised for them, or given to them, since the last; gives how many mails.

    What somebody raised for themselves they know. Told is told: the mark is set in the same transaction.
    """
    told = 0
    for owner_id, actions in queries.untold_by_owner().items():
        news = [action for action in actions if action.raised_by_id != owner_id]
        if news:
            told += outbox.write("actions/for_you", to=owner_id, actions=news)
        ids = [action.id for action in actions]
        affected(update(Action).where(Action.id.in_(ids)).values(owner_told_at=clock.now(), version=Action.version))
    return told


def write_digests() -> int:
    """The week’s mail for everybody who has something in it, once a week; gives how many were written.

    On the first working day of the week, or the next one on which the platform runs.
    """
    today = clock.today()
    monday = today - timedelta(days=today.weekday())
    settings = queries.get_settings_to_change()
    if not clock.is_working_day(today) or settings.digest_week == monday:
        return 0
    written = 0
    for person_id, digest in queries.digests_of(today).items():
        written += outbox.write(
            "actions/digest", to=person_id, dedupe=f"actions-digest-{monday}-{person_id}", digest=digest, today=today
        )
    affected(update(ActionSettings).values(digest_week=monday, version=ActionSettings.version))
    return written


def choose_digest(person_id: UUID, *, wanted: bool) -> None:
    """Stop somebody’s weekly mail, or send it again; mail that asks something of them always comes."""
    refusal = db.session.get(DigestRefusal, person_id)
    if wanted == (refusal is None):
        return
    if refusal is None:
        db.session.add(DigestRefusal(person_id=person_id))
    else:
        db.session.delete(refusal)
    db.session.flush()
    announce(events.DigestChosen(happened_at=clock.now(), person_id=person_id, wanted=wanted))
