"""Who is accredited; and how large the share is that is moderated at random."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.rules.moderation import CannotAccreditAuditor
from audits.views import blueprint
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows_no_record
from dcpp.people import queries as people
from dcpp.people.rules import Role


@blueprint.get("/accreditation")
@may(access.ACCREDIT_AUDITORS)
def list_accreditations() -> ResponseReturnValue:
    return render_template(
        "audits/list_accreditations.html",
        auditors=people.list_people_with_role(Role.AUDITOR, clock.today()),
        entries=queries.newest_accreditations(),
        moderated=queries.count_moderated_by_auditor(),
    )


@blueprint.route("/accreditation/<uuid:person_id>", methods=["GET", "POST"])
@may(access.ACCREDIT_AUDITORS)
@shows_no_record("that somebody is accredited is no confidential record")
def accredit_auditor(person_id: UUID) -> ResponseReturnValue:
    """Gives the accreditation where there is none, and takes away the one that there is."""
    form = forms.AccreditForm()
    if form.validate_on_submit():
        is_given = request.form.get("give") == "yes"
        try:
            with transaction():
                services.accredit_auditor(
                    people.get_person(person_id), is_given=is_given, reason=form.reason.data, by=viewer().person_id
                )
        except CannotAccreditAuditor as refusal:
            form.refuse(str(refusal), at=form.reason)
        else:
            flash("Auditor accredited" if is_given else "Accreditation taken away")
            return redirect(url_for(".list_accreditations"))
    return render_template(
        "audits/accredit_auditor.html",
        form=form,
        person=people.get_person(person_id),
        is_accredited=queries.is_accredited(person_id),
        entries=queries.accreditations_of(person_id),
        moderated=queries.count_moderated_by_auditor().get(person_id, 0),
    )


@blueprint.get("/moderations/shares")
@may(access.SET_UP_PROGRAMMES)
def list_shares() -> ResponseReturnValue:
    share = queries.find_share(None)
    return render_template(
        "audits/list_shares.html",
        council=share.share if share else 0,
        shares=queries.shares_of_programmes(),
        programmes=queries.list_programmes(),
    )


@blueprint.route("/moderations/shares/council", methods=["GET", "POST"], defaults={"programme_id": None})
@blueprint.route("/moderations/shares/<uuid:programme_id>", methods=["GET", "POST"])
@may(access.SET_UP_PROGRAMMES)
@shows_no_record("a share in percent is about no person")
def set_share(programme_id: UUID | None) -> ResponseReturnValue:
    programme = queries.get_programme(programme_id) if programme_id else None
    form, found = forms.ShareForm(), queries.find_share(programme_id)
    if not form.is_submitted():
        form.share.data = found.share if found else None
    elif form.validate_on_submit():
        if form.share.data is None and programme is None:
            form.refuse("Enter a share from 0 to 100", at=form.share)
        else:
            with transaction():
                services.set_share(programme_id, form.share.data)
            flash("Share saved. It holds for audits submitted from now on")
            return redirect(url_for(".list_shares"))
    return render_template("audits/set_share.html", form=form, programme=programme)
