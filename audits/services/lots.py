"""The values of months that lots come from: made by chance, sealed until their month is over, then told.

Whoever could read one before could tell which audits will be read a second time.
"""

import secrets
from collections.abc import Callable
from datetime import date

import structlog

from audits import events, queries
from audits.models import ModerationValue
from audits.rules import moderation as rules
from audits.services import locksmith
from dcpp.kernel import clock
from dcpp.kernel.db import db, insert_if_absent
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id

PURPOSE = b"dcpp values of lots, version 1"

log = structlog.get_logger()


def keep_values_ready() -> None:
    """The values of this month and of the next are there before an audit is submitted in them.

    Those of months that are over are told; older rows of months that are not are sealed, as all are made now.
    """
    month = clock.month_of(clock.today())
    for each in (month, clock.add_months(month, 1)):
        value_for(each)
    for kept in queries.list_moderation_values():
        if kept.month >= month:
            _seal(kept)
        elif not kept.value and (value := open_value(kept)):
            kept.value, kept.sealed = value, ""
    db.session.flush()


def by_chance() -> str:
    return secrets.token_hex(32)


def value_for(month: date, make: Callable[[], str] = by_chance) -> ModerationValue:
    """A month's value, made by chance at first need; its SHA-256 goes to the trail at once.

    `make` is for the sample council alone, whose months are to be the same again.
    """
    if found := queries.find_moderation_value(month):
        return found
    value_id, value = new_id(), make()
    sealed, commitment = locksmith.seal(PURPOSE, [month.isoformat(), value]), rules.commitment_of(value)
    kept = {"month": month, "value": "", "sealed": sealed, "commitment": commitment, "made_at": clock.now()}
    if insert_if_absent(ModerationValue, id=value_id, **kept):
        announce(
            events.ModerationValueMade(happened_at=clock.now(), value_id=value_id, month=month, commitment=commitment)
        )
    return queries.get_moderation_value(month)


def open_value(kept: ModerationValue) -> str | None:
    """The value itself; None where it is not what was promised, or the platform's secret key has changed since."""
    value = kept.value or _unsealed(kept)
    if value and rules.commitment_of(value) == kept.commitment:
        return value
    log.error("the value of a month's lots cannot be opened: every audit is moderated", month=str(kept.month))
    return None


def _unsealed(kept: ModerationValue) -> str:
    try:
        month, value = locksmith.unseal(PURPOSE, kept.sealed)
    except locksmith.CannotUnseal:
        return ""
    return value if month == kept.month.isoformat() else ""


def _seal(kept: ModerationValue) -> None:
    if kept.value:
        kept.sealed = locksmith.seal(PURPOSE, [kept.month.isoformat(), kept.value])
        kept.value = ""
