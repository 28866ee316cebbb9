"""Mail leaves by one door: an SMTP server, or a folder of .eml files where no server is set."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import structlog

from dcpp.config import BadSetting, Settings
from dcpp.kernel import calendars

log = structlog.get_logger()

PATIENCE = 30  # seconds that a mail server has for each answer
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class ServerAway(Exception):
    """The mail server cannot be reached or broke off; it says nothing against the mail itself."""


class Door(Protocol):
    """What takes a mail out of the building. Raises ServerAway, or SMTPException when it refuses the mail."""

    def send(self, mail: EmailMessage) -> None: ...


@dataclass(frozen=True)
class Address:
    """SMTP_URL, read: smtp://, smtp+starttls:// or smtps://, then user:password@host:port."""

    scheme: str
    host: str
    port: int
    user: str
    password: str


def read_address(url: str) -> Address:
    """Raises BadSetting with one clear sentence."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in PORTS or not parts.hostname:
        raise BadSetting("SMTP_URL must look like smtp://host:25, smtp+starttls://user:password@host:587 or smtps://…")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Address(parts.scheme, parts.hostname, port or PORTS[parts.scheme], user, password)


@contextmanager
def open_door(settings: Settings) -> Iterator[Door]:
    """The way out that the settings name, open for several mails. Raises ServerAway when nobody answers."""
    if not settings.smtp_url:
        yield Folder(settings.data / "mail")
        return
    server = _connect(read_address(settings.smtp_url))
    try:
        yield Post(server)
    finally:
        _leave(server)


class Folder:
    """Keeps each mail as a file, for a platform that has no mail server yet. The same mail is the same file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def send(self, mail: EmailMessage) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^0-9A-Za-z-]", "", mail["Message-ID"].partition("@")[0])
        (self.path / f"{name}.eml").write_bytes(mail.as_bytes(policy=SMTP))
        log.info("mail kept as a file because SMTP_URL is not set", folder=self.path.name, message=name)


class Post:
    """Hands mails to an SMTP server, one after the other on one connection."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self.server = server

    def send(self, mail: EmailMessage) -> None:
        try:
            self.server.send_message(mail)
        except smtplib.SMTPServerDisconnected as error:
            raise ServerAway("the server broke off") from error
        except smtplib.SMTPException as error:
            if getattr(error, "smtp_code", None) == 421:
                raise ServerAway("the server closes") from error
            raise
        except OSError as error:
            raise ServerAway(type(error).__name__) from error


def _connect(address: Address) -> smtplib.SMTP:
    try:
        if address.scheme == "smtps":
            context = ssl.create_default_context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(address.host, address.port, timeout=PATIENCE, context=context)
        else:
            server = smtplib.SMTP(address.host, address.port, timeout=PATIENCE)
        if address.scheme == "smtp+starttls":
            server.starttls(context=ssl.create_default_context())
        if address.user:
            server.login(address.user, address.password)
    except (OSError, smtplib.SMTPException) as error:
        raise ServerAway(f"{type(error).__name__} from {address.host}:{address.port}") from error
    return server


def _leave(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def compose(*, sender: str, to: str, subject: str, body: str, message_id: str, calendar: str = "") -> EmailMessage:
    """A mail in plain text and in simple HTML that says the same, and perhaps as an invitation for calendars."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = sender, to, subject, message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(body)
    mail.add_alternative(as_html(subject, body), subtype="html")
    if calendar:
        method, text = calendars.addressed(calendar, to=to)
        mail.add_alternative(text, subtype="calendar", cte="base64", params={"method": method})
    return mail


def as_html(subject: str, body: str) -> str:
    """Paragraphs as paragraphs, addresses as links; nothing else, so that every reader shows it alike."""
    paragraphs = (escape(part).replace("\n", "<br>\n") for part in re.split(r"\n\s*\n", body.strip()))
    linked = (re.sub(r"https?://[^\s<>]*[^\s<>.,;:)]", r'<a href="\g<0>">\g<0></a>', part) for part in paragraphs)
    words = "\n".join(f"<p>{part}</p>" for part in linked)
    head = f'<head><meta charset="utf-8"><title>{escape(subject)}</title></head>'
    return f'<!doctype html>\n<html lang="en">{head}\n<body>\n{words}\n</body></html>\n'
