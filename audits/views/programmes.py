"""Programmes: the list, one with its draws, a new one, one like another, a change."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.models import AuditProgramme
from audits.rules.exemptions import ExemptionState
from audits.rules.programmes import CannotSetUpProgramme
from audits.views import blueprint
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows_no_record
from dcpp.people.queries.named import CannotFindPerson

KINDS = ", ".join(kind.value for kind in AuditKind)


@blueprint.get("/programmes")
@may(access.VIEW_SAMPLES)
def list_programmes() -> ResponseReturnValue:
    month = clock.month_of(clock.today())
    return render_template(
        "audits/list_programmes.html",
        programmes=queries.list_programmes(),
        draws=queries.live_draws_of(month),
        month=month,
        may_set_up=viewer().may(access.SET_UP_PROGRAMMES),
        access=access,
    )


@blueprint.get("/programmes/<uuid:programme_id>")
@may(access.VIEW_SAMPLES)
@shows_no_record("What a programme says is for everybody who may see samples")
def view_programme(programme_id: UUID) -> ResponseReturnValue:
    programme = queries.get_programme(programme_id)
    draws, counts = queries.list_draws(programme_id), queries.count_cases(programme_id)
    this_month = clock.month_of(clock.today())
    drawn = {draw.month for draw in draws if draw.abandoned_at is None}
    return render_template(
        "audits/view_programme.html",
        programme=programme,
        draws=[(draw, counts.get(draw.id, queries.CaseCount())) for draw in draws],
        may_set_up=viewer().may(access.SET_UP_PROGRAMMES),
        may_draw=viewer().may(access.DRAW_SAMPLES),
        open_months=[month for month in (this_month, clock.add_months(this_month, 1)) if month not in drawn],
        exemptions=queries.count_exemptions(programme_id),
        states=ExemptionState,
        access=access,
        **_said_by(programme),
    )


def _said_by(programme: AuditProgramme) -> dict[str, Any]:
    """What the summary of a programme needs beside it."""
    return {
        "drawn_from": [status for status in CaseStatus if status.value not in programme.statuses_left_out],
        "rules": queries.rules_of(programme),
        "tool_words": queries.tool_words_of(programme, clock.today()),
    }


@blueprint.route("/programmes/new", methods=["GET", "POST"])
@may(access.SET_UP_PROGRAMMES)
def choose_kind() -> ResponseReturnValue:
    form = forms.KindForm()
    if form.validate_on_submit():
        return redirect(url_for(".set_up_programme", kind=form.kind.data.value))
    return render_template("audits/choose_kind.html", form=form)


@blueprint.route(
    "/programmes/new/<any({}):kind>".format(", ".join(kind.value for kind in AuditKind)), methods=["GET", "POST"]
)
@may(access.SET_UP_PROGRAMMES)
def set_up_programme(kind: str) -> ResponseReturnValue:
    chosen = AuditKind(kind)
    form = _form_of(chosen, forms.usual_answers(chosen))
    return _save_new(form, "audits/set_up_programme.html", kind=chosen)


@blueprint.route("/programmes/<uuid:programme_id>/clone", methods=["GET", "POST"])
@may(access.SET_UP_PROGRAMMES)
@shows_no_record("What a programme says is for everybody who may see samples")
def clone_programme(programme_id: UUID) -> ResponseReturnValue:
    programme = queries.get_programme(programme_id)
    form = _form_of(programme.kind, forms.answers_of(programme) | {"name": f"{programme.name}, copy"})
    return _save_new(form, "audits/clone_programme.html", minimums=programme.minimums, programme=programme)


def _form_of(kind: AuditKind, answers: dict[str, Any]) -> forms.ProgrammeForm:
    form = forms.ProgrammeForm(data=answers)
    form.offer(kind, queries.list_tool_choices(clock.today()), queries.list_group_choices())
    return form


def _save_new(
    form: forms.ProgrammeForm, template: str, *, minimums: Mapping[str, int] | None = None, **values: Any
) -> ResponseReturnValue:
    def save() -> UUID:
        details = replace(form.details(clock.today()), minimums=dict(minimums or {}))
        return services.set_up_programme(details, by_id=viewer().person_id).id

    saved = _try_to_save(form, save)
    if saved:
        flash("Programme set up")
        return redirect(url_for(".view_programme", programme_id=saved))
    return render_template(template, form=form, **values)


def _try_to_save(form: forms.ProgrammeForm, save: Callable[[], UUID]) -> UUID | None:
    """The programme's id where what was sent could be kept; what stands in the way is said beside its question."""
    if not form.validate_on_submit():
        return None
    try:
        with transaction():
            return save()
    except CannotFindPerson as refusal:
        form.refuse(str(refusal), at=form.named)
    except CannotSetUpProgramme as refusal:
        form.refuse(str(refusal))
    return None


@blueprint.route("/programmes/<uuid:programme_id>/change", methods=["GET", "POST"])
@may(access.SET_UP_PROGRAMMES)
@shows_no_record("What a programme says is for everybody who may see samples")
def change_programme(programme_id: UUID) -> ResponseReturnValue:
    programme = queries.get_programme(programme_id)
    form = _form_of(programme.kind, forms.answers_of(programme))

    def save() -> UUID:
        seen = request.form.get("version", type=int) or 0
        details = replace(form.details(clock.today()), minimums=programme.minimums)
        services.change_programme(programme, details, seen_version=seen)
        return programme_id

    if _try_to_save(form, save):
        flash("Programme changed")
        return redirect(url_for(".view_programme", programme_id=programme_id))
    programme = queries.get_programme(programme_id)
    return render_template("audits/change_programme.html", form=form, programme=programme, **_said_by(programme))
