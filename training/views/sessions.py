"""One session, for everybody who may see it."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.viewing import shows_no_record
from training import access, queries, services
from training.rules import wording
from training.rules.cut_offs import last_day
from training.views import blueprint


@blueprint.get("/sessions/<uuid:session_id>")
@may(access.VIEW_CATALOGUE, access.MANAGE_SESSIONS)
@shows_no_record("When a course runs is for everybody who may book it")
def view_session(session_id: UUID) -> ResponseReturnValue:
    plans, who = viewer().may(access.MANAGE_SESSIONS), viewer().person_id
    attendee = queries.attendee_of(who)
    session = queries.get_session(session_id, attendee, planned=plans)
    return render_template(
        "training/view_session.html",
        session=session,
        rule=session.rule,
        closes_on=last_day(session.first_starts_at, session.rule.closes_days),
        places=queries.count_places([session_id])[session_id],
        booking=queries.find_live_booking(session_id, who),
        may_ask=services.may_ask(session, attendee, clock.now()),
        plans=plans,
        knows_link=plans or session.trainer_id == who,
        clashes=queries.clashes_of(session) if plans and session.state.is_live else [],
        wording=wording,
        now=clock.now(),
    )
