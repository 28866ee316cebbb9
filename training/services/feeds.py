"""The feed of somebody's training, at an address that only they know."""

from hashlib import sha256
from uuid import UUID, uuid4

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from training import events, queries
from training.models import CalendarFeed


def hash_of(secret: UUID) -> str:
    return sha256(secret.bytes).hexdigest()


def renew_feed(person_id: UUID) -> UUID:
    """Give somebody's feed a secret address, in place of the one it had; the secret, which is kept nowhere."""
    secret = uuid4()  # 122 bits from the system's own source of chance
    feed = queries.find_feed(person_id) or CalendarFeed(person_id=person_id)
    feed.secret_hash, feed.made_at = hash_of(secret), clock.now()
    db.session.add(feed)
    db.session.flush()
    announce(events.FeedMade(happened_at=feed.made_at, feed_id=feed.id, person_id=person_id))
    return secret


def close_feed(person_id: UUID) -> None:
    """Its address opens nothing any longer. Nothing where there is no feed."""
    if feed := queries.find_feed(person_id):
        db.session.delete(feed)
        db.session.flush()
        announce(events.FeedClosed(happened_at=clock.now(), feed_id=feed.id, person_id=person_id))
