"""The sections and questions of a draft: added, changed, moved and removed."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from audits import access, forms, queries, services
from audits.forms.tools import EMPTY_SECTION
from audits.models import ToolVersion
from audits.rules import building, publishing
from audits.rules.building import SectionKind
from audits.rules.tools import CannotBuildTool
from audits.services.tools import Change, Seen
from audits.views import blueprint
from dcpp.frameworks.audit_tools import AuditTool, Question, Section
from dcpp.frameworks.tool_content import content_of_question, content_of_section
from dcpp.kernel.access import may
from dcpp.kernel.db import transaction
from dcpp.web.forms import Form

STEPS = {"up": -1, "down": 1}
SECTION = "/tools/<code>/versions/<int:number>/sections/<section>"
QUESTION = f"{SECTION}/questions/<question>"


@blueprint.route("/tools/<code>/versions/<int:number>/sections/new", methods=["GET", "POST"])
@may(access.BUILD_TOOLS)
def add_section(code: str, number: int) -> ResponseReturnValue:
    version = queries.get_version(code, number)
    form = forms.ToolSectionForm()
    form.offer(building.kinds_to_add(version.tool))
    if form.validate_on_submit() and _build(
        version, lambda tool: building.add_section(tool, form.section(EMPTY_SECTION), form.kind.data), form
    ):
        flash("Section added")
        return _back(version)
    return render_template("audits/add_section.html", version=version, form=form)


@blueprint.route(SECTION, methods=["GET", "POST"])
@may(access.BUILD_TOOLS)
def change_section(code: str, number: int, section: str) -> ResponseReturnValue:
    version = queries.get_version(code, number)
    found = _section(version.tool, section)
    form = forms.ToolSectionForm()
    form.offer(_kinds_for(found))
    if not form.is_submitted():
        form.show(found)

    def change(tool: AuditTool) -> AuditTool:
        return building.change_section(tool, form.section(tool.section(section)))

    seen = Seen(lambda tool: content_of_section(tool.section(section)), request.form.get("seen", ""))
    if form.validate_on_submit() and _build(version, change, form, seen):
        flash("Section changed")
        return _back(version, section)
    version = queries.get_version(code, number)
    found = _section(version.tool, section)
    return render_template(
        "audits/change_section.html",
        version=version,
        section=found,
        form=form,
        seen=services.print_of(version.tool, seen.part),
        now=_as_it_is(found, publishing.OF_SECTION),
    )


@blueprint.post(f"{SECTION}/move")
@may(access.BUILD_TOOLS)
def move_section(code: str, number: int, section: str) -> ResponseReturnValue:
    step = STEPS.get(request.form.get("way", ""), 0)
    return _do(code, number, lambda tool: building.move_section(tool, section, step), where=_at(section))


@blueprint.post(f"{SECTION}/remove")
@may(access.BUILD_TOOLS)
def remove_section(code: str, number: int, section: str) -> ResponseReturnValue:
    return _do(code, number, lambda tool: building.remove_section(tool, section), where="", told="Section removed")


@blueprint.route(f"{SECTION}/questions/new", methods=["GET", "POST"])
@may(access.BUILD_TOOLS)
def add_question(code: str, number: int, section: str) -> ResponseReturnValue:
    version = queries.get_version(code, number)
    found = _section(version.tool, section)
    form = forms.ToolQuestionForm()
    if form.validate_on_submit() and _build(
        version, lambda tool: building.add_question(tool, section, form.question("")), form
    ):
        flash("Question added")
        return _back(version, section)
    return render_template("audits/add_question.html", version=version, section=found, form=form)


@blueprint.route(QUESTION, methods=["GET", "POST"])
@may(access.BUILD_TOOLS)
def change_question(code: str, number: int, section: str, question: str) -> ResponseReturnValue:
    version = queries.get_version(code, number)
    found = _question(version.tool, section, question)
    form = forms.ToolQuestionForm()
    if not form.is_submitted():
        form.show(found)
    seen = Seen(
        lambda tool: content_of_question(tool.section(section).question(question)), request.form.get("seen", "")
    )
    if form.validate_on_submit() and _build(
        version, lambda tool: building.change_question(tool, section, form.question(question)), form, seen
    ):
        flash("Question changed")
        return _back(version, section)
    version = queries.get_version(code, number)
    found = _question(version.tool, section, question)
    return render_template(
        "audits/change_question.html",
        version=version,
        section=version.tool.section(section),
        asked=found,
        form=form,
        seen=services.print_of(version.tool, seen.part),
        now=_as_it_is(found, publishing.OF_QUESTION),
    )


@blueprint.post(f"{QUESTION}/move")
@may(access.BUILD_TOOLS)
def move_question(code: str, number: int, section: str, question: str) -> ResponseReturnValue:
    step = STEPS.get(request.form.get("way", ""), 0)
    return _do(code, number, lambda tool: building.move_question(tool, section, question, step), where=_at(section))


@blueprint.post(f"{QUESTION}/remove")
@may(access.BUILD_TOOLS)
def remove_question(code: str, number: int, section: str, question: str) -> ResponseReturnValue:
    return _do(
        code,
        number,
        lambda tool: building.remove_question(tool, section, question),
        where=_at(section),
        told="Question removed",
    )


def _build(version: ToolVersion, change: Change, form: Form, seen: Seen | None = None) -> bool:
    """Change the draft; a refusal goes onto the form."""
    try:
        with transaction():
            services.change_draft(queries.get_version_to_change(version.code, version.number), change, seen=seen)
    except CannotBuildTool as refusal:
        form.refuse(str(refusal))
        return False
    except LookupError:
        form.refuse("Somebody else removed this while you had it open. Add it anew if it should stand")
        return False
    return True


def _do(code: str, number: int, change: Change, *, where: str, told: str = "") -> ResponseReturnValue:
    """Change the draft where nothing is asked, and go back to the place. What is gone already is not there: 404."""
    try:
        with transaction():
            version = queries.get_version_to_change(code, number)
            services.change_draft(version, change)
    except LookupError as error:
        raise NotFound from error
    if told:
        flash(told)
    return redirect(url_for(".view_tool_version", code=code, number=number, _anchor=where))


def _at(section: str) -> str:
    """Where a section stands on the page of its version."""
    return f"section-{section}"


def _back(version: ToolVersion, section: str = "") -> ResponseReturnValue:
    where = _at(section) if section else None
    return redirect(url_for(".view_tool_version", code=version.code, number=version.number, _anchor=where))


def _section(tool: AuditTool, code: str) -> Section:
    try:
        return tool.section(code)
    except LookupError as error:
        raise NotFound from error


def _question(tool: AuditTool, section: str, code: str) -> Question:
    try:
        return tool.section(section).question(code)
    except LookupError as error:
        raise NotFound from error


def _kinds_for(section: Section) -> list[SectionKind]:
    """A part of practice may change between graded and not; the others are what they are."""
    kind = building.kind_of(section)
    return [kind] if kind in building.ONCE_ONLY else [SectionKind.GRADED, SectionKind.WORDS]


def _as_it_is(part: Section | Question, fields: tuple[str, ...]) -> list[tuple[str, str]]:
    """What stands in a part now, for somebody whose change was overtaken."""
    return [(publishing.NAMES[name], publishing.in_words(getattr(part, name))) for name in fields]
