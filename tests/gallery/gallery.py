"""The gallery: for every page template, how to bring it before the browser.

Each module of tests/gallery/entries has PAGES: template name → a function that gets `sign_in`, makes what
the page needs, and returns its address, or (address, form) for a page that is shown after a POST.
"""

import importlib
from pathlib import Path

from dcpp.web.templating import templates_folder

ENTRIES = Path(__file__).parent / "entries"
NOT_PAGES = ("layouts/", "components/", "mail/", "errors/", "print/")


def pages():
    """Every entry of every module."""
    found = {}
    for path in sorted(ENTRIES.glob("*.py")):
        found |= importlib.import_module(f"tests.gallery.entries.{path.stem}").PAGES
    return found


def templates_of_pages():
    """Every template that is a page: not a layout, a fragment, a mail or a document."""
    folder = templates_folder()
    names = {str(path.relative_to(folder)) for path in folder.rglob("*.html")}
    return {name for name in names if not name.startswith(NOT_PAGES) and not Path(name).name.startswith("_")}
