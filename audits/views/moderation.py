"""The second reading of an audit: what waits for somebody, one reading, its sections, and its submission."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.forms import ReadingForm
from audits.models import Moderation
from audits.rules import moderation as rules
from audits.services.moderating import FIELDS
from audits.views import blueprint
from dcpp.frameworks.audit_tools import Section
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer, may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows
from dcpp.web import drafts

READERS = (access.MODERATE_AUDITS, access.CARRY_OUT_AUDITS)
FEW = 5
"""As many moderations that are over are shown at once; more are opened."""


@blueprint.get("/moderations/mine")
@may(*READERS)
def list_my_moderations() -> ResponseReturnValue:
    who = viewer()
    return render_template(
        "audits/list_my_moderations.html",
        to_do=queries.list_to_moderate(who.person_id),
        to_answer=queries.list_to_answer(who.person_id),
        moderated=queries.list_moderated_by(who.person_id),
        of_mine=queries.list_of_own_audits(who.person_id),
        few=FEW,
        today=clock.today(),
    )


@blueprint.get("/moderations/<uuid:moderation_id>")
@may(*READERS, access.VIEW_AGREEMENT)
@shows("moderation")
def view_moderation(moderation_id: UUID) -> ResponseReturnValue:
    """The moderator's own page until they submit; then both readers' grades, for both of them and for leads."""
    who = viewer()
    moderation = queries.get_moderation(moderation_id, who)
    audit, is_revealed = moderation.audit, not moderation.is_blind
    return render_template(
        "audits/view_moderation.html",
        moderation=moderation,
        audit=audit,
        who=who,
        is_moderator=moderation.moderator_id == who.person_id,
        is_auditor=audit.auditor_id == who.person_id,
        sections=rules.sections_read(audit.sections),
        readings=queries.readings_of(moderation) if is_revealed or _reads(moderation, who) else {},
        answers=queries.answers_of(audit) if is_revealed else {},
        problems=_problems(moderation) if moderation.is_blind and _reads(moderation, who) else [],
        allocation=queries.newest_allocation(moderation) if moderation.moderator_id else None,
        raised=queries.raised_by_moderation(moderation),
        timeline=queries.timeline_of(audit.id, queries.OF_MODERATION),
        today=clock.today(),
        rules=rules,
        access=access,
    )


def _reads(moderation: Moderation, who: Viewer) -> bool:
    return moderation.moderator_id == who.person_id


def _problems(moderation: Moderation) -> list[tuple[str, str]]:
    readings = {code: one.reading for code, one in queries.readings_of(moderation).items()}
    return rules.problems(rules.sections_read(moderation.audit.sections), readings)


@blueprint.get("/moderations/<uuid:moderation_id>/sections/<code>")
@may(access.MODERATE_AUDITS)
@shows("moderation")
def moderate_section(moderation_id: UUID, code: str) -> ResponseReturnValue:
    moderation, section = _to_write(moderation_id, code)
    form, reading = forms.reading_form(section), queries.find_reading(moderation.id, code)
    for name in FIELDS:
        if name in form:
            form[name].data = getattr(reading, name) if reading else ""
    return _page(moderation, section, form)


@blueprint.post("/moderations/<uuid:moderation_id>/sections/<code>")
@may(access.MODERATE_AUDITS)
@shows("moderation")
def save_moderated_section(moderation_id: UUID, code: str) -> ResponseReturnValue:
    moderation, section = _to_write(moderation_id, code)
    form = forms.reading_form(section)
    if not form.validate_on_submit():
        return _page(moderation, section, form)
    answers = {name: form[name].data or "" for name in FIELDS if name in form}
    with transaction():
        moderation = queries.get_moderation_to_change(moderation_id, viewer())
        changes = drafts.changes_of_form(answers)
        reading, settled = services.save_reading(moderation, section, changes, by=viewer().person_id)
        saved = drafts.Saved(settled, reading.saved_at, reading.saved_by_id, reading.saved_by.name)
    if settled.conflicts:
        return _page(moderation, section, form, saved)
    return redirect(_next_page(moderation, section))


@blueprint.post("/moderations/<uuid:moderation_id>/sections/<code>/draft")
@may(access.MODERATE_AUDITS)
def save_moderated_section_draft(moderation_id: UUID, code: str) -> ResponseReturnValue:
    changes = drafts.read_changes()

    def save() -> drafts.Saved:
        with transaction():
            moderation = queries.get_moderation_to_change(moderation_id, viewer())
            reading, settled = services.save_reading(
                moderation, _section(moderation, code), changes, by=viewer().person_id
            )
            return drafts.Saved(settled, reading.saved_at, reading.saved_by_id, reading.saved_by.name)

    return drafts.answer(save)


@blueprint.route("/moderations/<uuid:moderation_id>/submit", methods=["GET", "POST"])
@may(access.MODERATE_AUDITS)
@shows("moderation")
def submit_moderation(moderation_id: UUID) -> ResponseReturnValue:
    if request.method == "POST":
        with transaction():
            moderation = queries.get_moderation_to_change(moderation_id, viewer())
            services.submit_moderation(moderation, by=viewer().person_id)
        flash("Grades submitted. Talk with the auditor, then propose the grade that you agree on")
        return redirect(url_for(".view_moderation", moderation_id=moderation_id))
    moderation = queries.get_moderation(moderation_id, viewer())
    services.check_is_moderator(moderation, viewer().person_id)
    return render_template(
        "audits/submit_moderation.html",
        moderation=moderation,
        audit=moderation.audit,
        sections=rules.sections_read(moderation.audit.sections),
        readings=queries.readings_of(moderation),
        problems=_problems(moderation),
    )


def _to_write(moderation_id: UUID, code: str) -> tuple[Moderation, Section]:
    moderation = queries.get_moderation(moderation_id, viewer())
    services.check_is_moderator(moderation, viewer().person_id)
    return moderation, _section(moderation, code)


def _section(moderation: Moderation, code: str) -> Section:
    """A section that is graded in this audit; others are not there."""
    asked = rules.sections_read(moderation.audit.sections)
    return next((section for section in asked if section.code == code), None) or abort(404)


def _page(
    moderation: Moderation, section: Section, form: ReadingForm, overtaken: drafts.Saved | None = None
) -> ResponseReturnValue:
    fields = [name for name in FIELDS if name in form]
    reading = queries.find_reading(moderation.id, section.code)
    stored = {name: getattr(reading, name) if reading else "" for name in fields}
    return render_template(
        "audits/moderate_section.html",
        moderation=moderation,
        audit=moderation.audit,
        section=section,
        form=form,
        fields=fields,
        answer=reading,
        befores=drafts.befores_sent(fields) if form.is_submitted() and not overtaken else stored,
        overtaken=overtaken,
        back=url_for(".view_moderation", moderation_id=moderation.id),
    )


def _next_page(moderation: Moderation, section: Section) -> str:
    asked = [one.code for one in rules.sections_read(moderation.audit.sections)]
    after = asked[asked.index(section.code) + 1 :]
    if after:
        return url_for(".moderate_section", moderation_id=moderation.id, code=after[0])
    return url_for(".view_moderation", moderation_id=moderation.id)
