"""People for those who look after the list: find, open, add, change; roles; help with signing in."""

from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security.recoverable import send_reset_password_instructions

from dcpp.kernel import clock
from dcpp.kernel.access import Viewer, may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.related import related_to
from dcpp.kernel.viewing import shows
from dcpp.people import access, queries, rules
from dcpp.people.forms.people import PersonForm, RoleForm, UnbindForm
from dcpp.people.models import Person, Team
from dcpp.people.queries import accounts
from dcpp.people.queries import people as people_queries
from dcpp.people.queries import sign_ins as sign_in_queries
from dcpp.people.services import council_accounts, people, roles, second_factor, sign_ins
from dcpp.people.views.history import history_of
from dcpp.web import fields
from dcpp.web.listing import Listing, OneOf, Words

blueprint = Blueprint("people", __name__, url_prefix="/people")


@blueprint.get("")
@may(access.VIEW_PEOPLE)
def list_people() -> ResponseReturnValue:
    return render_template("people/list_people.html", listing=people_listing(viewer()), today=clock.today())


def people_listing(who: Viewer) -> Listing:
    today = clock.today()
    return Listing(
        people_queries.select_people(who, access.VIEW_PEOPLE, today=today, left=request.args.get("here")),
        args=request.args,
        columns={"name": Person.name, "team": Team.name, "job": Person.job_role},
        tie=Person.id,
        filters=[
            Words("who", "Name or e-mail", people_queries.is_called),
            OneOf("team", "Team", [(t.id, t.name) for t in queries.list_teams()], lambda team: Person.team_id == team),
            OneOf("role", "Role", [(role, role.label) for role in rules.GIVEN_ROLES], people_queries.holds),
            OneOf("here", "Working here", [("left", "Have left"), ("all", "Everybody")], people_queries.anybody),
        ],
    )


@blueprint.get("/<uuid:person_id>")
@may(access.VIEW_PEOPLE)
@shows("person")
def view_person(person_id: UUID) -> ResponseReturnValue:
    person = queries.get_person(person_id, viewer(), access.VIEW_PEOPLE)
    account = accounts.get_account_of(person.id)
    idle = current_app.extensions["settings"].idle_limit
    sees_sign_ins = viewer().may(access.HELP_WITH_SIGN_IN)
    return render_template(
        "people/view_person.html",
        person=person,
        today=clock.today(),
        line_manager=queries.find_line_manager(person, clock.today()),
        role_form=RoleForm(),
        account_held=account,
        sign_ins=()
        if person.has_left(clock.today())
        else sign_in_queries.list_open_sign_ins(account.id, clock.now(), idle),
        history=history_of(person.id, with_sign_ins=sees_sign_ins),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@may(access.MANAGE_PEOPLE)
def add_person() -> ResponseReturnValue:
    form = PersonForm()

    if form.validate_on_submit():
        try:
            with transaction():
                person = people.add_person(form.details())
        except Refusal as refusal:
            form.refuse(str(refusal), at=_fault(form, str(refusal)))
        else:
            flash(f"{person.name} is added. Now say what they do here")
            return redirect(url_for(".view_person", person_id=person.id))

    return render_template("people/add_person.html", form=form)


@blueprint.route("/<uuid:person_id>/change", methods=["GET", "POST"])
@may(access.MANAGE_PEOPLE)
@shows("person")
def change_person(person_id: UUID) -> ResponseReturnValue:
    person = queries.get_person(person_id, viewer(), access.MANAGE_PEOPLE)
    form = PersonForm.of(person)

    if form.validate_on_submit():
        try:
            left_on = person.leaves_on
            with transaction():
                people.change_person(person, form.details())
        except Refusal as refusal:
            form.refuse(str(refusal), at=_fault(form, str(refusal)))
        else:
            flash("The record is changed")
            return redirect(_next_after_change(person_id, is_leaving=form.leaves_on.data not in {None, left_on}))

    return render_template("people/change_person.html", form=form, person=person)


def _next_after_change(person_id: UUID, *, is_leaving: bool) -> str:
    """When a leaving day was set, to what the person leaves undone, if the one who set it may give it to others."""
    left_to_do = related_to("leaver", person_id) if is_leaving else []
    return left_to_do[0].url if left_to_do else url_for(".view_person", person_id=person_id)


def _fault(form: PersonForm, sentence: str) -> fields.Question | None:
    """Beside which question a refusal belongs."""
    marks = {
        "e-mail": form.email,
        "Social Work England": form.social_work_england_number,
        "leaving day": form.leaves_on,
        "partner agency": form.partner_agency,
        "line manager": form.line_manager_email,
    }
    return next((question for mark, question in marks.items() if mark in sentence), None)


@blueprint.post("/<uuid:person_id>/roles")
@may(access.GIVE_ROLES)
def give_role(person_id: UUID) -> ResponseReturnValue:
    person = queries.get_person(person_id, viewer(), access.GIVE_ROLES)
    form = RoleForm()
    if form.validate_on_submit():
        with transaction():
            roles.give_role(person, form.role.data, form.limited_to.data or None)
        flash(f"{form.role.data.label} is given")
    else:
        flash("Select a role", "error")
    return redirect(url_for(".view_person", person_id=person_id, _anchor="roles"))


@blueprint.post("/<uuid:person_id>/roles/<any({}):role>/take-away".format(",".join(rules.GIVEN_ROLES)))
@may(access.GIVE_ROLES)
def take_role_away(person_id: UUID, role: str) -> ResponseReturnValue:
    person = queries.get_person(person_id, viewer(), access.GIVE_ROLES)
    with transaction():
        roles.take_role_away(person, rules.Role(role), by=viewer().person_id)
    flash(f"{rules.Role(role).label} is taken away")
    return redirect(url_for(".view_person", person_id=person_id, _anchor="roles"))


@blueprint.post("/<uuid:person_id>/help/<any(mail,leave,app):name>")
@may(access.HELP_WITH_SIGN_IN)
def help_with_sign_in(person_id: UUID, name: str) -> ResponseReturnValue:
    person = queries.get_person(person_id, viewer(), access.HELP_WITH_SIGN_IN)
    account = accounts.get_account_of(person.id)
    with transaction():
        if name == "mail":
            send_reset_password_instructions(account)  # type: ignore[no-untyped-call]
        if name == "app":
            second_factor.turn_off(account, "administrator")
        if name in {"leave", "app"}:
            sign_ins.end_sign_ins(account, how="ended by administrator")
    flash(HELPED[name].format(name=person.name))
    return redirect(url_for(".view_person", person_id=person_id, _anchor="signing-in"))


@blueprint.route("/<uuid:person_id>/unbind", methods=["GET", "POST"])
@may(access.HELP_WITH_SIGN_IN)
@shows("person")
def unbind_council_account(person_id: UUID) -> ResponseReturnValue:
    person = queries.get_person(person_id, viewer(), access.HELP_WITH_SIGN_IN)
    form = UnbindForm()
    council_accounts.check_bound(accounts.get_account_of(person.id))

    if form.validate_on_submit():
        with transaction():
            council_accounts.unbind(accounts.get_account_of(person.id), form.reason.data)
        flash(f"{person.name} is unbound and signed out. The next council account with their address is bound")
        return redirect(url_for(".view_person", person_id=person_id, _anchor="signing-in"))

    return render_template("people/unbind_council_account.html", form=form, person=person)


HELPED = {
    "mail": "A mail for choosing a password is on its way to {name}",
    "leave": "{name} is signed out everywhere",
    "app": "The app and the recovery codes of {name} are taken away",
}
