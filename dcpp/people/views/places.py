"""Teams and services."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel.access import may
from dcpp.kernel.db import db, transaction
from dcpp.kernel.viewing import shows_no_record
from dcpp.people import access, queries, rules
from dcpp.people.forms.people import ServiceForm, TeamForm
from dcpp.people.models import Service
from dcpp.people.services import people

blueprint = Blueprint("places", __name__, url_prefix="/teams")


@blueprint.get("")
@may(access.MANAGE_PEOPLE)
def list_teams() -> ResponseReturnValue:
    return render_template(
        "people/list_teams.html",
        services=queries.list_services(),
        teams=queries.list_teams(),
        counts=queries.count_members(),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@may(access.MANAGE_PEOPLE)
def add_team() -> ResponseReturnValue:
    form = TeamForm()

    if form.validate_on_submit():
        service = db.session.get_one(Service, form.service_id.data)
        try:
            with transaction():
                people.add_team(form.name.data, service, manager_id=form.manager_id, kind=form.kind.data)
        except rules.CannotKeepPlace as refusal:
            form.refuse(str(refusal), at=form.name)
        else:
            flash(f"{form.name.data} is added")
            return redirect(url_for(".list_teams"))

    return render_template("people/add_team.html", form=form)


@blueprint.route("/<uuid:team_id>/change", methods=["GET", "POST"])
@may(access.MANAGE_PEOPLE)
@shows_no_record("Everybody sees which teams and services there are")
def change_team(team_id: UUID) -> ResponseReturnValue:
    team = queries.get_team(team_id)
    form = TeamForm(obj=team, data={"manager_email": team.manager.email if team.manager else None})

    if form.validate_on_submit():
        values = {name: form[name].data for name in ("name", "service_id", "kind")}
        try:
            with transaction():
                people.change_team(team, **values, manager_id=form.manager_id)
        except rules.CannotKeepPlace as refusal:
            form.refuse(str(refusal), at=form.name)
        else:
            flash("The team is changed")
            return redirect(url_for(".list_teams"))

    return render_template("people/change_team.html", form=form, team=team)


@blueprint.route("/services/new", methods=["GET", "POST"])
@may(access.MANAGE_PEOPLE)
def add_service() -> ResponseReturnValue:
    form = ServiceForm()

    if form.validate_on_submit():
        try:
            with transaction():
                people.add_service(form.name.data)
        except rules.CannotKeepPlace as refusal:
            form.refuse(str(refusal), at=form.name)
        else:
            flash(f"{form.name.data} is added")
            return redirect(url_for(".list_teams"))

    return render_template("people/add_service.html", form=form)


@blueprint.route("/services/<uuid:service_id>/rename", methods=["GET", "POST"])
@may(access.MANAGE_PEOPLE)
@shows_no_record("Everybody sees which teams and services there are")
def rename_service(service_id: UUID) -> ResponseReturnValue:
    service = queries.get_service(service_id)
    form = ServiceForm(obj=service)

    if form.validate_on_submit():
        try:
            with transaction():
                people.rename_service(service, form.name.data)
        except rules.CannotKeepPlace as refusal:
            form.refuse(str(refusal), at=form.name)
        else:
            flash("The service has its new name")
            return redirect(url_for(".list_teams"))

    return render_template("people/rename_service.html", form=form, service=service)
