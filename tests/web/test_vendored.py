"""What tools/vendor_frontend.sh wrote fits the templates we use, and holds nothing that only GOV.UK may use."""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "dcpp" / "static"
STYLES = STATIC / "govuk" / "govuk-frontend.min.css"


def test_the_stylesheet_is_the_version_that_the_templates_were_made_for() -> None:
    wanted = re.search(r"GOV\.UK%20Frontend-(?:v)?([\d.]+)", distribution("govuk-frontend-jinja").read_text("METADATA"))
    carried = re.search(r'--govuk-frontend-version: ?"([\d.]+)"', STYLES.read_text())

    assert wanted and carried
    assert carried[1] == wanted[1], "Set GOVUK in tools/vendor_frontend.sh and run it"


@pytest.mark.parametrize("never_ours", ["GDS Transport", "crest", "url("])
def test_the_stylesheet_asks_for_nothing_of_the_crowns(never_ours: str) -> None:
    assert never_ours not in STYLES.read_text()


def test_only_our_own_fonts_are_carried_with_their_licence() -> None:
    names = sorted(path.name for path in (STATIC / "fonts").iterdir())

    assert [name for name in names if not name.startswith("atkinson-hyperlegible")] == ["LICENSE.txt"]
    assert "SIL Open Font License" in (STATIC / "fonts" / "LICENSE.txt").read_text()


def test_the_script_does_not_look_for_a_map_we_do_not_serve() -> None:
    assert "sourceMappingURL" not in (STATIC / "govuk" / "govuk-frontend.min.js").read_text()
