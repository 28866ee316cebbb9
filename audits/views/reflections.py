"""The practitioner's own part of an audit."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.forms import ReflectionForm
from audits.models import Audit
from audits.rules import audits as rules
from audits.views import blueprint
from dcpp.frameworks.audit_tools import Section
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows
from dcpp.web import drafts


@blueprint.get("/<uuid:audit_id>/reflection")
@may(access.REFLECT_ON_AUDITS)
@shows("audit")
def reflect_on_audit(audit_id: UUID) -> ResponseReturnValue:
    audit = queries.get_audit(audit_id, viewer())
    answer = services.check_may_reflect(audit, viewer().person_id)
    section = _section(audit)
    form = forms.reflection_form(section)
    for name, words in answer.words_in(rules.fields_of_practitioner(section)).items():
        form[name].data = words
    return _page(audit, form)


@blueprint.post("/<uuid:audit_id>/reflection")
@may(access.REFLECT_ON_AUDITS)
@shows("audit")
def share_reflection(audit_id: UUID) -> ResponseReturnValue:
    """Save, and share where that button was pressed."""
    audit = queries.get_audit(audit_id, viewer())
    services.check_may_reflect(audit, viewer().person_id)
    section = _section(audit)
    form = forms.reflection_form(section)
    if not form.validate_on_submit():
        return _page(audit, form)
    saved = _save(audit_id, {name: form[name].data or "" for name in rules.fields_of_practitioner(section)})
    if saved.settled.conflicts:
        return _page(audit, form, saved)
    if "share" not in request.form:
        flash("Saved. Nobody else can read it until you share it")
        return redirect(url_for(".reflect_on_audit", audit_id=audit_id))
    try:
        with transaction():
            services.share_reflection(queries.get_audit_to_change(audit_id, viewer()), by=viewer().person_id)
    except rules.CannotShareReflection as refusal:
        form.refuse(str(refusal), at=form.questions[0])
        return _page(queries.get_audit(audit_id, viewer()), form)
    flash("Reflection shared with the auditor")
    return redirect(url_for(".view_audit", audit_id=audit_id))


@blueprint.post("/<uuid:audit_id>/reflection/draft")
@may(access.REFLECT_ON_AUDITS)
def save_reflection_draft(audit_id: UUID) -> ResponseReturnValue:
    changes = drafts.read_changes()

    def save() -> drafts.Saved:
        with transaction():
            audit = queries.get_audit_to_change(audit_id, viewer())
            answer, settled = services.save_reflection(audit, changes, by=viewer().person_id)
            return drafts.Saved(settled, answer.saved_at, answer.saved_by_id, answer.saved_by.name)

    return drafts.answer(save)


def _section(audit: Audit) -> Section:
    """The practitioner's part, with the questions that are asked of such a case."""
    return audit.tool.section(rules.REFLECTION).asked(audit.status, audit.kind)


def _save(audit_id: UUID, answers: dict[str, str]) -> drafts.Saved:
    with transaction():
        audit = queries.get_audit_to_change(audit_id, viewer())
        changes = drafts.changes_of_form(answers)
        answer, settled = services.save_reflection(audit, changes, by=viewer().person_id)
        return drafts.Saved(settled, answer.saved_at, answer.saved_by_id, answer.saved_by.name)


def _page(audit: Audit, form: ReflectionForm, overtaken: drafts.Saved | None = None) -> ResponseReturnValue:
    section = _section(audit)
    fields = rules.fields_of_practitioner(section)
    answer = queries.find_answer(audit.id, rules.REFLECTION)
    is_faulty = form.is_submitted() and not overtaken
    return render_template(
        "audits/reflect_on_audit.html",
        audit=audit,
        section=section,
        form=form,
        answer=answer,
        befores=drafts.befores_sent(fields) if is_faulty else queries.words_of(answer, fields),
        overtaken=overtaken,
    )
