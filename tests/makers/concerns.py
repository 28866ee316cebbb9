"""Immediate concerns in every state; each call is a transaction of its own."""

from datetime import timedelta

from audits import services
from audits.models import Audit, Concern
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.people.rules import Role
from tests.makers.audits_done import make_audit, make_auditor
from tests.makers.people import make_person, make_team

SEEN = "The child has not been seen since the referral, and the record says that the risk has risen."


def make_line():
    """A practitioner with a team manager, a service manager and a head of service above; from the bottom."""
    head = make_person("Hana Head")
    service = make_person("Sol Service", line_manager=head)
    manager = make_person("Tam Team", line_manager=service)
    team = make_team(manager=manager)
    return [make_person("Pat Practitioner", Role.PRACTITIONER, team=team), manager, service, head]


def make_concern(audit=None, *, by=None, words=SEEN, tell=None):
    audit = audit or make_audit(make_auditor(), make_line()[0])
    audit_id, by_id, tell_id = audit.id, by.id if by else audit.auditor_id, tell.id if tell else None
    with transaction():
        concern = services.raise_concern(db.session.get_one(Audit, audit_id), words=words, by=by_id, tell_id=tell_id)
        concern_id = concern.id
    return db.session.get_one(Concern, concern_id)


def deed(do, concern, **said):
    """A deed of services in a transaction of its own; gives the concern."""
    concern_id = concern.id
    with transaction():
        do(db.session.get_one(Concern, concern_id), **said)
    return db.session.get_one(Concern, concern_id)


def make_acknowledged(concern=None, by=None):
    concern = db.session.get_one(Concern, (concern or make_concern()).id)
    by_id = by.id if by else concern.told[0].person_id
    return deed(services.acknowledge_concern, concern, words="I visit today at 3pm", by=by_id)


def make_closed(concern=None, by=None):
    concern = make_acknowledged(concern, by)
    by_id, words = concern.acknowledged_by_id, "Seen alone and safe, with a plan for the weekend"
    return deed(services.record_outcome, concern, words=words, done_on=clock.today(), by=by_id)


def escalate(hours=0):
    """What the job does, so many hours later by the wall."""
    with clock.pretend(clock.now() + timedelta(hours=hours)), transaction():
        return services.escalate_unanswered_concerns()
