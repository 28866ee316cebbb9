"""A piece of CPD: what somebody learnt and what came of it, in the order of Social Work England's form."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dcpp.kernel.refusal import Refusal

LONGEST = 20_000
LONGEST_TITLE = 200
WORDS = ("what", "learnt", "effect", "peer_learnt")
"""What its writer writes by themselves, and may come back to; `peer_learnt` where they talked with a peer."""
ALWAYS = ("what", "learnt", "effect")


class CannotWritePiece(Refusal):
    pass


class CannotFinishPiece(Refusal):
    """`field` is the question that the sentence belongs to."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class CpdKind(StrEnum):
    """What was done."""

    TRAINING = "training"
    READING = "reading"
    SUPERVISION = "supervision"
    CASE_REFLECTION = "case_reflection"
    SHADOWING = "shadowing"
    TEACHING = "teaching"
    FEEDBACK = "feedback"
    PROJECT = "project"
    OTHER = "other"

    @property
    def label(self) -> str:
        return KIND_LABELS[self]


KIND_LABELS = {
    CpdKind.TRAINING: "Training, a course or a conference",
    CpdKind.READING: "Reading or research",
    CpdKind.SUPERVISION: "Supervision or coaching",
    CpdKind.CASE_REFLECTION: "Reflecting on a piece of work",
    CpdKind.SHADOWING: "Shadowing or observing practice",
    CpdKind.TEACHING: "Teaching, mentoring or assessing others",
    CpdKind.FEEDBACK: "Feedback from people with lived experience, or from an audit",
    CpdKind.PROJECT: "A project or a change to how we work",
    CpdKind.OTHER: "Something else",
}


class Peer(StrEnum):
    """With whom somebody reflected."""

    SOCIAL_WORKER = "social_worker"
    LINE_MANAGER = "line_manager"
    OTHER_PROFESSIONAL = "other_professional"

    @property
    def label(self) -> str:
        return PEER_LABELS[self]


PEER_LABELS = {
    Peer.SOCIAL_WORKER: "A registered social worker in the UK",
    Peer.LINE_MANAGER: "My line manager",
    Peer.OTHER_PROFESSIONAL: "Another professional who knows my practice",
}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a piece is about: all but the reflection."""

    title: str
    kind: CpdKind
    done_on: date | None
    minutes: int | None = None
    standards: tuple[str, ...] = ()
    peer: Peer | None = None
    peer_on: date | None = None


def check_facts(facts: Facts, *, year: tuple[date, date], today: date, known: Collection[str]) -> None:
    """Raises CannotFinishPiece, with the question's name, where what is there cannot be so. Gaps are for `missing`.

    year: the first and last day of the registration year that the piece belongs to.
    """
    if len(facts.title) > LONGEST_TITLE:
        raise CannotFinishPiece(f"Shorten the title to {LONGEST_TITLE} characters or fewer", "title")
    for field, day in (("done_on", facts.done_on), ("peer_on", facts.peer_on)):
        if day and day > today:
            raise CannotFinishPiece("Enter a day that is today or earlier", field)
    if facts.done_on and not year[0] <= facts.done_on <= year[1]:
        raise CannotFinishPiece(f"Enter a day from {_said(year[0])} to {_said(year[1])}", "done_on")
    if facts.minutes is not None and not 0 < facts.minutes <= 60 * 200:
        raise CannotFinishPiece("Enter how long it took, between a quarter of an hour and 200 hours", "minutes")
    if unknown := [code for code in facts.standards if code not in known]:
        raise CannotFinishPiece(f"Choose from the parts that are listed, not {unknown[0]}", "standards")


def missing(facts: Facts, words: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a piece still lacks to be finished: the question's name, and what to do."""
    gaps = []
    if not facts.title.strip():
        gaps.append(("title", "Enter what the activity was called"))
    if not facts.done_on:
        gaps.append(("done_on", "Enter the day you did it"))
    gaps += [(name, ASKS[name]) for name in ALWAYS if not words[name].strip()]
    if not facts.standards:
        gaps.append(("standards", "Choose at least one part of standard 4"))
    if facts.peer:
        if not words["peer_learnt"].strip():
            gaps.append(("peer_learnt", ASKS["peer_learnt"]))
        if not facts.peer_on:
            gaps.append(("peer_on", "Enter the day you talked"))
    elif words["peer_learnt"].strip():
        gaps.append(("peer", "Choose with whom you talked about it"))
    return gaps


ASKED = {
    "what": "What you did, and why it matters for your practice",
    "learnt": "What you learnt",
    "effect": "What it changed for your practice and for people",
    "peer_learnt": "What you learnt from talking about it with a peer",
}
"""What its writer is asked, in the order of Social Work England's form."""

ASKS = {
    "what": "Write what you did and why it matters for your practice",
    "learnt": "Write what you learnt",
    "effect": "Write what it changed for your practice and for people",
    "peer_learnt": "Write what you learnt from talking about it",
}


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
