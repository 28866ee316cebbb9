"""Writing pieces of CPD. Facts may come from attendance; what somebody thinks of it never does."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from dcpp.frameworks import professional
from dcpp.kernel import clock, drafts
from dcpp.kernel.db import db, insert_if_absent
from dcpp.kernel.drafts import Change, Settled
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id
from training import events, queries
from training.models import CpdPiece, TrainingRecord
from training.rules import cpd as rules
from training.rules.cpd import CpdKind, Facts
from training.rules.records import RecordSource

MOST_PIECES = 60
"""In one registration year: far more than anybody writes, and a stop for a form that is sent over and over."""


def start_piece(person_id: UUID, *, title: str = "", kind: CpdKind = CpdKind.OTHER) -> CpdPiece:
    """A new piece of the registration year that runs. Raises CannotWritePiece where there are far too many."""
    today = clock.today()
    year_on = queries.rule_on(today).year_of(today)
    if queries.count_pieces(person_id, year_on) >= MOST_PIECES:
        raise rules.CannotWritePiece(f"You have {MOST_PIECES} pieces this year. Remove one that you do not need first")
    piece = CpdPiece(
        person_id=person_id, year_on=year_on, title=title, kind=kind, started_at=clock.now(), saved_at=clock.now()
    )
    db.session.add(piece)
    db.session.flush()
    _tell_start(piece)
    return piece


def draft_from_record(*, record_id: UUID, person_id: UUID, title: str, done_on: date, minutes: int) -> bool:
    """Begin a piece with the facts of a training that somebody was at; whether it was begun.

    A record begins one piece, once, however often it is told of; its own words are left empty for its writer.
    """
    added = insert_if_absent(
        CpdPiece,
        id=(piece_id := new_id()),
        person_id=person_id,
        year_on=queries.rule_on(done_on).year_of(done_on),
        record_id=record_id,
        title=title[: rules.LONGEST_TITLE],
        kind=CpdKind.TRAINING,
        done_on=done_on,
        minutes=minutes or None,
        started_at=clock.now(),
        saved_at=clock.now(),
        standards=[],
        version=1,
        what="",
        learnt="",
        effect="",
        peer_learnt="",
    )
    if added:
        _tell_start(db.session.get_one(CpdPiece, piece_id))
    return added


def draft_cpd(event: events.RecordKept) -> None:
    """Begin a piece where somebody on the register attended training here. What they bring in themselves they write."""
    if event.source != RecordSource.ATTENDED.value or not queries.is_on_the_register(event.person_id):
        return
    record = db.session.get_one(TrainingRecord, event.training_record_id)
    draft_from_record(
        record_id=record.id,
        person_id=record.person_id,
        title=record.course.title if record.course else record.title,
        done_on=record.completed_on,
        minutes=record.cpd_minutes,
    )


def _tell_start(piece: CpdPiece) -> None:
    announce(events.CpdPieceStarted(happened_at=clock.now(), training_record_id=piece.record_id, **_of(piece)))


def save_words(piece: CpdPiece, changes: Mapping[str, Change]) -> Settled:
    """Keep what a window wrote, but what another window changed meanwhile. Raises CannotWritePiece once finished."""
    _check_is_open(piece)
    known = {name: change for name, change in changes.items() if name in rules.WORDS}
    settled = drafts.settle(piece.words, known)
    for name, words in settled.to_save.items():
        if len(words) > rules.LONGEST:
            raise rules.CannotWritePiece(f"Shorten this to {rules.LONGEST:,} characters or fewer")
        setattr(piece, name, words)
    if settled.to_save:
        piece.saved_at = clock.now()
    db.session.flush()
    return settled


def save_facts(piece: CpdPiece, facts: Facts) -> None:
    """Keep what a piece is about. A day in another registration year takes the piece there."""
    _check_is_open(piece)
    rule = queries.rule_on(piece.year_on)
    if facts.done_on and facts.done_on <= clock.today():
        piece.year_on = queries.rule_on(facts.done_on).year_of(facts.done_on)
    year = (piece.year_on, rule.last_day(piece.year_on))
    known = professional.standards_on("cpd", facts.done_on or clock.today()).parts
    rules.check_facts(facts, year=year, today=clock.today(), known=known)
    piece.title, piece.kind, piece.done_on, piece.minutes = facts.title, facts.kind, facts.done_on, facts.minutes
    piece.standards, piece.peer, piece.peer_on = list(facts.standards), facts.peer, facts.peer_on
    piece.saved_at = clock.now()
    db.session.flush()


def finish_piece(piece: CpdPiece) -> None:
    """Count it. Raises CannotFinishPiece where something is missing or it tells of the same thing as another."""
    _check_is_open(piece)
    if gaps := rules.missing(piece.facts, piece.words):
        field, sentence = gaps[0]
        raise rules.CannotFinishPiece(sentence, field)
    if queries.is_same_activity_finished(piece):
        raise rules.CannotFinishPiece(
            "You have a finished piece of this name. Pieces must be about different activities: change the name",
            "title",
        )
    piece.finished_at = clock.now()
    db.session.flush()
    announce(events.CpdPieceFinished(happened_at=clock.now(), with_peer=piece.peer is not None, **_of(piece)))


def reopen_piece(piece: CpdPiece) -> None:
    """Make it a draft again, to be changed; it does not count meanwhile."""
    if not piece.is_finished:
        return
    piece.finished_at, piece.copied_on = None, None
    db.session.flush()
    announce(events.CpdPieceReopened(happened_at=clock.now(), **_of(piece)))


def mark_copied(piece: CpdPiece, *, copied_on: date) -> None:
    """Its writer put it on Social Work England's site."""
    if not piece.is_finished:
        raise rules.CannotWritePiece("Finish the piece first")
    finished_on = clock.london(piece.finished_at).date() if piece.finished_at else copied_on
    if not finished_on - timedelta(days=366) <= copied_on <= clock.today():
        raise rules.CannotWritePiece("Enter a day that is today or earlier")
    piece.copied_on = copied_on
    db.session.flush()
    announce(events.CpdPieceCopied(happened_at=clock.now(), **_of(piece)))


def remove_piece(piece: CpdPiece) -> None:
    """Take a piece and its words away for good: they are its writer's own."""
    told = _of(piece)
    db.session.execute(delete(CpdPiece).where(CpdPiece.id == piece.id, CpdPiece.version == piece.version))
    announce(events.CpdPieceRemoved(happened_at=clock.now(), **told))


def _check_is_open(piece: CpdPiece) -> None:
    if piece.is_finished:
        raise rules.CannotWritePiece("This piece is finished. Open it again to change it")


def _of(piece: CpdPiece) -> dict[str, Any]:
    return {"cpd_piece_id": piece.id, "person_id": piece.person_id, "year_on": piece.year_on}
