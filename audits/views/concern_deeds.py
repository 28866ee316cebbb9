"""What people do about an immediate concern: one page each."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.models import Concern
from audits.rules.concerns import CannotCloseConcern
from audits.views import blueprint
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows
from dcpp.web.forms import Form


@blueprint.route("/concerns/<uuid:concern_id>/acknowledge", methods=["GET", "POST"])
@may(access.ANSWER_CONCERNS)
@shows("concern")
def acknowledge_concern(concern_id: UUID) -> ResponseReturnValue:
    form = forms.AcknowledgeForm()

    def acknowledge(concern: Concern) -> None:
        services.acknowledge_concern(concern, words=form.words.data, by=viewer().person_id)

    said = "Acknowledged. Whoever raised the concern has been told"
    return _carry_out(concern_id, form, acknowledge, template="audits/acknowledge_concern.html", said=said)


@blueprint.route("/concerns/<uuid:concern_id>/update", methods=["GET", "POST"])
@may(access.RAISE_CONCERNS, access.ANSWER_CONCERNS)
@shows("concern")
def update_concern(concern_id: UUID) -> ResponseReturnValue:
    form = forms.UpdateConcernForm()

    def update(concern: Concern) -> None:
        services.update_concern(concern, words=form.words.data, by=viewer().person_id)

    return _carry_out(concern_id, form, update, template="audits/update_concern.html", said="Update added")


@blueprint.route("/concerns/<uuid:concern_id>/outcome", methods=["GET", "POST"])
@may(access.ANSWER_CONCERNS)
@shows("concern")
def record_outcome(concern_id: UUID) -> ResponseReturnValue:
    form = forms.OutcomeForm()

    def close(concern: Concern) -> None:
        assert form.done_on.data is not None
        services.record_outcome(concern, words=form.words.data, done_on=form.done_on.data, by=viewer().person_id)

    said = "Outcome recorded and concern closed. Whoever raised it is asked to look"
    return _carry_out(concern_id, form, close, template="audits/record_outcome.html", said=said)


@blueprint.post("/concerns/<uuid:concern_id>/seen")
@may(access.RAISE_CONCERNS)
def see_outcome(concern_id: UUID) -> ResponseReturnValue:
    with transaction():
        services.see_outcome(queries.get_concern_to_change(concern_id, viewer()), by=viewer().person_id)
    flash("Thank you. The concern’s history says that you have seen what was done")
    return redirect(url_for(".view_concern", concern_id=concern_id))


@blueprint.route("/concerns/<uuid:concern_id>/withdraw", methods=["GET", "POST"])
@may(access.RAISE_CONCERNS, access.ANSWER_CONCERNS)
@shows("concern")
def ask_to_withdraw_concern(concern_id: UUID) -> ResponseReturnValue:
    form = forms.AskToWithdrawForm()

    def ask(concern: Concern) -> None:
        services.ask_to_withdraw_concern(concern, words=form.words.data, by=viewer().person_id)

    said = "Asked. The concern stays open until a second person agrees"
    return _carry_out(concern_id, form, ask, template="audits/ask_to_withdraw_concern.html", said=said)


@blueprint.route("/concerns/<uuid:concern_id>/withdrawal", methods=["GET", "POST"])
@may(access.RAISE_CONCERNS, access.ANSWER_CONCERNS)
@shows("concern")
def answer_withdrawal(concern_id: UUID) -> ResponseReturnValue:
    form = forms.AnswerWithdrawalForm()

    def answer(concern: Concern) -> None:
        services.answer_withdrawal(concern, agrees=form.agrees.data, words=form.words.data, by=viewer().person_id)

    said = "Concern withdrawn" if form.agrees.data else "The concern stays open"
    return _carry_out(concern_id, form, answer, template="audits/answer_withdrawal.html", said=said)


def _carry_out(
    concern_id: UUID, form: Form, do: Callable[[Concern], None], *, template: str, said: str
) -> ResponseReturnValue:
    """Show the page, or do what it asks with the concern held, say so, and go back to it."""
    if form.validate_on_submit():
        try:
            with transaction():
                do(queries.get_concern_to_change(concern_id, viewer()))
        except CannotCloseConcern as refusal:
            form.refuse(str(refusal))
        else:
            flash(said)
            return redirect(url_for(".view_concern", concern_id=concern_id))
    return render_template(template, concern=queries.get_concern(concern_id, viewer()), form=form)
