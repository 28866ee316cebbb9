"""Mail that is to leave the building: a row written with what happened, sent by a job after the commit.

A mail is in one of four states: waiting, late (it was refused and will be tried again), sent, given up.
A server that is away counts against no mail; only a mail that was refused is given up in the end.
"""

import re
from datetime import datetime, timedelta
from email.message import EmailMessage
from enum import Enum
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any
from uuid import UUID

import structlog
from flask import current_app, render_template
from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Mapped, mapped_column

from dcpp.config import Settings
from dcpp.kernel import clock, directory, ids, mail
from dcpp.kernel.db import Record, db, insert_if_absent, reading, transaction
from dcpp.kernel.jobs import Job, every

log = structlog.get_logger()

TRIES = 10
LEASE = timedelta(minutes=10)  # how long a sender that was killed keeps its mail from the others
FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=6)


class State(Enum):
    WAITING = "waiting"
    LATE = "late"
    SENT = "sent"
    GIVEN_UP = "given up"


class OutboxMessage(Record):
    """One mail to one person, its words fixed when it was written.

    `person_id` with an empty `to_address` is looked up when the mail leaves, so that nobody writes to a leaver.
    A mail with `expires_at` opens a door until then: its words are kept only while it waits. `calendar` is the
    invitation that goes with it, as `calendars.invitation` made it.
    """

    __tablename__ = "outbox_messages"

    to_address: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(index=True)
    template: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    calendar: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    send_after: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(default="")
    dedupe: Mapped[str | None] = mapped_column(unique=True)
    expires_at: Mapped[datetime | None] = mapped_column(index=True)

    @property
    def state(self) -> State:
        if self.sent_at:
            return State.SENT
        if self.given_up_at:
            return State.GIVEN_UP
        return State.LATE if self.attempts else State.WAITING

    @property
    def message_id(self) -> str:
        """The same for every try, so that a mail which is sent again can be known for a repeat."""
        return f"<{self.id}@{_settings().mail_from.rpartition('@')[2]}>"


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


def write(
    template: str,
    *,
    to: UUID | str,
    dedupe: str | None = None,
    good_for: timedelta | None = None,
    calendar: str = "",
    **values: Any,
) -> bool:
    """Put a mail in the outbox, in the transaction of what it tells of.

    Renders templates/mail/<template>.txt, whose first line is "Subject: …", and puts our name under it. Templates have
    `council`, `address` (of the platform, without a slash) and `url_to("audits.view_audit", audit_id=…)`. `to` is a
    person's id or an address. A `dedupe` key that was used before writes nothing and gives False: a job may run twice
    without harm. `good_for` says how long a link in it opens a door: once sent, or after that time, its words are
    forgotten, so that neither the outbox nor a backup holds a key. `calendar` goes with it as an invitation.
    """
    ours = {"address": _settings().address, "council": _settings().council_name}
    first, _, body = render_template(f"mail/{template}.txt", url_to=url_to, **ours, **values).strip().partition("\n")
    if not first.startswith("Subject: "):
        raise ValueError(f"mail/{template}.txt must begin with a line 'Subject: …'")
    return insert_if_absent(
        OutboxMessage,
        id=ids.new_id(),
        to_address=to if isinstance(to, str) else "",
        person_id=to if isinstance(to, UUID) else None,
        template=template,
        subject=" ".join(first.removeprefix("Subject: ").split()),
        body=render_template("layouts/email.txt", body=_tidy(body), **ours).strip() + "\n",
        calendar=calendar,
        created_at=clock.now(),
        send_after=clock.now(),
        attempts=0,
        last_error="",
        dedupe=dedupe,
        expires_at=clock.now() + good_for if good_for else None,
    )


def _tidy(body: str) -> str:
    """At most one empty line between two paragraphs, whatever a template left out."""
    return re.sub(r"\n\s*\n", "\n\n", body.strip())


def url_to(endpoint: str, **values: Any) -> str:
    """The whole address of a page, also where no request is at hand, as in a job."""
    path: str = current_app.url_map.bind("localhost").build(endpoint, values)
    return _settings().address + path


def send_mail() -> None:
    """Send the mail that waits in the outbox."""
    give_up_expired()
    send_due()


def give_up_expired() -> None:
    """A mail whose link opens nothing any longer is not sent, and its words are forgotten."""
    past = select(OutboxMessage).where(OutboxMessage.expires_at <= clock.now(), OutboxMessage.body != "")
    with transaction():
        for message in db.session.scalars(past.order_by(OutboxMessage.id).with_for_update()):
            if not message.sent_at:
                message.given_up_at = message.given_up_at or clock.now()
                message.last_error = message.last_error or "It was too old to be of use"
            message.body = ""


def send_due() -> int:
    """Send what is due, one mail at a time; several senders may do so at once. Gives how many left.

    A mail is claimed in a transaction of its own that puts it off by LEASE, sent with no transaction open, and then
    marked. A sender that dies in between leaves a mail that is tried again later under the same Message-ID.
    """
    sent = 0
    if not _any_due():
        return sent
    try:
        with mail.open_door(_settings()) as door:
            while claimed := _claim():
                sent += _send(door, claimed)
    except mail.ServerAway as error:
        log.warning("mail server away; everything stays in the outbox", why=str(error))
    return sent


def _is_due() -> ColumnElement[bool]:
    unsent = and_(OutboxMessage.sent_at.is_(None), OutboxMessage.given_up_at.is_(None))
    return and_(unsent, OutboxMessage.send_after <= clock.now())


def _any_due() -> bool:
    with reading():
        return db.session.scalar(select(OutboxMessage.id).where(_is_due()).limit(1)) is not None


def _claim() -> UUID | None:
    """Take the oldest mail that is due and that no other sender holds."""
    with transaction():
        message = db.session.scalar(
            select(OutboxMessage)
            .where(_is_due())
            .order_by(OutboxMessage.send_after, OutboxMessage.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if message is None:
            return None
        message.send_after = clock.now() + LEASE
        return message.id


def _send(door: mail.Door, message_id: UUID) -> bool:
    """Hand over one claimed mail and note how it went. ServerAway gives it back and travels."""
    letter = _letter(message_id)
    if letter is None:
        _give_up(message_id, "Nobody to send it to: the person has no address or has left")
        return False
    try:
        door.send(letter)
    except mail.ServerAway as error:
        _give_back(message_id, str(error))
        raise
    except (SMTPException, ValueError) as error:
        _note_refusal(message_id, _answer(error))
        return False
    with transaction():
        message = db.session.get_one(OutboxMessage, message_id)
        message.sent_at, message.last_error = clock.now(), ""
        if message.expires_at:
            message.body = ""
    return True


def _letter(message_id: UUID) -> EmailMessage | None:
    """The mail as it travels, or None when there is nobody to send it to."""
    with reading():
        message = db.session.get_one(OutboxMessage, message_id)
        to = directory.find_address(message.person_id) if message.person_id else message.to_address
        if not to:
            return None
        return mail.compose(
            sender=_settings().mail_from,
            to=to,
            subject=message.subject,
            body=message.body,
            message_id=message.message_id,
            calendar=message.calendar,
        )


def _answer(error: Exception) -> str:
    """What the server said, without the address it said it of."""
    if isinstance(error, SMTPRecipientsRefused):
        code, _ = next(iter(error.recipients.values()), (0, b""))
        return f"The server refused the recipient ({code})"
    if isinstance(error, SMTPResponseException):
        return f"The server refused the mail ({error.smtp_code})"
    return f"The mail could not be sent ({type(error).__name__})"


def _note_refusal(message_id: UUID, why: str) -> None:
    """Try again later, each time after twice as long; after TRIES give up, where people can see it."""
    with transaction():
        message = db.session.get_one(OutboxMessage, message_id)
        message.attempts += 1
        message.last_error = why
        message.send_after = clock.now() + min(FIRST_WAIT * 2 ** (message.attempts - 1), LONGEST_WAIT)
        last = message.attempts >= TRIES
    log.warning("mail refused", message=str(message_id), why=why)
    if last:
        _give_up(message_id, why)


def _give_up(message_id: UUID, why: str) -> None:
    with transaction():
        message = db.session.get_one(OutboxMessage, message_id)
        message.given_up_at, message.last_error = clock.now(), why
    log.error("mail given up", message=str(message_id), why=why)


def _give_back(message_id: UUID, why: str) -> None:
    with transaction():
        message = db.session.get_one(OutboxMessage, message_id)
        message.send_after, message.last_error = clock.now(), why


def try_again(message_id: UUID) -> bool:
    """Put a mail that was given up back among those to send, with all its tries before it; whether that was done.

    Not for one that was given up because it was too old: its words are gone.
    """
    message = db.session.get_one(OutboxMessage, message_id, with_for_update=True)
    if message.state is not State.GIVEN_UP or not message.body:
        return False
    message.given_up_at, message.attempts, message.send_after = None, 0, clock.now()
    return True


def count_by_state() -> dict[State, int]:
    """How many mails are in each state; every state is named."""
    state = case(
        (OutboxMessage.sent_at.is_not(None), State.SENT.name),
        (OutboxMessage.given_up_at.is_not(None), State.GIVEN_UP.name),
        (OutboxMessage.attempts > 0, State.LATE.name),
        else_=State.WAITING.name,
    )
    many = func.count().label("many")
    counted = {row.name: row.many for row in db.session.execute(select(state.label("name"), many).group_by("name"))}
    return {each: counted.get(each.name, 0) for each in State}


JOBS = [Job(send_mail, at=every(minutes=1))]
