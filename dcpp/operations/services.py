"""Deeds of those who look after the platform."""

from uuid import UUID

from dcpp.kernel import clock, outbox
from dcpp.kernel.events import announce
from dcpp.operations.events import MailSentAgain


def send_mail_again(mail_id: UUID) -> None:
    """Put a mail that was given up back among those to send. Nothing happens to a mail in another state."""
    if outbox.try_again(mail_id):
        announce(MailSentAgain(happened_at=clock.now(), mail_id=mail_id))
