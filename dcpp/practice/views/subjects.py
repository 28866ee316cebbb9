"""Each subject as a page, and as a file to take away."""

from functools import partial

from flask import Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from dcpp.inspection.rules import pictures
from dcpp.kernel.access import Viewer, may, may_open, viewer
from dcpp.practice import access
from dcpp.practice.queries.asking import Asked
from dcpp.practice.queries.subjects import SUBJECTS, figures_of, listing_of
from dcpp.practice.rules import files
from dcpp.practice.views import blueprint
from dcpp.practice.views.asking import asked_by, may_show_outside, page_of, reach_words, url_of
from dcpp.web import exports, look, sheets


@blueprint.get("")
@may(access.VIEW_PRACTICE)
def list_subjects() -> ResponseReturnValue:
    return render_template("practice/list_subjects.html", subjects=SUBJECTS, reach=reach_words(viewer()))


@blueprint.get("/programme-control")
@may(access.VIEW_PRACTICE)
def view_programme_control() -> ResponseReturnValue:
    return _page("programme-control", viewer())


@blueprint.get("/auditors")
@may(access.VIEW_AUDITORS)
def view_auditors() -> ResponseReturnValue:
    return _page("auditors", viewer())


@blueprint.get("/coverage")
@may(access.VIEW_PRACTICE)
def view_coverage() -> ResponseReturnValue:
    return _page("coverage", viewer())


@blueprint.get("/grades")
@may(access.VIEW_PRACTICE)
def view_grades() -> ResponseReturnValue:
    return _page("grades", viewer())


@blueprint.get("/sections")
@may(access.VIEW_PRACTICE)
def view_sections() -> ResponseReturnValue:
    return _page("sections", viewer())


@blueprint.get("/themes")
@may(access.VIEW_PRACTICE)
def view_themes() -> ResponseReturnValue:
    return _page("themes", viewer())


@blueprint.get("/re-audits")
@may(access.VIEW_PRACTICE)
def view_re_audits() -> ResponseReturnValue:
    return _page("re-audits", viewer())


@blueprint.get("/impact")
@may(access.VIEW_PRACTICE)
def view_impact() -> ResponseReturnValue:
    return _page("impact", viewer())


@blueprint.get("/export")
@may(access.VIEW_PRACTICE)
def export_subject() -> Response:
    """The figures of a subject as they are filtered, in one list."""
    code = request.args.get("subject", "")
    if code not in SUBJECTS or not may_open(SUBJECTS[code].endpoint):
        abort(404)
    asked = asked_by(viewer(), may_leave=SUBJECTS[code].may_leave)
    title = SUBJECTS[code].title
    figures = [each.figure for each in figures_of(code, asked)]
    sheet = files.sheet_of(title, figures, facts_of(title, code, asked))
    return exports.send_sheets(sheet, name=f"practice-{code}", kind="practice")


def facts_of(title: str, code: str, asked: Asked) -> list[sheets.Fact]:
    """What stands on top of an export."""
    chosen = "; ".join(chip.text for chip in listing_of(code, asked).chips) or "None: everything that you may see"
    for_outside = [("For", "Outside the Centre: numbers below five are not shown")]
    return files.facts_of(title, asked.period_words, chosen) + (
        for_outside if asked.is_for_outside else exports.marked()
    )


def _page(code: str, who: Viewer) -> ResponseReturnValue:
    asked = asked_by(who, may_leave=SUBJECTS[code].may_leave)
    council: look.Council = current_app.extensions["council"]
    return render_template(
        "practice/view_subject.html",
        code=code,
        subject=SUBJECTS[code],
        asked=asked,
        listing=listing_of(code, asked),
        reach=reach_words(asked.viewer),
        may_show_outside=SUBJECTS[code].may_leave and may_show_outside(who),
        figures=[(each, pictures.told(each.figure, council.colour)) for each in figures_of(code, asked)],
        url_of=partial(url_of, asked=asked),
        page_of=partial(page_of, SUBJECTS[code].endpoint, asked=asked),
    )
