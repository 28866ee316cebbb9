"""Which submitted audits are moderated: by lot, by grade, and until their auditor is accredited."""

import secrets
from datetime import date

from audits import events, queries
from audits.models import Audit, Moderation, ModerationChoice, ModerationValue
from audits.rules import moderation as rules
from audits.services.moderators import allocate_moderations
from dcpp.kernel import clock
from dcpp.kernel.db import db, insert_if_absent
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id


def keep_values_ready() -> None:
    """The values of this month and of the next are there before an audit is submitted in them."""
    month = clock.month_of(clock.today())
    for each in (month, clock.add_months(month, 1)):
        value_for(each)


def value_for(month: date) -> ModerationValue:
    """A month's value, made by chance at first need; its SHA-256 goes to the trail at once."""
    if found := queries.find_moderation_value(month):
        return found
    value = secrets.token_hex(32)
    if insert_if_absent(ModerationValue, id=new_id(), month=month, value=value, made_at=clock.now()):
        kept = queries.get_moderation_value(month)
        announce(
            events.ModerationValueMade(
                happened_at=clock.now(), value_id=kept.id, month=month, commitment=rules.commitment_of(value)
            )
        )
    return queries.get_moderation_value(month)


def choose_for_moderation(audit: Audit) -> None:
    """Decide whether an audit that was just submitted is moderated, keep why, and ask a moderator."""
    month = clock.month_of(clock.today())
    share = queries.share_for(audit)
    because = rules.reasons(
        lot=rules.lot_of(value_for(month).value, audit.id),
        share=share,
        overall=audit.grade or "",
        is_accredited=audit.auditor_id is not None and queries.is_accredited(audit.auditor_id),
    )
    codes = [one.value for one in because]
    db.session.add(ModerationChoice(audit_id=audit.id, month=month, share=share, because=codes, chosen_at=clock.now()))
    db.session.flush()
    announce(
        events.ModerationChosen(
            happened_at=clock.now(), audit_id=audit.id, month=month, share=share, is_moderated=bool(because)
        )
    )
    if because:
        moderation = Moderation(audit_id=audit.id, state=rules.ModerationState.UNALLOCATED, created_at=clock.now())
        db.session.add(moderation)
        db.session.flush()
        allocate_moderations([moderation])
