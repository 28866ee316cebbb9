"""Social workers in their first years: who, how far, and what is due."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.viewing import shows
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.queries import named
from dcpp.web.forms import Form
from dcpp.web.listing import Listing, OneOf, Words
from training import access, forms, queries, services
from training.models import EarlyCareer
from training.rules.early_careers import CannotBeginEarlyCareer, EarlyCareerEnd
from training.views import blueprint


@blueprint.get("/early-careers")
@may(access.VIEW_CPD_STATUS)
def list_early_careers() -> ResponseReturnValue:
    today = clock.today()
    listing = Listing(
        queries.select_early_careers(viewer()),
        args=request.args,
        columns={"name": Person.name, "began": EarlyCareer.starts_on, "ends": EarlyCareer.ends_on},
        tie=EarlyCareer.id,
        usual="ends",
        filters=[
            Words("who", "Name", people.is_called),
            OneOf(
                "state",
                "State",
                [("running", "Running"), ("late", "Something is late"), ("ended", "Ended")],
                lambda state: {
                    "running": queries.is_running(),
                    "late": queries.is_late(today),
                    "ended": ~queries.is_running(),
                }[state],
            ),
        ],
    )
    return render_template("training/list_early_careers.html", listing=listing, today=today)


@blueprint.get("/early-careers/<uuid:early_career_id>")
@may(access.VIEW_CPD_STATUS, access.LOG_CPD)
@shows("early_career")
def view_early_career(early_career_id: UUID) -> ResponseReturnValue:
    career = queries.get_early_career(early_career_id, viewer())
    return render_template("training/view_early_career.html", career=career, today=clock.today())


@blueprint.route("/early-careers/new", methods=["GET", "POST"])
@may(access.MANAGE_EARLY_CAREERS)
def begin_early_career() -> ResponseReturnValue:
    today = clock.today()
    form = forms.begin_form(today)
    if form.validate_on_submit():
        try:
            with transaction():
                person = _in_line(named.get_named(form.person.data or "", today))
                supporter = named.get_named(form.supporter.data, today).id if form.supporter.data else None
                career = services.begin_early_career(
                    person, code=form.programme.data, starts_on=form.starts_on.data, supporter_id=supporter
                )
                address = url_for(".view_early_career", early_career_id=career.id)
        except named.CannotFindPerson as refusal:
            form.refuse(str(refusal), at=form.supporter if form.supporter.data else form.person)
        except Refusal as refusal:
            form.refuse(str(refusal))
        else:
            flash("Programme begun. The days of its reviews are set")
            return redirect(address)
    return render_template("training/begin_early_career.html", form=form)


def _in_line(person: Person) -> Person:
    try:
        return people.get_person(person.id, viewer(), access.MANAGE_EARLY_CAREERS)
    except NoResultFound as error:
        raise CannotBeginEarlyCareer(f"{person.name} is not in your line. Ask their manager") from error


@blueprint.route("/early-careers/<uuid:early_career_id>/review", methods=["GET", "POST"])
@may(access.MANAGE_EARLY_CAREERS)
@shows("early_career")
def review_early_career(early_career_id: UUID) -> ResponseReturnValue:
    form = forms.ReviewEarlyCareerForm()
    return _deed(
        early_career_id,
        form,
        "training/review_early_career.html",
        lambda career: services.review_early_career(
            career,
            done_on=form.done_on.data,
            is_on_track=bool(form.is_on_track.data),
            words=form.words.data or "",
        ),
        "Review recorded",
    )


@blueprint.route("/early-careers/<uuid:early_career_id>/extend", methods=["GET", "POST"])
@may(access.MANAGE_EARLY_CAREERS)
@shows("early_career")
def extend_early_career(early_career_id: UUID) -> ResponseReturnValue:
    form = forms.ExtendEarlyCareerForm()
    return _deed(
        early_career_id,
        form,
        "training/extend_early_career.html",
        lambda career: services.extend_early_career(career, ends_on=form.ends_on.data, reason=form.reason.data or ""),
        "Programme extended",
    )


@blueprint.route("/early-careers/<uuid:early_career_id>/end", methods=["GET", "POST"])
@may(access.MANAGE_EARLY_CAREERS)
@shows("early_career")
def end_early_career(early_career_id: UUID) -> ResponseReturnValue:
    form = forms.EndEarlyCareerForm()
    return _deed(
        early_career_id,
        form,
        "training/end_early_career.html",
        lambda career: services.end_early_career(
            career, end=EarlyCareerEnd(form.end.data), ended_on=form.ended_on.data
        ),
        "Programme ended",
    )


def _deed(
    early_career_id: UUID, form: Form, template: str, do: Callable[[EarlyCareer], object], said: str
) -> ResponseReturnValue:
    """One page on which something is done to a programme; a refusal stands on the page, with what was typed."""
    career = queries.get_early_career(early_career_id, viewer())
    if form.validate_on_submit():
        try:
            with transaction():
                do(queries.get_early_career(early_career_id, viewer(), held=True))
        except Refusal as refusal:
            form.refuse(str(refusal))
            career = queries.get_early_career(early_career_id, viewer())
        else:
            flash(said)
            return redirect(url_for(".view_early_career", early_career_id=early_career_id))
    return render_template(template, form=form, career=career)
