"""Adding what shows that an action was done, and looking at it."""

from uuid import UUID

from flask import abort, request
from flask.typing import ResponseReturnValue

from dcpp.actions import access, forms, queries, services
from dcpp.actions.models import Action, ActionEvidence
from dcpp.actions.views import blueprint
from dcpp.actions.views.carrying_out import carry_out
from dcpp.kernel.access import may, viewer
from dcpp.kernel.viewing import shows, shows_no_record
from dcpp.web import downloads


@blueprint.route("/<uuid:action_id>/evidence/new", methods=["GET", "POST"])
@may(access.DO_ACTIONS, access.MANAGE_ACTIONS)
@shows("action")
def add_evidence(action_id: UUID) -> ResponseReturnValue:
    form, replaced = forms.EvidenceForm(), _replaced(action_id)

    def add(action: Action) -> None:
        details = _details(form, replaced.id if replaced else None)
        by, manages = viewer().person_id, queries.reaches(viewer(), action, access.MANAGE_ACTIONS)
        services.add_evidence(action, details, by=by, manages=manages)

    return carry_out(
        viewer(),
        action_id,
        form,
        "actions/add_evidence.html",
        add,
        said="Evidence added",
        yours={"What it shows": (form.shows.data, "last_words")},
        faults={"is about": "about_on", "expires": "expires_on", "file": "file", "Choose": "file"},
        replaced=replaced,
    )


def _replaced(action_id: UUID) -> ActionEvidence | None:
    """The piece that a newer one is wanted for, when the address names one of this action."""
    written = request.args.get("replaces", "", type=str)
    return next((piece for piece in queries.list_newest_evidence(action_id) if str(piece.id) == written), None)


def _details(form: forms.EvidenceForm, replaces_id: UUID | None) -> services.EvidenceDetails:
    file = form.file.data
    return services.EvidenceDetails(
        shows=form.shows.data,
        place=form.place.data or "",
        about_on=form.about_on.data,
        expires_on=form.expires_on.data,
        file_name=file.filename if file else "",
        content=file.stream.read() if file else b"",
        replaces_id=replaces_id,
    )


@blueprint.get("/<uuid:action_id>/evidence/<uuid:evidence_id>")
@may(access.VIEW_ACTIONS)
@shows_no_record("Each download leaves its own row")
def download_evidence(action_id: UUID, evidence_id: UUID) -> ResponseReturnValue:
    action = queries.get_action(action_id, viewer())
    piece = queries.get_evidence(action.id, evidence_id)
    if not piece.sha256:
        abort(404)
    return downloads.send_kept(
        piece.sha256,
        name=piece.file_name,
        media_type=piece.media_type,
        kind="action",
        record_id=action.id,
        what=f"evidence_{piece.number}",
    )
