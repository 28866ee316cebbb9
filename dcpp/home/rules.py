"""What waits for somebody, and how it is put in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One thing that waits for one person. what: the deed in their words; due_on: None where there is no date.

    What is urgent stands over everything else, whatever its date.
    """

    what: str
    reference: str
    href: str
    due_on: date | None
    state: str = "not_started"
    state_words: str = "Not started"
    is_urgent: bool = False

    def days_overdue(self, today: date) -> int:
        return max(0, (today - self.due_on).days) if self.due_on else 0


@dataclass(frozen=True)
class Headline:
    """A sentence with a number in it. place: a key of the page's table of links, where its rows are."""

    number: str
    after: str
    place: str

    @property
    def has_rows(self) -> bool:
        return self.number not in {"No", "0"}


@dataclass(frozen=True)
class Group:
    """Things that wait for about the same time."""

    title: str
    things: tuple[Waiting, ...]


def group_by_date(things: Iterable[Waiting], today: date) -> list[Group]:
    """Now, overdue, this week (to Sunday), later, without a date: by date within each, and only groups with something.

    What is urgent keeps the order in which it came.
    """
    things = list(things)
    ordered = sorted(things, key=lambda thing: (thing.due_on or date.max, thing.reference, thing.what))
    sunday = today + timedelta(days=6 - today.weekday())
    titles = ("Overdue", "Due this week", "Due later", "No date")
    groups = {"Now": tuple(thing for thing in things if thing.is_urgent)}
    groups |= {title: tuple(thing for thing in ordered if _title(thing, today, sunday) == title) for title in titles}
    return [Group(title, held) for title, held in groups.items() if held]


def _title(thing: Waiting, today: date, sunday: date) -> str:
    if thing.is_urgent:
        return "Now"
    if thing.due_on is None:
        return "No date"
    if thing.due_on < today:
        return "Overdue"
    return "Due this week" if thing.due_on <= sunday else "Due later"
