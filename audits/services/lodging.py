"""Values that the platform keeps for a person: sealed with a key that lies outside the database.

Whoever holds both the database and SECRET_KEY could open them before the day; the page and the evidence say so, by
telling which values were kept here and which by the person alone.
"""

from uuid import UUID

from audits.rules.seeds import CannotRevealValue
from audits.services import locksmith

PURPOSE = b"dcpp lodged values, version 1"


def seal(draw_id: UUID, person_id: UUID, value: str, salt: str) -> str:
    """The value and its salt, so that only this platform can open them, and only for this draw and person."""
    return locksmith.seal(PURPOSE, [str(draw_id), str(person_id), value, salt])


def unseal(sealed: str, draw_id: UUID, person_id: UUID) -> tuple[str, str]:
    """The value and its salt."""
    try:
        *about, value, salt = locksmith.unseal(PURPOSE, sealed)
    except locksmith.CannotUnseal as error:
        raise CannotRevealValue(
            "A lodged value can no longer be opened, because the platform’s secret key has changed. "
            "Abandon this draw and open another."
        ) from error
    if about != [str(draw_id), str(person_id)]:
        raise CannotRevealValue("A lodged value belongs to another draw. Abandon this draw and tell the administrator.")
    return value, salt
