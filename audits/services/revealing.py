"""Opening commitments: what a person reveals, and what the platform kept for them."""

from audits import events
from audits.models import AuditDraw, Commitment
from audits.rules.draws import KeptBy
from audits.rules.seeds import CannotRevealValue, is_opened_by
from audits.services.lodging import unseal
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce


def open_lodged_values(draw: AuditDraw) -> None:
    """Reveal what the platform kept for people, as each of them asked when they lodged it."""
    for one in draw.commitments:
        if one.kept_by is KeptBy.PLATFORM and not one.is_revealed:
            value, salt = unseal(one.sealed, draw.id, one.person_id)
            record_reveal(one, value, salt)


def record_reveal(one: Commitment, value: str, salt: str) -> None:
    """Keep what a commitment opened to; what does not open it is refused."""
    if not is_opened_by(one.commitment, one.draw_id, one.person_id, value, salt):
        raise CannotRevealValue(
            "This is not what was committed. Enter value and salt exactly as they were, with capitals and spaces."
        )
    one.value, one.salt, one.revealed_at = value, salt, clock.now()
    db.session.flush()
    announce(
        events.ValueRevealed(
            happened_at=one.revealed_at, draw_id=one.draw_id, person_id=one.person_id, kept_by=one.kept_by.value
        )
    )
