"""Actions and themes with good defaults; each call is a transaction of its own."""

from datetime import date, timedelta

from dcpp.actions import services
from dcpp.actions.models import Action
from dcpp.actions.rules import ActionLevel
from dcpp.kernel import clock
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


A_PDF = b"%PDF-1.7 the plan as the review agreed it"


def add_evidence(action, **details):
    """A piece of evidence by the action’s owner: a PDF about 20 November unless told otherwise."""
    given = {"shows": "The plan as agreed", "about_on": date(2026, 11, 20), "file_name": "plan.pdf", "content": A_PDF}
    with transaction():
        found = db.session.get_one(Action, action.id)
        evidence = services.add_evidence(found, services.EvidenceDetails(**(given | details)), by=found.owner_id)
    return kept(evidence)


def make_checked(owner=None, *, checker=None, days_ago=60, **details):
    """An action whose evidence somebody else checked so many days ago."""
    owner, checker = owner or make_person("Olu Owner"), checker or make_person("Chen Checker")
    with clock.pretend(clock.now() - timedelta(days=days_ago + 20)):
        action = make_action(owner, due_on=clock.today() + timedelta(days=15), **details)
    with clock.pretend(clock.now() - timedelta(days=days_ago)):
        do(services.finish_action, action, words="Done, see the plan", by=owner.id)
        return do(services.check_action, action, words="Seen in the plan", by=checker.id)


def make_late(owner=None, *, days=1, **details):
    """An action that has been overdue for so many days."""
    with clock.pretend(clock.now() - timedelta(days=days + 10)):
        return make_action(owner, due_on=clock.today() + timedelta(days=10), **details)
