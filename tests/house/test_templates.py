"""Templates: small, all used, and importing only what they use."""

import ast
from pathlib import Path

import pytest

from dcpp.web.templating import templates_folder
from tests.house import guards


@pytest.fixture
def templates():
    folder = templates_folder()
    return {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}


def test_templates_keep_to_their_budget(templates):
    assert guards.long_templates(templates.values()) == []


def test_the_guard_of_templates_catches_a_long_one(tmp_path):
    (tmp_path / "long.html").write_text("line\n" * 121)

    assert guards.long_templates(tmp_path.iterdir()) != []


def test_templates_import_only_macros_that_they_use(templates, built_app):
    sins = [
        sin
        for name, path in templates.items()
        for sin in guards.unused_macros(built_app.jinja_env, name, path.read_text())
    ]

    assert sins == []


def test_the_guard_of_macros_catches_an_idle_one(built_app):
    source = '{% from "components/form.html" import form_body, other %}{{ form_body() }}'

    assert guards.unused_macros(built_app.jinja_env, "page.html", source) == [
        "page.html imports other and does not use it"
    ]


def test_no_template_is_an_orphan(templates, built_app):
    specimens = (Path(__file__).parents[1] / "web" / "templates").glob(
        "*.html"
    )  # they show the pieces that pages share
    referenced = {
        name
        for path in [*templates.values(), *specimens]
        for name in guards.template_references(built_app.jinja_env, path.read_text())
    }

    assert guards.orphan_templates(set(templates), referenced, _named_in_code(templates)) == []


def test_the_guard_of_orphans_catches_one():
    assert guards.orphan_templates({"a.html", "b.html"}, {"a.html"}, set()) != []


def _named_in_code(templates):
    """Templates whose names stand in our modules: whole, as errors/404.html, or by their folder and stem."""
    strings = {
        node.value
        for path in guards.modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    named = {name for name in templates if name in strings}
    named |= {name for name in templates if name.startswith(("errors/", "security/"))}
    return named | {name for name in templates if name.startswith("mail/") and _mail_stem(name) in strings}


def _mail_stem(name):
    return name.removeprefix("mail/").rpartition(".")[0]
