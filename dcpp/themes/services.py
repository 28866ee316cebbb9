"""What can be done to themes."""

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.themes import events, queries, rules
from dcpp.themes.models import Theme


def add_theme(*, name: str, description: str) -> Theme:
    code = rules.code_from(name)
    if not code:
        raise rules.CannotAddTheme("Enter a name with letters or numbers in it")
    if queries.find_by_name(name) or queries.find_by_code(code):
        raise rules.CannotAddTheme(f"There is already a theme called “{name}”. Enter another name, or restore that one")
    theme = Theme(code=code, name=name, description=description)
    db.session.add(theme)
    db.session.flush()
    announce(events.ThemeAdded(happened_at=clock.now(), theme_id=theme.id, code=code))
    return theme


def rename_theme(theme: Theme, *, name: str, description: str) -> None:
    """Better words for the same theme; its code, and all that carries it, stay."""
    namesake = queries.find_by_name(name)
    if namesake and namesake is not theme:
        raise rules.CannotRenameTheme(f"There is already a theme called “{name}”. Enter another name")
    theme.name, theme.description = name, description
    db.session.flush()
    announce(events.ThemeRenamed(happened_at=clock.now(), theme_id=theme.id, code=theme.code))


def retire_theme(theme: Theme) -> None:
    """Nothing new can carry it; what carries it already keeps it."""
    if not theme.is_active:
        raise rules.CannotRetireTheme(f"“{theme.name}” is already retired")
    theme.retired_on = clock.today()
    db.session.flush()
    announce(events.ThemeRetired(happened_at=clock.now(), theme_id=theme.id, code=theme.code))


def restore_theme(theme: Theme) -> None:
    if theme.is_active:
        raise rules.CannotRestoreTheme(f"“{theme.name}” is in use already")
    theme.retired_on = None
    db.session.flush()
    announce(events.ThemeRestored(happened_at=clock.now(), theme_id=theme.id, code=theme.code))
