"""Immediate concerns: raised from any page of an audit, seen, listed."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, case

from audits import access, forms, queries, services
from audits.models import Audit, Concern
from audits.rules.concerns import OPEN, CannotRaiseConcern, ConcernState
from audits.views import blueprint
from dcpp.kernel import clock, working_hours
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows
from dcpp.people import queries as people
from dcpp.people.queries.named import CannotFindPerson
from dcpp.web import stale
from dcpp.web.listing import Listing, OneOf, Words

ANY_OPEN = "open"
LATE = "late"
ORDER = (ConcernState.RAISED, ConcernState.ACKNOWLEDGED, ConcernState.CLOSED, ConcernState.WITHDRAWN)


@blueprint.app_template_global()
def open_concerns_of(audit: Audit) -> Sequence[Concern]:
    """For the banner on every page of an audit."""
    return queries.list_open_concerns(audit, viewer())


@blueprint.app_template_global()
def time_left(concern: Concern) -> str:
    """As in: 3 hours left; of working hours."""
    return working_hours.left_in_words(concern.answer_by, clock.now())


@blueprint.route("/<uuid:audit_id>/concerns/new", methods=["GET", "POST"])
@may(access.RAISE_CONCERNS)
@shows("audit")
def raise_concern(audit_id: UUID) -> ResponseReturnValue:
    """The page says what will happen; nothing happens before its button."""
    audit = queries.get_audit_to_raise_on(audit_id, viewer())
    step = services.who_is_next(services.place_of(audit), viewer().person_id, [])
    names = people.names_of(set(step.person_ids))
    form = forms.RaiseConcernForm()
    form.offer([names[one] for one in step.person_ids], step.rung.label)
    if form.validate_on_submit():
        try:
            concern_id = _raise(audit_id, form)
        except (CannotFindPerson, CannotRaiseConcern) as refusal:
            form.refuse(str(refusal), at=form.somebody_else)
        else:
            return redirect(url_for(".view_concern", concern_id=concern_id))
    hours = queries.get_concern_settings().answer_hours
    return render_template(
        "audits/raise_concern.html",
        audit=audit,
        form=form,
        hours=hours,
        answer_by=working_hours.add(clock.now(), timedelta(hours=hours)),
    )


def _raise(audit_id: UUID, form: forms.RaiseConcernForm) -> UUID:
    with transaction():
        concern = services.raise_concern(
            queries.get_audit_to_raise_on(audit_id, viewer(), held=True),
            words=form.words.data,
            by=viewer().person_id,
            tell_id=form.get_chosen_id(clock.today()),
        )
        concern_id, told = concern.id, [told.person.name for told in concern.told]
    if told:
        flash(f"Concern raised. Told by mail and on their first page: {', '.join(told)}")
    else:
        flash("Concern raised, but nobody is known here who could be told. Ring a manager now", "error")
    return concern_id


@blueprint.get("/concerns/<uuid:concern_id>")
@may(access.VIEW_CONCERNS)
@shows("concern")
def view_concern(concern_id: UUID) -> ResponseReturnValue:
    who = viewer()
    concern = queries.get_concern(concern_id, who)
    return render_template(
        "audits/view_concern.html",
        concern=concern,
        may_answer=who.may(access.ANSWER_CONCERNS)
        and who.person_id not in {concern.raised_by_id, concern.practitioner_id},
        me=who.person_id,
    )


@blueprint.get("/concerns")
@may(access.VIEW_CONCERNS)
def list_concerns() -> ResponseReturnValue:
    return render_template("audits/list_concerns.html", listing=_listing(), access=access)


def _listing() -> Listing:
    """Open ones first: those that wait for an answer, then those that somebody has in hand."""
    place = case({state.value: number for number, state in enumerate(ORDER)}, value=Concern.state, else_=9)
    return Listing(
        queries.select_concerns(viewer()),
        args=request.args,
        columns={"state": place, "raised": Concern.raised_at, "team": Audit.team_name},
        tie=Concern.reference.desc(),
        usual="state",
        filters=[
            OneOf(
                "state", "State", [(ANY_OPEN, "All that are open"), (LATE, "Not answered in time"), *ConcernState], _in
            ),
            OneOf(
                "service",
                "Service",
                [(service.id, service.name) for service in people.list_services()],
                lambda service_id: Concern.service_id == service_id,
            ),
            OneOf(
                "team",
                "Team",
                [(team.id, team.name) for team in people.list_teams()],
                lambda team_id: Concern.team_id == team_id,
            ),
            Words("case", "Case reference", lambda words: Audit.case_id == words),
        ],
    )


def _in(state: str) -> ColumnElement[bool]:
    if state == ANY_OPEN:
        return Concern.state.in_(OPEN)
    return queries.late_on(clock.now()) if state == LATE else Concern.state == state


@blueprint.route("/concerns/hours", methods=["GET", "POST"])
@may(access.SET_CONCERN_HOURS)
def set_concern_hours() -> ResponseReturnValue:
    settings = queries.get_concern_settings()
    form = forms.ConcernHoursForm(obj=settings)
    opened, again = form.opened, url_for(".set_concern_hours")
    yours = {"Number of hours": (form.answer_hours.data, "answer_hours")}
    if form.validate_on_submit():
        with transaction(), stale.both_shown(settings, opened=opened, yours=yours, again=again):
            services.set_concern_hours(settings, form.answer_hours.data)
        flash("Saved. It holds for whoever is told from now on")
        return redirect(url_for(".list_concerns"))
    return render_template("audits/set_concern_hours.html", form=form)
