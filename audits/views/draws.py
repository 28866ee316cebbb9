"""A draw: its record, its steps, its proof."""

import json
from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.queries import lists, verified
from audits.rules import coverage
from audits.rules import draws as rules
from audits.rules.sampling import CannotReplaceCase, CannotTopUp
from audits.views import blueprint
from audits.views.told import story_of
from dcpp.caseload import queries as caseload
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows, shows_no_record
from dcpp.people import queries as people
from dcpp.web import downloads, filters


@blueprint.get("/draws/<uuid:draw_id>")
@may(access.VIEW_SAMPLES)
@shows("draw")
def view_draw(draw_id: UUID) -> ResponseReturnValue:
    draw, who = queries.get_draw(draw_id), viewer()
    return render_template(
        "audits/view_draw.html",
        draw=draw,
        waits=queries.waits_of(draw, clock.today()),
        steps=rules.steps_open_to(
            queries.progress_of(draw),
            who.person_id,
            today=clock.today(),
            may_commit=who.may(access.COMMIT_VALUES),
            may_draw=who.may(access.DRAW_SAMPLES),
        ),
        names=queries.people_of(draw),
        has_committed=draw.has_commitment_of(who.person_id),
        story=story_of(draw.id),
        access=access,
        audits={audit.case_id: (audit, auditor) for audit, auditor in queries.list_of_draw(draw.id)},
        coverage=coverage.parts_of(draw.coverage),
        gaps=coverage.gaps_of(draw.coverage, is_drawn=draw.drawn_at is not None, units=(draw.unit, draw.units)),
    )


@blueprint.post("/programmes/<uuid:programme_id>/draws")
@may(access.DRAW_SAMPLES)
def open_draw(programme_id: UUID) -> ResponseReturnValue:
    programme = queries.get_programme(programme_id)
    try:
        month = date.fromisoformat(request.form.get("month", ""))
    except ValueError:
        raise rules.CannotOpenDraw("Choose the month on the programme’s page.") from None
    with transaction():
        draw_id = services.open_draw(programme, month, by_id=viewer().person_id).id
    flash("Draw opened. Two people can now commit, or a public value can be named")
    return redirect(url_for(".view_draw", draw_id=draw_id))


@blueprint.route("/draws/<uuid:draw_id>/freeze", methods=["GET", "POST"])
@may(access.DRAW_SAMPLES)
@shows("draw")
def freeze_frame(draw_id: UUID) -> ResponseReturnValue:
    draw = queries.get_draw(draw_id)
    if request.method == "GET":
        newest = caseload.find_newest_import(clock.today())
        problem = lists.find_problem(draw.programme, clock.today())
        expected = {} if problem else queries.expect_coverage(draw, newest)
        return render_template(
            "audits/freeze_frame.html",
            draw=draw,
            newest=newest,
            problem=problem,
            expected=expected,
            coverage=coverage.parts_of(expected),
            gaps=coverage.gaps_of(expected, is_drawn=False, units=(draw.unit, draw.units)),
        )
    with transaction():
        services.freeze_frame(draw, by_id=viewer().person_id)
        is_drawn = services.draw_if_known(draw, by_id=viewer().person_id)
    flash("List frozen and sample drawn" if is_drawn else "List frozen. Nobody can change it now")
    return redirect(url_for(".view_draw", draw_id=draw_id))


@blueprint.post("/draws/<uuid:draw_id>/draw")
@may(access.DRAW_SAMPLES)
def draw_sample(draw_id: UUID) -> ResponseReturnValue:
    with transaction():
        services.draw_sample(queries.get_draw(draw_id), by_id=viewer().person_id)
    flash("Sample drawn")
    return redirect(url_for(".view_draw", draw_id=draw_id))


@blueprint.route("/draws/<uuid:draw_id>/abandon", methods=["GET", "POST"])
@may(access.DRAW_SAMPLES)
@shows("draw")
def abandon_draw(draw_id: UUID) -> ResponseReturnValue:
    draw, form = queries.get_draw(draw_id), forms.AbandonForm()
    if form.validate_on_submit():
        try:
            with transaction():
                services.abandon_draw(draw, reason=form.reason.data, by_id=viewer().person_id)
        except rules.CannotAbandonDraw as refusal:
            form.refuse(str(refusal))
        else:
            flash("Draw abandoned. It stays on the programme’s page")
            return redirect(url_for(".view_draw", draw_id=draw_id))
    return render_template("audits/abandon_draw.html", draw=queries.get_draw(draw_id), form=form)


@blueprint.route("/sample-cases/<uuid:sample_case_id>/replace", methods=["GET", "POST"])
@may(access.DRAW_SAMPLES)
@shows("sample_case")
def replace_case(sample_case_id: UUID) -> ResponseReturnValue:
    case, form = queries.get_sample_case(sample_case_id), forms.ReplaceForm()
    draw_id = case.draw_id
    form.word(case.draw.unit)
    if form.validate_on_submit():
        try:
            with transaction():
                found = services.replace_case(case, reason=form.reason.data, by_id=viewer().person_id)
                what = f"{case.draw.unit.capitalize()} {case.name}"
                words = f"{what} replaced by {found.name}, the next ticket of {found.stratum}"
        except CannotReplaceCase as refusal:
            form.refuse(str(refusal))
        else:
            flash(words)
            return redirect(url_for(".view_draw", draw_id=draw_id))
    return render_template("audits/replace_case.html", case=queries.get_sample_case(sample_case_id), form=form)


@blueprint.route("/draws/<uuid:draw_id>/top-up", methods=["GET", "POST"])
@may(access.DRAW_SAMPLES)
@shows("draw")
def top_up_sample(draw_id: UUID) -> ResponseReturnValue:
    draw, form = queries.get_draw(draw_id), forms.TopUpForm()
    form.stratum.choices = sorted(draw.strata)
    if form.validate_on_submit():
        try:
            with transaction():
                more, stratum = form.more.data, form.stratum.data or ""
                by_id = viewer().person_id
                services.top_up_sample(draw, more=more, stratum=stratum, reason=form.reason.data, by_id=by_id)
        except CannotTopUp as refusal:
            form.refuse(str(refusal), at=form.more)
        else:
            added = filters.plural(more, f"more {draw.unit}", f"more {draw.units}")
            flash(f"{added} drawn, in the order of their tickets")
            return redirect(url_for(".view_draw", draw_id=draw_id))
    draw = queries.get_draw(draw_id)
    return render_template("audits/top_up_sample.html", draw=draw, form=form, taken=queries.count_taken(draw))


@blueprint.route("/draws/<uuid:draw_id>/verify", methods=["GET", "POST"])
@may(access.VIEW_SAMPLES)
@shows("draw")
def verify_sample(draw_id: UUID) -> ResponseReturnValue:
    draw = queries.get_draw(draw_id)
    queries.drawn_at_of(draw)
    if request.method == "POST":
        with transaction():
            services.verify_sample(draw, by_id=viewer().person_id)
        return redirect(url_for(".verify_sample", draw_id=draw_id))
    found = verified.find_verification(draw_id)
    return render_template(
        "audits/verify_sample.html",
        draw=draw,
        found=found,
        by=people.names_of([found.verified_by_id] if found and found.verified_by_id else []),
        is_of_now=found is not None and found.inputs_hash == verified.inputs_hash_of(draw),
        at=clock.now(),
    )


@blueprint.get("/draws/<uuid:draw_id>/evidence")
@may(access.DOWNLOAD_EVIDENCE)
@shows_no_record("Each download leaves its own row")
def download_evidence(draw_id: UUID) -> ResponseReturnValue:
    draw = queries.get_draw(draw_id)
    content = json.dumps(queries.evidence_of(draw), indent=1, ensure_ascii=False) + "\n"
    return downloads.send(
        content.encode(),
        name=f"{draw.reference}-evidence.json",
        media_type="application/json",
        kind="draw",
        record_id=draw.id,
        what="sample_evidence",
    )
