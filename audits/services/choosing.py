"""Which submitted audits are moderated: by lot, by grade, and until their auditor is accredited."""

from audits import events, queries
from audits.models import Audit, Moderation, ModerationChoice
from audits.rules import moderation as rules
from audits.services.lots import open_value, value_for
from audits.services.moderators import allocate_moderations
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce


def choose_for_moderation(audit: Audit) -> None:
    """Decide whether an audit that was just submitted is moderated, keep why, and ask a moderator.

    Where the month's value cannot be opened any more there is no lot to go by, and every audit is moderated.
    """
    month = clock.month_of(clock.today())
    kept = value_for(month)
    value = open_value(kept)
    share = queries.share_for(audit) if value else rules.EVERY_AUDIT
    because = rules.reasons(
        lot=rules.lot_of(value or "", kept.name_of(audit.id, audit.reference)),
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
