"""Auditors for many cases at once, where nobody can tell from the lists who is near them: a lead's judgement."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.models import Audit
from audits.rules.allocation import CannotAllocateAudit
from audits.views import blueprint
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.people import queries as people
from dcpp.people.rules import Role
from dcpp.web import filters

AT_ONCE = 10
"""As many as somebody can judge together, each with a list of every auditor; the rest comes after them."""


@blueprint.route("/allocation/by-hand", methods=["GET", "POST"])
@may(access.ALLOCATE_AUDITS)
def choose_auditors() -> ResponseReturnValue:
    waiting = queries.list_unplaced(viewer())
    shown = waiting[:AT_ONCE]
    form = _form_for(shown)
    if form.validate_on_submit():
        try:
            with transaction():
                many = _give(form, [audit.id for audit in shown])
        except CannotAllocateAudit as refusal:
            form.refuse(str(refusal))
        else:
            flash(f"{filters.plural(many, 'audit')} given to auditors. Your judgement is kept with each")
            return redirect(url_for(".choose_auditors" if many < len(waiting) else ".view_allocation"))
    return render_template(
        "audits/choose_auditors.html", form=form, audits=shown, waiting=len(waiting), field_of=forms.field_of
    )


def _form_for(audits: Sequence[Audit]) -> forms.ChooseAuditorsForm:
    """Each list offers those who can have the audit, and begins with whoever of them has least to do."""
    ground = queries.ground_of(audits, clock.today())
    choices = queries.choices_of(ground)
    return forms.choose_auditors_form(
        {audit.id: audit.reference for audit in audits},
        {
            audit_id: [(one.person.id, f"{one.person.name} ({one.load.open_audits} open)") for one in each if one.can]
            for audit_id, each in choices.items()
        },
        queries.propose_auditors(ground),
    )


def _give(form: forms.ChooseAuditorsForm, audit_ids: Sequence[UUID]) -> int:
    """Gives how many found an auditor. Refuses where somebody else was faster, and where nobody is chosen."""
    services.hold_allocation()
    asked = {forms.field_of(one) for one in audit_ids}
    if any(name not in asked for name in request.form if name.startswith(forms.AUDITOR)):
        raise CannotAllocateAudit(
            "Somebody else gave some of these audits meanwhile. Look at what is left and save again"
        )
    chosen = {one: person_id for one in audit_ids if (person_id := form.chosen(one))}
    if not chosen:
        raise CannotAllocateAudit("Choose an auditor for at least one of the audits")
    persons = {person.id: person for person in people.list_people_with_role(Role.AUDITOR, clock.today())}
    services.choose_auditors(
        [(queries.get_audit_to_change(one, viewer()), persons[person_id]) for one, person_id in chosen.items()],
        judgement=form.judgement.data,
        by=viewer().person_id,
    )
    return len(chosen)
