"""Sign-ins from their start to their end."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from dcpp.kernel import clock
from dcpp.kernel.db import aside, db, is_writing
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id
from dcpp.people import events
from dcpp.people.models import Account, SignIn
from dcpp.people.queries.sign_ins import SEEN_WITHIN

NOTICE_EVERY = SEEN_WITHIN


def start_sign_in(
    account: Account,
    *,
    lasts: timedelta,
    device: str,
    address: str,
    by_single_sign_on: bool = False,
    with_second_factor: bool = False,
) -> SignIn:
    """Begin a sign-in on one device; it ends after `lasts` whatever happens."""
    sign_in = SignIn(
        id=new_id(),
        account_id=account.id,
        started_at=clock.now(),
        last_seen_at=clock.now(),
        ends_at=clock.now() + lasts,
        device=device,
        address=address,
        by_single_sign_on=by_single_sign_on,
        with_second_factor=with_second_factor,
    )
    db.session.add(sign_in)
    db.session.flush()
    announce(
        events.SignedIn(
            happened_at=clock.now(),
            person_id=account.person_id,
            sign_in_id=sign_in.id,
            by_single_sign_on=by_single_sign_on,
        )
    )
    return sign_in


def notice(sign_in: SignIn, now: datetime) -> None:
    """Remember that a device was seen, at most once a minute: in a short write of its own, or amid a transaction."""
    if now - sign_in.last_seen_at < NOTICE_EVERY:
        return
    if is_writing():
        sign_in.last_seen_at = now
        return
    with aside() as connection:
        connection.execute(
            update(SignIn).where(SignIn.id == sign_in.id, SignIn.last_seen_at < now).values(last_seen_at=now)
        )


def end_sign_ins(
    account: Account, sign_in_ids: Collection[UUID] | None = None, *, but: SignIn | None = None, how: str
) -> int:
    """End some of an account's sign-ins, or all of them but one; returns how many were open."""
    open_ones = select(SignIn).where(SignIn.account_id == account.id, SignIn.ended_at.is_(None))
    if sign_in_ids is not None:
        open_ones = open_ones.where(SignIn.id.in_(sign_in_ids))
    if but is not None:
        open_ones = open_ones.where(SignIn.id != but.id)
    ending = db.session.scalars(open_ones.order_by(SignIn.started_at, SignIn.id)).all()
    for sign_in in ending:
        sign_in.ended_at = clock.now()
    if ending:
        db.session.flush()
        announce(
            events.SignInEnded(
                happened_at=clock.now(),
                person_id=account.person_id,
                sign_in_ids=tuple(one.id for one in ending),
                how=how,
            )
        )
    return len(ending)
