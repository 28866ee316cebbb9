"""Where the seed comes from: committing, revealing, naming a public value and reading it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.forms.draws import How
from audits.models import AuditDraw
from audits.rules.draws import DrawState
from audits.rules.seeds import Reveal
from audits.views import blueprint
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.viewing import shows


@blueprint.route("/draws/<uuid:draw_id>/commit", methods=["GET", "POST"])
@may(access.COMMIT_VALUES)
@shows("draw")
def commit_value(draw_id: UUID) -> ResponseReturnValue:
    draw, form = queries.get_draw(draw_id), forms.CommitForm()
    person_id = viewer().person_id
    has_committed = draw.has_commitment_of(person_id)
    if form.validate_on_submit():
        with transaction():
            receipt = _commit(draw, form)
        if receipt:
            return render_template("audits/commit_value_receipt.html", draw=queries.get_draw(draw_id), receipt=receipt)
        flash(_done(draw, "Value replaced" if has_committed else "Value committed"))
        return redirect(url_for(".view_draw", draw_id=draw_id))
    return render_template(
        "audits/commit_value.html", draw=draw, form=form, person_id=person_id, has_committed=has_committed
    )


def _commit(draw: AuditDraw, form: forms.CommitForm) -> Reveal | None:
    """What the person must keep, where it is they who keep it."""
    mine = viewer().person_id
    if form.how.data == How.KEEP:
        return services.keep_value(draw, person_id=mine, value=form.value.data)
    if form.how.data == How.OWN:
        services.commit_value(draw, person_id=mine, promised=form.promised.data)
    else:
        services.lodge_value(draw, person_id=mine, value=form.value.data)
    return None


@blueprint.route("/draws/<uuid:draw_id>/reveal", methods=["GET", "POST"])
@may(access.COMMIT_VALUES)
@shows("draw")
def reveal_value(draw_id: UUID) -> ResponseReturnValue:
    form = forms.RevealForm()
    return _ask(
        draw_id,
        form,
        "audits/reveal_value.html",
        "Value revealed",
        lambda draw: services.reveal_value(
            draw, person_id=viewer().person_id, value=form.value.data, salt=form.salt.data
        ),
    )


@blueprint.route("/draws/<uuid:draw_id>/name-public-value", methods=["GET", "POST"])
@may(access.DRAW_SAMPLES)
@shows("draw")
def name_public_value(draw_id: UUID) -> ResponseReturnValue:
    draw = queries.get_draw(draw_id)
    form = forms.NamePublicValueForm(
        what=draw.public_what or draw.programme.public_what,
        where=draw.public_where or draw.programme.public_where,
        known_on=draw.known_on,
    )
    return _ask(
        draw_id,
        form,
        "audits/name_public_value.html",
        "Public value named",
        lambda draw: services.name_public_value(
            draw,
            by_id=viewer().person_id,
            what=form.what.data,
            where=form.where.data,
            known_on=form.known_on.data,
        ),
    )


@blueprint.route("/draws/<uuid:draw_id>/read-public-value", methods=["GET", "POST"])
@may(access.COMMIT_VALUES)
@shows("draw")
def read_public_value(draw_id: UUID) -> ResponseReturnValue:
    form = forms.ReadPublicValueForm()
    return _ask(
        draw_id,
        form,
        "audits/read_public_value.html",
        "Public value entered",
        lambda draw: services.read_public_value(
            draw, person_id=viewer().person_id, value=form.value.data, source=form.source.data
        ),
    )


def _ask(draw_id: UUID, form: Any, template: str, said: str, deed: Callable[[AuditDraw], None]) -> ResponseReturnValue:
    """Show a form about a draw; do the deed; a refusal is shown above the form, with everything that was typed."""
    draw = queries.get_draw(draw_id)
    if form.validate_on_submit():
        try:
            with transaction():
                deed(draw)
        except Refusal as refusal:
            form.refuse(str(refusal))
            draw = queries.get_draw(draw_id)
        else:
            flash(_done(draw, said))
            return redirect(url_for(".view_draw", draw_id=draw_id))
    return render_template(template, draw=draw, form=form)


def _done(draw: AuditDraw, said: str) -> str:
    return f"{said}, and the sample is drawn" if draw.state is DrawState.DRAWN else said
