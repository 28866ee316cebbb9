"""Writing an audit, one section a page. Drafts save themselves; without script, a button saves them."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.forms import SectionForm
from audits.models import Audit
from audits.rules import audits as rules
from audits.views import blueprint
from dcpp.frameworks.audit_tools import Section
from dcpp.kernel import trail
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows
from dcpp.web import drafts


@blueprint.get("/<uuid:audit_id>/sections/<code>")
@may(access.CARRY_OUT_AUDITS)
@shows("audit")
def answer_section(audit_id: UUID, code: str) -> ResponseReturnValue:
    audit = _audit_to_write(audit_id)
    section = _section(audit, code)
    form = forms.section_form(section, of_supervision=audit.is_of_supervision)
    for name, words in queries.words_of(queries.find_answer(audit.id, code), rules.fields_of(section)).items():
        form[name].data = words
    return _page(audit, section, form)


@blueprint.post("/<uuid:audit_id>/sections/<code>")
@may(access.CARRY_OUT_AUDITS)
@shows("audit")
def save_section(audit_id: UUID, code: str) -> ResponseReturnValue:
    audit = _audit_to_write(audit_id)
    section = _section(audit, code)
    form = forms.section_form(section, of_supervision=audit.is_of_supervision)
    if not form.validate_on_submit():
        return _page(audit, section, form)
    answers = {name: form[name].data or "" for name in rules.fields_of(section)}
    saved = _save(audit_id, section, answers)
    if saved.settled.conflicts:
        return _page(audit, section, form, saved)
    return redirect(_next_page(audit, section))


@blueprint.post("/<uuid:audit_id>/sections/<code>/draft")
@may(access.CARRY_OUT_AUDITS)
def save_section_draft(audit_id: UUID, code: str) -> ResponseReturnValue:
    changes = drafts.read_changes()

    def save() -> drafts.Saved:
        with transaction():
            audit = queries.get_audit_to_change(audit_id, viewer())
            answer, settled = services.save_section(audit, _section(audit, code), changes, by=viewer().person_id)
            return drafts.Saved(settled, answer.saved_at, answer.saved_by_id, answer.saved_by.name)

    return drafts.answer(save)


@blueprint.post("/<uuid:audit_id>/invite-practitioner")
@may(access.CARRY_OUT_AUDITS)
def invite_practitioner(audit_id: UUID) -> ResponseReturnValue:
    with transaction():
        services.invite_practitioner(queries.get_audit_to_change(audit_id, viewer()), by=viewer().person_id)
    flash("Practitioner invited. Their reflection will appear here once they share it")
    return redirect(url_for(".answer_section", audit_id=audit_id, code=rules.REFLECTION))


def _audit_to_write(audit_id: UUID) -> Audit:
    audit = queries.get_audit(audit_id, viewer())
    services.check_is_auditor(audit, viewer().person_id, rules.CannotAnswerSection)
    return audit


def _section(audit: Audit, code: str) -> Section:
    """A section that is asked of this case; others are not there."""
    found = next((section for section in audit.sections if section.code == code), None)
    return found or abort(404)


def _save(audit_id: UUID, section: Section, answers: dict[str, str]) -> drafts.Saved:
    with transaction():
        audit = queries.get_audit_to_change(audit_id, viewer())
        changes = drafts.changes_of_form(answers)
        answer, settled = services.save_section(audit, section, changes, by=viewer().person_id)
        return drafts.Saved(settled, answer.saved_at, answer.saved_by_id, answer.saved_by.name)


def _page(
    audit: Audit, section: Section, form: SectionForm, overtaken: drafts.Saved | None = None
) -> ResponseReturnValue:
    """A form that was sent back for a fault keeps what it began from; one that was overtaken begins anew."""
    fields = rules.fields_of(section)
    answer = queries.find_answer(audit.id, section.code)
    answers = queries.answers_of(audit)
    last = queries.last_time(audit, section.code)
    if last and last.answer:
        trail.viewed("audit", last.audit.id)
    is_faulty = form.is_submitted() and not overtaken
    return render_template(
        "audits/answer_section.html",
        audit=audit,
        section=section,
        form=form,
        own_fields=forms.own_fields(section),
        answer=answer,
        befores=drafts.befores_sent(fields) if is_faulty else queries.words_of(answer, fields),
        overtaken=overtaken,
        back=url_for(".view_audit", audit_id=audit.id),
        may_reason=not section.is_overall or rules.needs_reason(audit.tool, answers),
        leaning=rules.leaning(audit.tool, audit.sections, section, answers),
        last=last,
    )


def _next_page(audit: Audit, section: Section) -> str:
    """The section that follows, or the audit after the last."""
    asked = [one.code for one in audit.sections]
    after = asked[asked.index(section.code) + 1 :]
    if after:
        return url_for(".answer_section", audit_id=audit.id, code=after[0])
    return url_for(".view_audit", audit_id=audit.id)
