"""Actions and themes with good defaults; each call is a transaction of its own."""

from datetime import date

from dcpp.actions import services
from dcpp.actions.models import Action
from dcpp.actions.rules import ActionLevel
from dcpp.kernel.db import db, transaction
from dcpp.kernel.ids import new_id
from tests.makers.people import make_person

DUE = date(2026, 12, 14)


def kept(record):
    """The record as it is now, safe from what later transactions and pages forget."""
    db.session.refresh(record)
    db.session.expunge(record)
    return record


def make_action(owner=None, **details):
    """An action for somebody; raised today unless a clock says otherwise."""
    owner_id = (owner or make_person()).id
    given = {
        "what": "Bring the chronology up to date and use it in supervision",
        "due_on": DUE,
        "level": ActionLevel.CHILD,
        "origin_kind": "audit_finding",
        "origin_id": new_id(),
    }
    with transaction():
        action = services.raise_action(services.ActionDetails(owner_id=owner_id, **(given | details)))
    return kept(action)


def do(deed, action, **given):
    """One service on an action, in a transaction of its own."""
    with transaction():
        found = db.session.get_one(Action, action.id)
        deed(found, **given)
    return kept(found)
