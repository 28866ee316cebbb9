"""Settings from the environment, read once at the start, kept in one frozen value."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

LONGEST_MARKING = 40


class BadSetting(ValueError):
    """A setting cannot be used; the message says which one and what to do."""


@dataclass(frozen=True)
class Settings:
    """Everything the platform takes from outside. The README explains each one."""

    data: Path
    port: int = 8000
    host: str = "127.0.0.1"
    database_url: str = ""
    files_url: str = ""
    smtp_url: str = ""
    mail_from: str = "practice.centre@council.example"
    secret_key: str = field(default="", repr=False)
    council_name: str = "Sample Council"
    council_colour: str = "#1d5f7a"
    public_url: str = ""
    behind_tls: bool = False
    metrics_from: tuple[str, ...] = ("127.0.0.1", "::1")
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)
    oidc_subject: str = "sub"
    oidc_trusts_addresses: bool = False
    idle_minutes: int = 30
    sign_in_hours: int = 12
    cheap_hashing: bool = False
    web_workers: int = 2
    upload_limit_mb: int = 60
    marking: str = "OFFICIAL-SENSITIVE"

    @property
    def idle_limit(self) -> timedelta:
        """How long a sign-in may be left alone."""
        return timedelta(minutes=self.idle_minutes)

    @property
    def sign_in_limit(self) -> timedelta:
        """How long a sign-in lasts at most."""
        return timedelta(hours=self.sign_in_hours)

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def has_single_sign_on(self) -> bool:
        """All three settings are needed; some of them alone are refused at the start."""
        return bool(self.oidc_issuer and self.oidc_client_id and self.oidc_client_secret)

    @property
    def address(self) -> str:
        """Where people find the platform, without a slash at the end."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings. Raises BadSetting with one clear sentence."""
    data = Path(environ.get("DCPP_DATA") or "var").absolute()
    data.mkdir(parents=True, exist_ok=True)
    _all_or_none(environ, "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    defaults = Settings(data=data)
    return Settings(
        data=data,
        port=_whole_number(environ, "PORT", defaults.port, 1, 65535),
        host=environ.get("HOST") or defaults.host,
        database_url=_database_url(environ.get("DATABASE_URL") or f"sqlite:///{data / 'dcpp.sqlite3'}"),
        files_url=environ.get("FILES_URL") or (data / "files").as_uri(),
        smtp_url=environ.get("SMTP_URL", ""),
        mail_from=environ.get("MAIL_FROM") or defaults.mail_from,
        secret_key=environ.get("SECRET_KEY") or _kept_secret(data / "secret_key"),
        council_name=environ.get("COUNCIL_NAME") or defaults.council_name,
        council_colour=environ.get("COUNCIL_COLOUR") or defaults.council_colour,
        public_url=environ.get("PUBLIC_URL", ""),
        behind_tls=environ.get("PUBLIC_URL", "").startswith("https://"),
        metrics_from=tuple(environ.get("METRICS_FROM", ",".join(defaults.metrics_from)).split(",")),
        oidc_issuer=environ.get("OIDC_ISSUER", ""),
        oidc_client_id=environ.get("OIDC_CLIENT_ID", ""),
        oidc_client_secret=environ.get("OIDC_CLIENT_SECRET", ""),
        oidc_subject=_one_of(environ, "OIDC_SUBJECT", "sub", "oid"),
        oidc_trusts_addresses=_one_of(environ, "OIDC_TRUSTS_ADDRESSES", "no", "yes") == "yes",
        idle_minutes=_whole_number(environ, "IDLE_MINUTES", defaults.idle_minutes, 5, 240),
        sign_in_hours=_whole_number(environ, "SIGN_IN_HOURS", defaults.sign_in_hours, 1, 24),
        web_workers=_whole_number(environ, "WEB_WORKERS", defaults.web_workers, 1, 64),
        marking=_marking(environ.get("MARKING", defaults.marking)),
        upload_limit_mb=_whole_number(environ, "UPLOAD_LIMIT_MB", defaults.upload_limit_mb, 1, 2048),
    )


def _whole_number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isdecimal() or not least <= int(text) <= most:
        raise BadSetting(f"{name} must be a whole number from {least} to {most}, not {text!r}")
    return int(text)


def _marking(text: str) -> str:
    """What stands at the top and bottom of what leaves; "none" or nothing for no marking."""
    words = text.strip()
    if words.lower() in {"", "none"}:
        return ""
    if len(words) > LONGEST_MARKING or not words.isprintable():
        raise BadSetting(f"MARKING must be one line of {LONGEST_MARKING} characters at most, or none")
    return words


def _one_of(environ: Mapping[str, str], name: str, *choices: str) -> str:
    """One of some words; the first where nothing is said."""
    text = environ.get(name) or choices[0]
    if text not in choices:
        raise BadSetting(f"{name} must be {' or '.join(choices)}, not {text!r}")
    return text


def _all_or_none(environ: Mapping[str, str], *names: str) -> None:
    missing = [name for name in names if not environ.get(name)]
    if missing and len(missing) < len(names):
        raise BadSetting(f"{' and '.join(missing)} must be set as well, or none of {', '.join(names)}")


def _database_url(url: str) -> str:
    """Accept the two databases that are tested, by the names people write them with."""
    if url.startswith("postgres://"):
        url = url.replace("postgres://", "postgresql://", 1)
    if url.startswith("postgresql://"):
        return url.replace("postgresql://", "postgresql+psycopg://", 1)
    if url.startswith(("sqlite:///", "postgresql+psycopg://")):
        return url
    raise BadSetting("DATABASE_URL must begin with sqlite:/// or postgresql://")


def _kept_secret(path: Path) -> str:
    """Make the key on the first start and keep it, so that sessions outlive a restart."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return path.read_text().strip()
