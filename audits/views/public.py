"""The public page of a draw: everything but the cases, to print and hand over."""

from uuid import UUID

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from audits import access, queries
from audits.models import AuditDraw
from audits.rules.sampling import CannotDrawSample
from audits.views import blueprint
from dcpp.kernel import clock
from dcpp.kernel.access import may
from dcpp.kernel.viewing import shows, shows_no_record
from dcpp.web import downloads, pdf


@blueprint.get("/draws/<uuid:draw_id>/public")
@may(access.VIEW_SAMPLES)
@shows("draw")
def view_public_draw(draw_id: UUID) -> ResponseReturnValue:
    draw = _drawn(draw_id)
    return render_template("audits/view_public_draw.html", draw=draw, public=queries.public_draw_of(draw))


@blueprint.get("/draws/<uuid:draw_id>/public.pdf")
@may(access.VIEW_SAMPLES)
@shows_no_record("Each download leaves its own row")
def print_public_draw(draw_id: UUID) -> ResponseReturnValue:
    draw = _drawn(draw_id)
    html = render_template(
        "print/public_draw.html", draw=draw, public=queries.public_draw_of(draw), as_at=clock.today()
    )
    address = current_app.extensions["settings"].address
    return downloads.send(
        pdf.from_html(html, identifier=draw.reference, address=address),
        name=f"{draw.reference}-public.pdf",
        media_type="application/pdf",
        kind="draw",
        record_id=draw.id,
        what="public_draw",
    )


def _drawn(draw_id: UUID) -> AuditDraw:
    draw = queries.get_draw(draw_id)
    if draw.drawn_at is None:
        raise CannotDrawSample(f"{draw.reference} has not been drawn, so there is nothing to hand over yet.")
    return draw
