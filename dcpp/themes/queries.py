"""Questions about themes."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from dcpp.kernel.db import db
from dcpp.themes.models import Theme


def get_theme(theme_id: UUID) -> Theme:
    return db.session.scalars(select(Theme).where(Theme.id == theme_id)).one()


def find_by_code(code: str) -> Theme | None:
    return db.session.scalars(select(Theme).where(Theme.code == code)).one_or_none()


def find_by_name(name: str) -> Theme | None:
    """However it is written: letters alone, capital or small."""
    return db.session.scalars(select(Theme).where(func.lower(Theme.name) == name.lower())).one_or_none()


def list_themes() -> Sequence[Theme]:
    """All, those in use first."""
    return db.session.scalars(select(Theme).order_by(Theme.retired_on.is_not(None), Theme.name, Theme.id)).all()


def list_active() -> Sequence[Theme]:
    return db.session.scalars(select(Theme).where(Theme.retired_on.is_(None)).order_by(Theme.name, Theme.id)).all()
