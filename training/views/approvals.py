"""Answers of managers: the requests that wait for somebody, one request, several at once, and who stands in."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.viewing import shows, shows_no_record
from dcpp.people.queries import named
from dcpp.web.fields import Option
from training import access, forms, queries, services
from training.models import Booking
from training.views import blueprint


@blueprint.route("/approvals", methods=["GET", "POST"])
@may(access.APPROVE_BOOKINGS)
def list_approvals() -> ResponseReturnValue:
    requests = queries.list_to_approve(viewer())
    form = forms.ApproveManyForm()
    form.bookings.choices = [Option(one.id, f"{one.person.name}: {one.session.course.title}") for one in requests]
    if form.validate_on_submit():
        done, refused = _approve_all(form.bookings.data)
        if done:
            flash(f"{done} {'request' if done == 1 else 'requests'} approved")
        for sentence in refused:
            flash(sentence, "error")
        return redirect(url_for(".list_approvals"))
    return render_template(
        "training/list_approvals.html",
        form=form,
        requests=requests,
        behind=queries.list_behind(requests),
        delegations=queries.list_delegations(viewer().person_id, clock.today()),
        today=clock.today(),
    )


def _approve_all(booking_ids: list[UUID]) -> tuple[int, list[str]]:
    """Each in a transaction of its own: one that cannot be approved keeps no other back."""
    done, refused = 0, []
    for booking_id in booking_ids:
        try:
            with transaction():
                booking = queries.get_booking(booking_id, viewer())
                reference = booking.reference
                _answer(booking, approves=True)
            done += 1
        except Refusal as refusal:
            refused.append(f"{reference}: {refusal}")
    return done, refused


@blueprint.route("/bookings/<uuid:booking_id>/answer", methods=["GET", "POST"])
@may(access.APPROVE_BOOKINGS, access.PLACE_BOOKINGS)
@shows("booking")
def answer_booking(booking_id: UUID) -> ResponseReturnValue:
    form = forms.AnswerForm()
    if form.validate_on_submit():
        approves = form.answer.data == forms.APPROVE
        try:
            with transaction():
                booking = queries.get_booking(booking_id, viewer())
                _answer(booking, approves=approves, why=form.why.data or "")
        except Refusal as refusal:
            form.refuse(str(refusal), at=form.answer)
        else:
            flash("Approved. They have been told" if approves else "Declined. They have been told")
            return redirect(url_for(".list_approvals"))
    booking = queries.get_booking(booking_id, viewer())
    return render_template(
        "training/answer_booking.html",
        booking=booking,
        session=booking.session,
        form=form,
        behind=queries.list_behind([booking])[booking.id],
        may_answer=queries.may_decide(viewer(), booking),
        places=queries.count_places([booking.session_id])[booking.session_id],
    )


def _answer(booking: Booking, *, approves: bool, why: str = "") -> None:
    if not queries.may_decide(viewer(), booking):
        raise Forbidden
    if approves:
        services.approve_booking(booking, by=viewer().person_id)
    else:
        services.decline_booking(booking, why=why, by=viewer().person_id)


@blueprint.route("/approvals/delegates", methods=["GET", "POST"])
@may(access.APPROVE_BOOKINGS)
def name_delegate() -> ResponseReturnValue:
    form, who = forms.DelegateForm(), viewer()
    if form.validate_on_submit():
        try:
            with transaction():
                delegate = named.get_named(form.delegate.data, clock.today())
                name = delegate.name
                services.name_delegate(
                    who.person_id,
                    delegate,
                    starts_on=form.starts_on.data,
                    ends_on=form.ends_on.data,
                    by=who.person_id,
                )
        except Refusal as refusal:
            form.refuse(str(refusal), at=form.delegate)
        else:
            flash(f"{name} answers in your place on those days")
            return redirect(url_for(".name_delegate"))
    delegations = queries.list_delegations(who.person_id, clock.today())
    return render_template("training/name_delegate.html", form=form, delegations=delegations, today=clock.today())


@blueprint.post("/approvals/delegates/<uuid:delegation_id>/end")
@may(access.APPROVE_BOOKINGS)
@shows_no_record("It ends what the manager themselves gave")
def end_delegation(delegation_id: UUID) -> ResponseReturnValue:
    with transaction():
        services.end_delegation(queries.get_delegation(delegation_id, viewer()))
    flash("You answer your people’s requests yourself again")
    return redirect(url_for(".name_delegate"))
