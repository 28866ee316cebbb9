"""What people do so that nobody can choose the seed: commit and reveal, or name and read a public value."""

import secrets
from datetime import date
from uuid import UUID

from audits import events
from audits.models import AuditDraw, Commitment, Reading
from audits.rules import seeds
from audits.rules.draws import DrawState, KeptBy
from audits.rules.frames import writable
from audits.rules.programmes import SeedScheme
from audits.rules.seeds import CannotCommitValue, CannotNamePublicValue, CannotRevealValue
from audits.services.drawing import draw_if_known
from audits.services.lodging import seal
from audits.services.opening import lock
from audits.services.revealing import record_reveal
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce

PEOPLE_WANTED = 2


def lodge_value(draw: AuditDraw, *, person_id: UUID, value: str) -> None:
    """Commit a value and leave it here, sealed, so that the draw can go on without the person."""
    value, salt = seeds.checked_value(value), secrets.token_hex(16)
    commit_value(
        draw,
        person_id=person_id,
        promised=seeds.commitment(draw.id, person_id, value, salt),
        sealed=seal(draw.id, person_id, value, salt),
    )


def keep_value(draw: AuditDraw, *, person_id: UUID, value: str) -> seeds.Reveal:
    """Commit a value, and forget it: the person gets value and salt back, and must reveal them after the freeze."""
    value, salt = seeds.checked_value(value), secrets.token_hex(8)
    commit_value(draw, person_id=person_id, promised=seeds.commitment(draw.id, person_id, value, salt))
    return seeds.Reveal(str(person_id), value, salt)


def commit_value(draw: AuditDraw, *, person_id: UUID, promised: str, sealed: str = "") -> None:
    """Keep one person's commitment. Until the list is frozen they may replace it."""
    promised = seeds.checked_commitment(promised)
    lock(draw)
    one = _commitment_to_write(draw, person_id)
    one.commitment, one.sealed, one.committed_at = promised, sealed, clock.now()
    one.kept_by = KeptBy.PLATFORM if sealed else KeptBy.PERSON
    db.session.flush()
    db.session.refresh(draw)
    announce(
        events.ValueCommitted(
            happened_at=one.committed_at,
            draw_id=draw.id,
            person_id=person_id,
            commitment=promised,
            kept_by=one.kept_by.value,
        )
    )
    draw_if_known(draw, by_id=None)


def _commitment_to_write(draw: AuditDraw, person_id: UUID) -> Commitment:
    if draw.seed_scheme is not SeedScheme.TWO_PEOPLE:
        raise CannotCommitValue(f"The seed of {draw.reference} comes from a public value, not from two people.")
    if draw.state not in {DrawState.OPEN, DrawState.FROZEN}:
        raise CannotCommitValue(f"{draw.reference} is {draw.state_words}: it is too late to commit a value.")
    mine = _mine(draw, person_id)
    if mine is not None and draw.state is DrawState.FROZEN:
        raise CannotCommitValue("The list has been frozen, so your commitment can no longer be changed.")
    if mine is None and len(draw.commitments) >= PEOPLE_WANTED:
        raise CannotCommitValue("Two people have committed a value already.")
    if mine is None:
        mine = Commitment(draw_id=draw.id, person_id=person_id)
        db.session.add(mine)
    return mine


def _mine(draw: AuditDraw, person_id: UUID) -> Commitment | None:
    return next((one for one in draw.commitments if one.person_id == person_id), None)


def reveal_value(draw: AuditDraw, *, person_id: UUID, value: str, salt: str) -> None:
    """Open one's commitment. With the second one opened, the sample is drawn at once."""
    lock(draw)
    mine = _mine(draw, person_id)
    if mine is None:
        raise CannotRevealValue("You have not committed a value to this draw.")
    if draw.state is not DrawState.FROZEN or len(draw.commitments) < PEOPLE_WANTED:
        raise CannotRevealValue("Values are revealed once the list is frozen and two people have committed.")
    if mine.is_revealed or mine.kept_by is KeptBy.PLATFORM:
        raise CannotRevealValue("There is nothing for you to reveal.")
    record_reveal(mine, value.strip(), salt.strip())
    draw_if_known(draw, by_id=person_id)


def name_public_value(draw: AuditDraw, *, by_id: UUID, what: str, where: str, known_on: date | None) -> None:
    """Say in advance which public value the seed will come from. It may be changed until the list is frozen."""
    lock(draw)
    if draw.seed_scheme is not SeedScheme.PUBLIC_VALUE:
        raise CannotNamePublicValue(f"The seed of {draw.reference} comes from two people, not from a public value.")
    if draw.state is not DrawState.OPEN:
        raise CannotNamePublicValue(f"{draw.reference} is {draw.state_words}: it is too late to name a value.")
    freezes_on = clock.nth_working_day(draw.month.year, draw.month.month, 1)
    if known_on is None:
        raise CannotNamePublicValue("Enter the day on which the value will be known.")
    seeds.check_known_after(known_on, max(clock.today(), freezes_on))
    draw.public_what, draw.public_where, draw.known_on = writable(what), writable(where), known_on
    draw.named_at, draw.named_by_id = clock.now(), by_id
    db.session.flush()
    announce(events.PublicValueNamed(happened_at=draw.named_at, draw_id=draw.id, known_on=known_on))


def read_public_value(draw: AuditDraw, *, person_id: UUID, value: str, source: str) -> None:
    """Enter the public value as one read it. When a second person reads the same, the sample is drawn at once."""
    value = seeds.checked_public_value(value)
    lock(draw)
    if draw.seed_scheme is not SeedScheme.PUBLIC_VALUE or draw.state is not DrawState.FROZEN or not draw.known_on:
        raise CannotNamePublicValue("A public value is entered once the list is frozen, and only where one was named.")
    if clock.today() < draw.known_on:
        raise CannotNamePublicValue(f"The value will be known on {draw.known_on.day} {draw.known_on:%B %Y}.")
    others = [one for one in draw.readings if one.person_id != person_id]
    if any(one.value != value for one in others):
        raise CannotNamePublicValue(
            "This is not what the other person entered. Check where it is published and enter it again, "
            "or ask them to check what they entered."
        )
    mine = next((one for one in draw.readings if one.person_id == person_id), None)
    if mine is None:
        mine = Reading(draw_id=draw.id, person_id=person_id)
        db.session.add(mine)
    mine.value, mine.source, mine.read_at = value, writable(source), clock.now()
    db.session.flush()
    db.session.refresh(draw)
    announce(events.PublicValueRead(happened_at=mine.read_at, draw_id=draw.id, person_id=person_id))
    draw_if_known(draw, by_id=person_id)
