"""Renewing a registration, and where a team stands: done or not done, never what anybody wrote."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import Viewer, may, viewer
from dcpp.kernel.db import transaction
from dcpp.people import queries as people
from dcpp.people.models import Person, Team
from dcpp.web import exports
from dcpp.web.listing import Listing, OneOf, Words
from dcpp.web.sheets import Sheet
from training import access, forms, queries, services
from training.rules.registration import CannotNoteRenewal
from training.views import blueprint

COLUMNS = ["Name", "Team", "Pieces finished", "With a peer", "CPD", "Form", "Fee"]


@blueprint.route("/cpd/renewal", methods=["GET", "POST"])
@may(access.LOG_CPD)
def note_renewal() -> ResponseReturnValue:
    me, today = viewer().person_id, clock.today()
    year_on = queries.rule_on(today).year_of(today)
    form = forms.RenewalForm(obj=queries.find_renewal(me, year_on))
    if form.validate_on_submit():
        try:
            with transaction():
                services.note_renewal(
                    me, joined_on=form.joined_on.data, form_on=form.form_on.data, fee_on=form.fee_on.data
                )
        except CannotNoteRenewal as refusal:
            form.refuse(str(refusal))
        else:
            flash("Saved")
            return redirect(url_for(".view_my_cpd"))
    return render_template("training/note_renewal.html", form=form, standing=queries.my_registration(viewer(), year_on))


@blueprint.get("/registrations")
@may(access.VIEW_CPD_STATUS)
def list_registrations() -> ResponseReturnValue:
    today = clock.today()
    year_on = queries.rule_on(today).year_of(today)
    listing = _listing(viewer())
    every, done = queries.count_registered(viewer(), today, year_on)
    return render_template(
        "training/list_registrations.html",
        listing=listing,
        standings=queries.registrations_of([person.id for person in listing.rows], year_on),
        every=every,
        done=done,
        year_on=year_on,
        rule=queries.rule_on(today),
        today=today,
    )


@blueprint.get("/registrations/export")
@may(access.VIEW_CPD_STATUS)
def export_registrations() -> ResponseReturnValue:
    today = clock.today()
    year_on = queries.rule_on(today).year_of(today)
    listing = _listing(viewer())
    people_listed = list(listing.stream())
    standings = queries.registrations_of([person.id for person in people_listed], year_on)
    rows = []
    for person in people_listed:
        one = standings[person.id]
        state = "Done" if one.is_cpd_done else "Not done"
        team = person.team.name if person.team else ""
        rows.append([person.name, team, one.pieces, one.with_peer, state, _said(one.form_on), _said(one.fee_on)])
    facts = exports.facts_of_listing(listing, "Registrations")
    return exports.send_sheets(Sheet("Registrations", COLUMNS, rows, facts), name="registrations", kind="registrations")


def _said(on: object) -> str:
    return "Said done" if on else "Not said"


def _listing(who: Viewer) -> Listing:
    today = clock.today()
    year_on = queries.rule_on(today).year_of(today)
    done = queries.is_cpd_done(year_on)
    return Listing(
        queries.select_registered(who, today),
        args=request.args,
        columns={"name": Person.name, "team": Team.name},
        tie=Person.id,
        filters=[
            Words("who", "Name", people.is_called),
            OneOf("team", "Team", [(t.id, t.name) for t in people.list_teams()], lambda team: Person.team_id == team),
            OneOf("cpd", "CPD", [("done", "Done"), ("open", "Not done")], lambda v: done if v == "done" else ~done),
        ],
    )
