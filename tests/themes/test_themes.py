"""The Centre's short list of themes and its upkeep."""

from dcpp.kernel.db import transaction
from dcpp.themes import access, queries, services

A_THEME = {"name": "Neglect", "description": "Noticed early, named, and measured over time."}


def test_a_new_house_has_a_list_to_begin_with(browse, sign_in):
    sign_in(access.VIEW_THEMES)

    page = browse("themes.list_themes")

    assert len(page.rows()) >= 12
    assert "Voice and lived experience of the child" in page.text


def test_a_practice_lead_adds_a_theme(browse, sign_in):
    sign_in(access.VIEW_THEMES, access.MANAGE_THEMES)

    page = browse("themes.add_theme", post=A_THEME)

    assert page.notice == "“Neglect” added"
    assert queries.find_by_code("neglect").description == A_THEME["description"]


def test_two_themes_cannot_have_one_name(browse, sign_in):
    sign_in(access.MANAGE_THEMES)

    page = browse("themes.add_theme", post=A_THEME | {"name": "permanence"})

    assert page.errors == ["There is already a theme called “permanence”. Enter another name, or restore that one"]


def test_a_name_without_letters_is_sent_back(browse, sign_in):
    sign_in(access.MANAGE_THEMES)

    page = browse("themes.add_theme", post=A_THEME | {"name": "…"})

    assert page.errors == ["Enter a name with letters or numbers in it"]


def test_renaming_keeps_the_code(browse, sign_in):
    sign_in(access.MANAGE_THEMES)
    theme = queries.find_by_code("plans")

    browse("themes.rename_theme", theme_id=theme.id, post=A_THEME | {"name": "Plans that help"})

    assert queries.find_by_code("plans").name == "Plans that help"


def test_renaming_to_anothers_name_is_sent_back(browse, sign_in):
    sign_in(access.MANAGE_THEMES)
    theme = queries.find_by_code("plans")

    page = browse("themes.rename_theme", theme_id=theme.id, post=A_THEME | {"name": "Permanence"})

    assert page.errors == ["There is already a theme called “Permanence”. Enter another name"]


def test_a_retired_theme_leaves_the_choice_but_not_the_list(browse, sign_in):
    sign_in(access.VIEW_THEMES, access.MANAGE_THEMES)
    theme_id = queries.find_by_code("plans").id

    page = browse("themes.retire_theme", theme_id=theme_id, post={})

    assert "Plans Retired" in [row[0] for row in page.rows()]
    assert "plans" not in {theme.code for theme in queries.list_active()}


def test_a_retired_theme_can_be_restored(browse, sign_in, now):
    with transaction():
        services.retire_theme(queries.find_by_code("plans"))
    sign_in(access.VIEW_THEMES, access.MANAGE_THEMES)

    browse("themes.restore_theme", theme_id=queries.find_by_code("plans").id, post={})

    assert queries.find_by_code("plans").is_active


def test_retiring_twice_is_refused(browse, sign_in, now):
    with transaction():
        services.retire_theme(queries.find_by_code("plans"))
    sign_in(access.MANAGE_THEMES)

    page = browse("themes.retire_theme", theme_id=queries.find_by_code("plans").id, post={}, status=409)

    assert "“Plans” is already retired" in page.text


def test_those_who_only_look_are_offered_no_change(browse, sign_in):
    sign_in(access.VIEW_THEMES)

    page = browse("themes.list_themes")

    assert "Change" not in page.text and "Add a theme" not in page.text
