"""Exemptions: a line manager asks for one of their own people, a co-ordinator decides; each ends by itself."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id
from dcpp.people.models import Person
from training import events
from training.models import TrainingCourse, TrainingExemption
from training.rules.requirements import (
    CannotAskForExemption,
    CannotDecideExemption,
    ExemptionState,
    check_exemption,
)

LIVE = (ExemptionState.ASKED, ExemptionState.AGREED)


@dataclass(frozen=True, kw_only=True)
class ExemptionDetails:
    """Who is to be excused from what, why, and until when."""

    person_id: UUID
    course: TrainingCourse
    reason: str
    from_on: date
    until_on: date


def ask_for_exemption(details: ExemptionDetails, *, by: UUID, decides: bool = False) -> TrainingExemption:
    """Ask for it; whoever may decide gives it at once. Raises CannotAskForExemption. Nobody asks for themselves."""
    db.session.execute(select(Person.id).where(Person.id == details.person_id).with_for_update())
    reason = details.reason.strip()
    if details.person_id == by:
        raise CannotAskForExemption("Ask your line manager or the training co-ordinator: nobody excuses themselves")
    check_exemption(details.from_on, details.until_on, clock.today(), reason)
    if _live_one(details):
        raise CannotAskForExemption("There is an exemption for these days already. End it, or choose other days")
    exemption = TrainingExemption(
        id=new_id(),
        person_id=details.person_id,
        course=details.course,
        state=ExemptionState.ASKED,
        reason=reason,
        from_on=details.from_on,
        until_on=details.until_on,
        asked_at=clock.now(),
        asked_by_id=by,
        version=1,
    )
    db.session.add(exemption)
    db.session.flush()
    announce(events.TrainingExemptionAsked(happened_at=clock.now(), **_named(exemption)))
    if decides:
        decide_exemption(exemption, agreed=True, by=by, why="")
    return exemption


def decide_exemption(exemption: TrainingExemption, *, agreed: bool, by: UUID, why: str) -> None:
    """Agree or decline what was asked. Raises CannotDecideExemption."""
    if exemption.state is not ExemptionState.ASKED:
        raise CannotDecideExemption(f"This is decided already: {exemption.state.label.lower()}")
    if exemption.person_id == by:
        raise CannotDecideExemption("Somebody else must decide: nobody excuses themselves")
    if not agreed and not why.strip():
        raise CannotDecideExemption("Enter why it is declined: whoever asked will read it")
    exemption.state = ExemptionState.AGREED if agreed else ExemptionState.DECLINED
    exemption.decided_at, exemption.decided_by_id, exemption.decided_why = clock.now(), by, why.strip()
    db.session.flush()
    if agreed:
        announce(events.TrainingExemptionAgreed(happened_at=clock.now(), **_named(exemption)))
    else:
        announce(events.TrainingExemptionDeclined(happened_at=clock.now(), **_named(exemption)))


def end_exemption(exemption: TrainingExemption) -> None:
    """Take it back: it holds no longer than yesterday. Raises CannotDecideExemption."""
    yesterday = clock.today() - timedelta(days=1)
    if exemption.state not in LIVE or exemption.until_on <= yesterday:
        raise CannotDecideExemption("This exemption has ended already")
    if exemption.state is ExemptionState.ASKED or exemption.from_on > yesterday:
        exemption.state = ExemptionState.ENDED
    else:
        exemption.until_on = yesterday
    db.session.flush()
    announce(events.TrainingExemptionEnded(happened_at=clock.now(), **_named(exemption)))


def _live_one(details: ExemptionDetails) -> bool:
    one = TrainingExemption
    return bool(
        db.session.scalar(
            select(one.id)
            .where(
                one.person_id == details.person_id,
                one.course_id == details.course.id,
                one.state.in_(LIVE),
                one.from_on <= details.until_on,
                one.until_on >= details.from_on,
            )
            .limit(1)
        )
    )


def _named(exemption: TrainingExemption) -> dict[str, UUID]:
    return {
        "exemption_id": exemption.id,
        "person_id": exemption.person_id,
        "course_id": exemption.course.id,
    }
