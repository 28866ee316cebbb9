"""From two grades to one: proposed, answered, decided; and giving a moderation to somebody else."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.forms import SettleForm
from audits.models import Moderation
from audits.rules.moderation import CannotAgreeGrade, CannotAllocateModeration
from audits.views import blueprint
from dcpp.actions.rules import CannotRaiseAction
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows
from dcpp.people.queries.named import CannotFindPerson, get_named
from dcpp.web.forms import Form
from dcpp.web.stale import OPENED


@blueprint.route("/moderations/<uuid:moderation_id>/agreement", methods=["GET", "POST"])
@may(access.MODERATE_AUDITS)
@shows("moderation")
def propose_grade(moderation_id: UUID) -> ResponseReturnValue:
    moderation = queries.get_moderation(moderation_id, viewer())
    _check(services.check_may_propose, moderation)
    form = _form(moderation, with_feedback=True)
    if form.validate_on_submit():
        try:
            with transaction():
                moderation = _unchanged(moderation_id, form)
                services.propose_grade(moderation, form.agreed(clock.today()), by=viewer().person_id)
        except (CannotAgreeGrade, CannotFindPerson, CannotRaiseAction) as refusal:
            _refuse(form, refusal)
        else:
            flash("Grade proposed" if not moderation.is_agreed else "Grade agreed: it stays as the auditor gave it")
            return redirect(url_for(".view_moderation", moderation_id=moderation_id))
    return _page("audits/propose_grade.html", moderation_id, form)


@blueprint.route("/moderations/<uuid:moderation_id>/answer", methods=["GET", "POST"])
@may(access.CARRY_OUT_AUDITS)
@shows("moderation")
def answer_proposal(moderation_id: UUID) -> ResponseReturnValue:
    moderation = queries.get_moderation(moderation_id, viewer())
    _check(services.check_may_answer, moderation)
    form = forms.AnswerProposalForm(obj=moderation)
    if form.validate_on_submit():
        try:
            with transaction():
                moderation = _unchanged(moderation_id, form)
                services.answer_proposal(
                    moderation, agrees=form.agrees.data, words=form.words.data or "", by=viewer().person_id
                )
        except CannotAgreeGrade as refusal:
            form.refuse(str(refusal), at=form.words)
        else:
            flash("Grade agreed" if form.agrees.data else "Sent to a practice lead, who decides")
            return redirect(url_for(".view_moderation", moderation_id=moderation_id))
    return _page("audits/answer_proposal.html", moderation_id, form)


@blueprint.route("/moderations/<uuid:moderation_id>/decision", methods=["GET", "POST"])
@may(access.SETTLE_MODERATIONS)
@shows("moderation")
def decide_grade(moderation_id: UUID) -> ResponseReturnValue:
    moderation = queries.get_moderation(moderation_id, viewer())
    _check(services.check_may_decide, moderation)
    form = _form(moderation, with_feedback=False)
    if form.validate_on_submit():
        try:
            with transaction():
                moderation = _unchanged(moderation_id, form)
                services.decide_grade(moderation, form.agreed(clock.today()), by=viewer().person_id)
        except (CannotAgreeGrade, CannotFindPerson, CannotRaiseAction) as refusal:
            _refuse(form, refusal)
        else:
            flash("Grade decided")
            return redirect(url_for(".view_moderation", moderation_id=moderation_id))
    return _page("audits/decide_grade.html", moderation_id, form)


@blueprint.route("/moderations/<uuid:moderation_id>/moderator", methods=["GET", "POST"])
@may(access.SETTLE_MODERATIONS)
@shows("moderation")
def reallocate_moderation(moderation_id: UUID) -> ResponseReturnValue:
    form = forms.ModeratorForm()
    if form.validate_on_submit():
        try:
            with transaction():
                moderation = queries.get_moderation_to_change(moderation_id, viewer())
                person = get_named(form.moderator.data, clock.today())
                services.reallocate_moderation(moderation, person, reason=form.reason.data, by=viewer().person_id)
        except (CannotAllocateModeration, CannotFindPerson) as refusal:
            form.refuse(str(refusal), at=form.moderator)
        else:
            flash("Moderation given to its new moderator")
            return redirect(url_for(".view_moderation", moderation_id=moderation_id))
    return _page("audits/reallocate_moderation.html", moderation_id, form)


def _check(check: Callable[[Moderation, UUID], None], moderation: Moderation) -> None:
    """Refuse what cannot be done; but whoever began while it could is shown both texts first, by their form."""
    opened = request.form.get(OPENED, type=int)
    if moderation.is_blind or opened in {None, moderation.version}:
        check(moderation, viewer().person_id)


def _unchanged(moderation_id: UUID, form: Form) -> Moderation:
    """The moderation, held, as it was when the page was opened: nobody agrees to what they have not seen."""
    moderation = queries.get_moderation_to_change(moderation_id, viewer())
    form.check_is_fresh(moderation)
    return moderation


def _form(moderation: Moderation, *, with_feedback: bool) -> SettleForm:
    """A moderator begins from what they proposed last; who decides between two begins from neither."""
    first, second = queries.answers_of(moderation.audit), queries.readings_of(moderation)
    differing = [
        forms.Differing(one, first[one.code].answer, second[one.code].answer)
        for one in queries.sections_that_differ(moderation)
    ]
    start = {code: one.proposed for code, one in second.items() if one.proposed and with_feedback}
    return forms.settle_form(moderation, differing, start, with_feedback=with_feedback)


def _refuse(form: SettleForm, refusal: Exception) -> None:
    about_action = isinstance(refusal, CannotFindPerson | CannotRaiseAction) or "action" in str(refusal)
    form.refuse(str(refusal), at=form.action_by if about_action else form.reason)


def _page(template: str, moderation_id: UUID, form: object) -> ResponseReturnValue:
    moderation = queries.get_moderation(moderation_id, viewer())
    is_revealed = not moderation.is_blind
    return render_template(
        template,
        moderation=moderation,
        audit=moderation.audit,
        form=form,
        differing=queries.sections_that_differ(moderation) if is_revealed else [],
        answers=queries.answers_of(moderation.audit) if is_revealed else {},
        readings=queries.readings_of(moderation) if is_revealed else {},
        may_need_action=is_revealed and not queries.actions_of(moderation.audit),
    )
