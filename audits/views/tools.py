"""Tools: the list, a tool with its versions, a version, what changed in it, and its way from draft to retired."""

from enum import Enum
from typing import TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.forms.tools import BARE
from audits.models import ToolVersion
from audits.rules import publishing
from audits.rules import tools as rules
from audits.rules.tools import CannotBuildTool, CannotPublishTool
from audits.views import blueprint
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.audit_tools import AuditTool, Section
from dcpp.frameworks.status import CaseStatus
from dcpp.frameworks.tool_content import content_of_rules
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.web.forms import Form

E = TypeVar("E", bound=Enum)


@blueprint.get("/tools")
@may(access.VIEW_SAMPLES, access.BUILD_TOOLS)
def list_tools() -> ResponseReturnValue:
    today = clock.today()
    tools = queries.list_tools()
    return render_template(
        "audits/list_tools.html",
        tools=tools,
        in_force={tool.code: rules.in_force(tool.versions, today) for tool in tools},
        may_build=viewer().may(access.BUILD_TOOLS),
    )


@blueprint.get("/tools/<code>")
@may(access.VIEW_SAMPLES, access.BUILD_TOOLS)
def view_tool(code: str) -> ResponseReturnValue:
    tool = queries.get_tool(code)
    return render_template(
        "audits/view_tool.html",
        tool=tool,
        title=tool.versions[0].title,
        in_force=rules.in_force(tool.versions, clock.today()),
        draft=next((one for one in tool.versions if one.is_draft), None),
        counts=queries.count_audits_on(code),
        today=clock.today(),
        may_build=viewer().may(access.BUILD_TOOLS),
    )


@blueprint.route("/tools/new", methods=["GET", "POST"])
@may(access.BUILD_TOOLS)
def set_up_tool() -> ResponseReturnValue:
    form = forms.SetUpToolForm()
    form.offer(queries.list_tools_in_use(clock.today()))
    if form.validate_on_submit():
        with transaction():
            version = services.set_up_tool(form.title.data, like=_chosen(form.like.data), by=viewer().person_id)
            code = version.code
        flash("Draft made. Add what it should ask, then publish it")
        return redirect(url_for(".view_tool_version", code=code, number=1))
    return render_template("audits/set_up_tool.html", form=form)


def _chosen(key: str) -> AuditTool | None:
    if key == BARE:
        return None
    code, _, number = key.partition("/")
    return queries.get_version(code, int(number)).tool


@blueprint.post("/tools/<code>/versions/<int:number>/draft")
@may(access.BUILD_TOOLS)
def draft_version(code: str, number: int) -> ResponseReturnValue:
    with transaction():
        draft = services.draft_version(queries.get_version(code, number), by=viewer().person_id).number
    flash(f"Version {draft} is a draft, and like version {number} for now")
    return redirect(url_for(".view_tool_version", code=code, number=draft))


@blueprint.get("/tools/<code>/versions/<int:number>")
@may(access.VIEW_SAMPLES, access.BUILD_TOOLS)
def view_tool_version(code: str, number: int) -> ResponseReturnValue:
    version = queries.get_version(code, number)
    return render_template(
        "audits/view_tool_version.html",
        version=version,
        tool=version.tool,
        before=_before(version),
        missing=publishing.missing_in(version.tool) if version.is_draft else [],
        audits=queries.count_audits_on(code).get(number, 0),
        in_words=publishing.in_words,
        may_build=viewer().may(access.BUILD_TOOLS),
    )


@blueprint.get("/tools/<code>/versions/<int:number>/preview")
@may(access.VIEW_SAMPLES, access.BUILD_TOOLS)
def preview_tool(code: str, number: int) -> ResponseReturnValue:
    """The form as an auditor sees it, for a status and a kind of audit; nothing is saved."""
    version = queries.get_version(code, number)
    status = _one_of(CaseStatus, "status", CaseStatus.CHILD_PROTECTION)
    kind = _one_of(AuditKind, "kind", AuditKind.CORE)
    sections = version.tool.sections_for(status, kind)
    return render_template(
        "audits/preview_tool.html",
        version=version,
        tool=version.tool,
        parts=[_preview(section) for section in sections],
        status=status,
        kind=kind,
        statuses=list(CaseStatus),
        kinds=list(AuditKind),
    )


def _preview(section: Section) -> tuple[Section, Form, list[str]]:
    """A section as whoever completes it sees it: its form, and the fields beside its questions."""
    if section.is_of_practitioner:
        return section, forms.reflection_form(section, prefix=section.code), ["evidence"]
    return section, forms.section_form(section, prefix=section.code), forms.own_fields(section)


def _one_of(kind: type[E], name: str, usual: E) -> E:
    asked = request.args.get(name, "")
    return next((one for one in kind if one.value == asked), usual)


@blueprint.get("/tools/<code>/versions/<int:number>/changes")
@may(access.VIEW_SAMPLES, access.BUILD_TOOLS)
def compare_version(code: str, number: int) -> ResponseReturnValue:
    version = queries.get_version(code, number)
    before = _before(version)
    return render_template(
        "audits/compare_version.html",
        version=version,
        before=before,
        differences=publishing.differences(before.tool, version.tool) if before else [],
    )


def _before(version: ToolVersion) -> ToolVersion | None:
    """The newest version before this one that was published."""
    older = (one for one in queries.list_versions(version.code) if one.number < version.number and not one.is_draft)
    return next(older, None)


@blueprint.route("/tools/<code>/versions/<int:number>/rules", methods=["GET", "POST"])
@may(access.BUILD_TOOLS)
def change_tool_rules(code: str, number: int) -> ResponseReturnValue:
    version = queries.get_version(code, number)
    form = forms.RulesForm()
    if not form.is_submitted():
        form.show(version.tool)
    if form.validate_on_submit():
        try:
            with transaction():
                seen = services.Seen(content_of_rules, request.form.get("seen", ""))
                services.change_draft(queries.get_version_to_change(code, number), form.change, seen=seen)
        except CannotBuildTool as refusal:
            form.refuse(str(refusal))
            version = queries.get_version(code, number)
        else:
            flash("Rules changed")
            return redirect(url_for(".view_tool_version", code=code, number=number))
    seen_now = services.print_of(version.tool, content_of_rules)
    return render_template(
        "audits/change_tool_rules.html",
        version=version,
        form=form,
        seen=seen_now,
        now=[(publishing.NAMES[name], publishing.in_words(getattr(version.tool, name))) for name in publishing.RULES],
    )


@blueprint.route("/tools/<code>/versions/<int:number>/publish", methods=["GET", "POST"])
@may(access.BUILD_TOOLS)
def publish_version(code: str, number: int) -> ResponseReturnValue:
    """What is missing is shown first; then the day and the reason; then whether they are sure."""
    version = queries.get_version(code, number)
    form = forms.PublishForm(valid_from=clock.add_months(clock.today(), 1))
    is_ready = form.validate_on_submit()
    if is_ready and "is_sure" in request.form:
        if _publish(version, form):
            flash("Version published. It can be changed no more")
            return redirect(url_for(".view_tool_version", code=code, number=number))
        is_ready = False
    missing = publishing.missing_in(version.tool)
    return render_template(
        "audits/publish_version.html",
        version=version,
        form=form,
        missing=missing,
        is_blocked=any(one.stands_in_the_way for one in missing) or not version.is_draft,
        is_ready=is_ready,
    )


def _publish(version: ToolVersion, form: forms.PublishForm) -> bool:
    """Publish the draft; a refusal goes onto the form."""
    try:
        with transaction():
            services.publish_version(
                queries.get_version_to_change(version.code, version.number),
                valid_from=form.valid_from.data,
                note=form.note.data,
                by=viewer().person_id,
            )
    except CannotPublishTool as refusal:
        form.refuse(str(refusal))
        return False
    return True


@blueprint.route("/tools/<code>/versions/<int:number>/retire", methods=["GET", "POST"])
@may(access.BUILD_TOOLS)
def retire_version(code: str, number: int) -> ResponseReturnValue:
    version = queries.get_version(code, number)
    if request.method == "POST":
        with transaction():
            services.retire_version(queries.get_version_to_change(code, number))
        flash(f"Version {number} retired. Audits that began on it stay on it")
        return redirect(url_for(".view_tool", code=code))
    rest = [one for one in queries.list_versions(code) if one.number != number]
    return render_template("audits/retire_version.html", version=version, then=rules.in_force(rest, clock.today()))


@blueprint.route("/tools/<code>/versions/<int:number>/discard", methods=["GET", "POST"])
@may(access.BUILD_TOOLS)
def discard_draft(code: str, number: int) -> ResponseReturnValue:
    version = queries.get_version(code, number)
    if request.method == "POST":
        with transaction():
            services.discard_draft(queries.get_version_to_change(code, number))
        flash("Draft discarded")
        return redirect(url_for(".list_tools"))
    return render_template("audits/discard_draft.html", version=version)
