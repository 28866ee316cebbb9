"""Pages of tools: the list, a version, and every step of building one."""

from audits import access
from tests.makers.tools import make_draft, publish

FIRST = "/audits/tools/core/versions/3"


def _page(address, *, draft=True):
    def made(sign_in):
        sign_in(access.VIEW_SAMPLES, access.BUILD_TOOLS)
        if draft:
            make_draft()
        return address

    return made


def _compared(sign_in):
    sign_in(access.VIEW_SAMPLES, access.BUILD_TOOLS)
    make_draft()
    publish("core", 3, change={"look_back_months": 12, "title": "Core audit of practice"})
    return f"{FIRST}/changes"


PAGES = {
    "audits/list_tools.html": _page("/audits/tools"),
    "audits/view_tool.html": _page("/audits/tools/core"),
    "audits/set_up_tool.html": _page("/audits/tools/new", draft=False),
    "audits/view_tool_version.html": _page(FIRST),
    "audits/preview_tool.html": _page(f"{FIRST}/preview"),
    "audits/compare_version.html": _compared,
    "audits/change_tool_rules.html": _page(f"{FIRST}/rules"),
    "audits/add_section.html": _page(f"{FIRST}/sections/new"),
    "audits/change_section.html": _page(f"{FIRST}/sections/oversight"),
    "audits/add_question.html": _page(f"{FIRST}/sections/plan/questions/new"),
    "audits/change_question.html": _page(f"{FIRST}/sections/oversight/questions/regular"),
    "audits/publish_version.html": _page(f"{FIRST}/publish"),
    "audits/retire_version.html": _page("/audits/tools/core/versions/2/retire", draft=False),
    "audits/discard_draft.html": _page(f"{FIRST}/discard"),
}
