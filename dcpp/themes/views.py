"""The list of themes, and its upkeep by practice leads."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel.access import may
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows_no_record
from dcpp.themes import access, forms, queries, rules, services
from dcpp.web import exports
from dcpp.web.exports import Export

blueprint = Blueprint("themes", __name__, url_prefix="/themes")


@blueprint.get("")
@may(access.VIEW_THEMES, access.MANAGE_THEMES)
def list_themes() -> ResponseReturnValue:
    return render_template("themes/list_themes.html", themes=queries.list_themes(), access=access)


THEMES = Export(
    "Themes",
    "themes",
    "theme",
    {
        "Theme": lambda theme: theme.name,
        "What it means": lambda theme: theme.description,
        "In use": lambda theme: theme.is_active,
        "Retired": lambda theme: theme.retired_on,
    },
)


@blueprint.get("/export")
@may(access.VIEW_THEMES, access.MANAGE_THEMES)
def export_themes() -> ResponseReturnValue:
    return exports.send_rows(queries.list_themes(), THEMES)


@blueprint.route("/new", methods=["GET", "POST"])
@may(access.MANAGE_THEMES)
def add_theme() -> ResponseReturnValue:
    form = forms.ThemeForm()
    if form.validate_on_submit():
        try:
            with transaction():
                services.add_theme(name=form.name.data, description=form.description.data)
        except rules.CannotAddTheme as refusal:
            form.refuse(str(refusal), at=form.name)
        else:
            flash(f"“{form.name.data}” added")
            return redirect(url_for(".list_themes"))
    return render_template("themes/add_theme.html", form=form)


@blueprint.route("/<uuid:theme_id>/rename", methods=["GET", "POST"])
@may(access.MANAGE_THEMES)
@shows_no_record("Everybody sees the themes")
def rename_theme(theme_id: UUID) -> ResponseReturnValue:
    theme = queries.get_theme(theme_id)
    form = forms.ThemeForm(obj=theme)
    if form.validate_on_submit():
        try:
            with transaction():
                services.rename_theme(theme, name=form.name.data, description=form.description.data)
        except rules.CannotRenameTheme as refusal:
            form.refuse(str(refusal), at=form.name)
        else:
            flash(f"“{form.name.data}” saved")
            return redirect(url_for(".list_themes"))
    return render_template("themes/rename_theme.html", form=form, theme=theme)


@blueprint.post("/<uuid:theme_id>/retire")
@may(access.MANAGE_THEMES)
def retire_theme(theme_id: UUID) -> ResponseReturnValue:
    theme = queries.get_theme(theme_id)
    name = theme.name
    with transaction():
        services.retire_theme(theme)
    flash(f"“{name}” retired. What carries it already keeps it; nothing new can")
    return redirect(url_for(".list_themes"))


@blueprint.post("/<uuid:theme_id>/restore")
@may(access.MANAGE_THEMES)
def restore_theme(theme_id: UUID) -> ResponseReturnValue:
    theme = queries.get_theme(theme_id)
    name = theme.name
    with transaction():
        services.restore_theme(theme)
    flash(f"“{name}” is in use again")
    return redirect(url_for(".list_themes"))
