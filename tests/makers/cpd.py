"""Pieces of CPD and early careers; each call is a transaction of its own."""

from datetime import timedelta

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.drafts import Change
from tests.makers.people import make_person, make_team
from training import services
from training.models import CpdPiece, EarlyCareer
from training.rules.cpd import CpdKind, Facts, Peer

WORDS = {
    "what": "Three days of restorative practice with the whole team.",
    "learnt": "That I speak too early in a family meeting.",
    "effect": "I now ask the grandmother first, and she brings the plan.",
    "peer_learnt": "My colleague saw that I look at my notes when it gets hard.",
}


def make_piece(person=None, title="Restorative practice", *, is_finished=False):
    """Written whole, of somebody; a draft unless it is to be finished."""
    day = clock.today() - timedelta(days=3)
    facts = {"done_on": day, "minutes": 360, "standards": ("4.2", "4.6"), "peer": Peer.SOCIAL_WORKER, "peer_on": day}
    with transaction():
        piece = services.start_piece((person or make_person()).id, title=title, kind=CpdKind.TRAINING)
        services.save_words(piece, {name: Change("", words) for name, words in WORDS.items()})
        services.save_facts(piece, Facts(title=title, kind=CpdKind.TRAINING, **facts))
        if is_finished:
            services.finish_piece(piece)
    return db.session.get_one(CpdPiece, piece.id)


def make_early_career(person=None, *, days_ago=200):
    with transaction():
        career = services.begin_early_career(
            person or make_person("Nia Newcomer", team=make_team()),
            code="asye",
            starts_on=clock.today() - timedelta(days=days_ago),
            supporter_id=make_person("Sue Supporter").id,
        )
    return db.session.get_one(EarlyCareer, career.id)
