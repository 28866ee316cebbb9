"""Somebody's own CPD: nobody else opens these pages."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.frameworks import professional
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.drafts import Change
from dcpp.kernel.viewing import shows
from dcpp.web import drafts
from dcpp.web.forms import Form
from training import access, forms, queries, services
from training.models import CpdPiece
from training.rules import cpd as rules
from training.rules.cpd import CannotFinishPiece, CpdKind
from training.views import blueprint


@blueprint.get("/cpd")
@may(access.LOG_CPD)
def view_my_cpd() -> ResponseReturnValue:
    today, year_on = clock.today(), asked_year()
    pieces = queries.list_my_pieces(viewer(), year_on)
    return render_template(
        "training/view_my_cpd.html",
        pieces=pieces,
        standing=queries.my_registration(viewer(), year_on),
        years=queries.list_my_years(viewer(), today),
        parts=professional.standards_on("cpd", min(today, queries.rule_on(year_on).last_day(year_on))).parts,
        touched={code for piece in pieces if piece.is_finished for code in piece.standards},
        today=today,
    )


def asked_year() -> date:
    """The registration year that an address asks for, by the calendar year in which it begins; else the running one."""
    today = clock.today()
    rule = queries.rule_on(today)
    begins = request.args.get("year", type=int)
    if begins is None:
        return rule.year_of(today)
    if not 2021 <= begins <= today.year:
        abort(404)
    return date(begins, *rule.begins)


@blueprint.route("/cpd/new", methods=["GET", "POST"])
@may(access.LOG_CPD)
def start_cpd_piece() -> ResponseReturnValue:
    form = forms.StartPieceForm()
    if form.validate_on_submit():
        try:
            with transaction():
                kind = CpdKind(form.kind.data)
                piece = services.start_piece(viewer().person_id, title=form.title.data or "", kind=kind)
                address = url_for(".view_cpd_piece", cpd_piece_id=piece.id)
        except rules.CannotWritePiece as refusal:
            form.refuse(str(refusal))
        else:
            flash("Piece begun. Only you can read it")
            return redirect(address)
    return render_template("training/start_cpd_piece.html", form=form)


@blueprint.get("/cpd/<uuid:cpd_piece_id>")
@may(access.LOG_CPD)
@shows("cpd_piece")
def view_cpd_piece(cpd_piece_id: UUID) -> ResponseReturnValue:
    piece = queries.get_my_piece(cpd_piece_id, viewer())
    return _piece_page(piece)


def _piece_page(piece: CpdPiece, problem: CannotFinishPiece | None = None) -> ResponseReturnValue:
    form = Form()
    if problem:
        form.refuse(str(problem))
    return render_template(
        "training/view_cpd_piece.html",
        piece=piece,
        gaps=[] if piece.is_finished else rules.missing(piece.facts, piece.words),
        form=form,
        parts=professional.standards_on("cpd", piece.done_on or clock.today()).parts,
        rules=rules,
        today=clock.today(),
    )


@blueprint.route("/cpd/<uuid:cpd_piece_id>/facts", methods=["GET", "POST"])
@may(access.LOG_CPD)
@shows("cpd_piece")
def change_cpd_facts(cpd_piece_id: UUID) -> ResponseReturnValue:
    piece = queries.get_my_piece(cpd_piece_id, viewer())
    form = forms.facts_form(professional.standards_on("cpd", piece.done_on or clock.today()), obj=piece)
    if request.method == "GET" and piece.minutes:
        form.hours.data = f"{piece.minutes / 60:g}"
    if form.validate_on_submit():
        try:
            with transaction():
                services.save_facts(queries.get_my_piece(cpd_piece_id, viewer(), held=True), form.facts())
        except rules.CannotFinishPiece as refusal:
            field = "hours" if refusal.field == "minutes" else refusal.field
            form.refuse(str(refusal), at=form[field] if field else None)
        except rules.CannotWritePiece as refusal:
            form.refuse(str(refusal))
        else:
            flash("Saved")
            return redirect(url_for(".view_cpd_piece", cpd_piece_id=cpd_piece_id))
    return render_template("training/change_cpd_facts.html", form=form, piece=piece)


@blueprint.get("/cpd/<uuid:cpd_piece_id>/words")
@may(access.LOG_CPD)
@shows("cpd_piece")
def write_cpd_piece(cpd_piece_id: UUID) -> ResponseReturnValue:
    piece = queries.get_my_piece(cpd_piece_id, viewer())
    if piece.is_finished:
        return redirect(url_for(".view_cpd_piece", cpd_piece_id=cpd_piece_id))
    form = forms.WordsForm(data=piece.words)
    return _words_page(piece, form)


@blueprint.post("/cpd/<uuid:cpd_piece_id>/words")
@may(access.LOG_CPD)
@shows("cpd_piece")
def save_cpd_words(cpd_piece_id: UUID) -> ResponseReturnValue:
    piece = queries.get_my_piece(cpd_piece_id, viewer())
    form = forms.WordsForm()
    if not form.validate_on_submit():
        return _words_page(piece, form)
    try:
        saved = _save(cpd_piece_id, drafts.changes_of_form({name: form[name].data or "" for name in rules.WORDS}))
    except rules.CannotWritePiece as refusal:
        form.refuse(str(refusal))
        return _words_page(queries.get_my_piece(cpd_piece_id, viewer()), form)
    if saved.settled.conflicts:
        return _words_page(queries.get_my_piece(cpd_piece_id, viewer()), form, saved)
    flash("Saved. Only you can read it")
    return redirect(url_for(".view_cpd_piece", cpd_piece_id=cpd_piece_id))


@blueprint.post("/cpd/<uuid:cpd_piece_id>/words/draft")
@may(access.LOG_CPD)
def save_cpd_draft(cpd_piece_id: UUID) -> ResponseReturnValue:
    changes = drafts.read_changes()
    return drafts.answer(lambda: _save(cpd_piece_id, changes))


def _save(cpd_piece_id: UUID, changes: Mapping[str, Change]) -> drafts.Saved:
    with transaction():
        piece = queries.get_my_piece(cpd_piece_id, viewer(), held=True)
        settled = services.save_words(piece, changes)
        return drafts.Saved(settled, piece.saved_at, piece.person_id, viewer().name)


def _words_page(piece: CpdPiece, form: forms.WordsForm, overtaken: drafts.Saved | None = None) -> ResponseReturnValue:
    is_faulty = form.is_submitted() and not overtaken
    return render_template(
        "training/write_cpd_piece.html",
        piece=piece,
        form=form,
        befores=drafts.befores_sent(rules.WORDS) if is_faulty else piece.words,
        overtaken=overtaken,
    )


@blueprint.post("/cpd/<uuid:cpd_piece_id>/finish")
@may(access.LOG_CPD)
@shows("cpd_piece")
def finish_cpd_piece(cpd_piece_id: UUID) -> ResponseReturnValue:
    try:
        with transaction():
            services.finish_piece(queries.get_my_piece(cpd_piece_id, viewer(), held=True))
    except rules.CannotFinishPiece as refusal:
        return _piece_page(queries.get_my_piece(cpd_piece_id, viewer()), refusal)
    flash("Piece finished: it counts for this registration year. Put it on Social Work England’s site too")
    return redirect(url_for(".view_cpd_piece", cpd_piece_id=cpd_piece_id))


@blueprint.post("/cpd/<uuid:cpd_piece_id>/reopen")
@may(access.LOG_CPD)
def reopen_cpd_piece(cpd_piece_id: UUID) -> ResponseReturnValue:
    with transaction():
        services.reopen_piece(queries.get_my_piece(cpd_piece_id, viewer(), held=True))
    flash("You can change it again. It does not count until you finish it")
    return redirect(url_for(".view_cpd_piece", cpd_piece_id=cpd_piece_id))


@blueprint.post("/cpd/<uuid:cpd_piece_id>/copied")
@may(access.LOG_CPD)
def mark_cpd_copied(cpd_piece_id: UUID) -> ResponseReturnValue:
    with transaction():
        piece = queries.get_my_piece(cpd_piece_id, viewer(), held=True)
        services.mark_copied(piece, copied_on=clock.today())
    flash("Noted as put on Social Work England’s site today")
    return redirect(url_for(".view_cpd_piece", cpd_piece_id=cpd_piece_id))


@blueprint.route("/cpd/<uuid:cpd_piece_id>/remove", methods=["GET", "POST"])
@may(access.LOG_CPD)
@shows("cpd_piece")
def remove_cpd_piece(cpd_piece_id: UUID) -> ResponseReturnValue:
    piece = queries.get_my_piece(cpd_piece_id, viewer())
    if request.method == "GET":
        return render_template("training/remove_cpd_piece.html", piece=piece)
    with transaction():
        services.remove_piece(queries.get_my_piece(cpd_piece_id, viewer(), held=True))
    flash("Piece removed, with all you wrote in it")
    return redirect(url_for(".view_my_cpd"))
