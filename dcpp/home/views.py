"""My work, for everybody; the practice overview, for leads."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from audits import queries as audits
from dcpp.home import access, rules
from dcpp.home.queries import overview, waiting
from dcpp.inspection import access as inspection_access
from dcpp.inspection import queries as inspection
from dcpp.inspection.rules import pictures
from dcpp.inspection.rules.period import LOOK_BACK_MONTHS, Period
from dcpp.kernel import clock
from dcpp.kernel.access import may, signed_in, viewer
from dcpp.web import look, navigation
from dcpp.web.navigation import Entry

blueprint = Blueprint("home", __name__)

SHOWN_OF_EACH = 20
"""My work is for the next things to do: more of a kind are said, and listed elsewhere."""

NEXT = (
    Entry("See the practice overview", "home.view_overview"),
    Entry("Build a readiness report", "inspection.request_report"),
    Entry("Send this month’s child-level lists", "caseload.send_lists"),
    Entry("Look through the audits", "audits.list_audits"),
    Entry("Look through the actions", "actions.list_actions"),
    Entry("Look through the caseload", "caseload.list_cases"),
)
"""What people may do when nothing waits; each sees what they may open."""

Filters = Mapping[str, Any]


def _done(period: Period) -> Filters:
    return {"month": period.month.isoformat(), "state": "submitted", "sort": "-submitted"}


def _half_year(period: Period) -> Filters:
    return {
        "state": "submitted",
        "submitted_from": period.starts(LOOK_BACK_MONTHS).isoformat(),
        "submitted_until": period.last_day.isoformat(),
        "sort": "-submitted",
    }


PLACES: Mapping[str, tuple[str, Callable[[Period], Filters]]] = {
    "done_audits": ("audits.list_audits", _done),
    "half_year_audits": ("audits.list_audits", _half_year),
    "graded_audits": ("audits.list_audits", lambda period: {"grade": "any", **_half_year(period)}),
    "late_audits": ("audits.list_audits", lambda _: {"late": "overdue"}),
    "draws": ("audits.list_programmes", lambda _: {}),
    "late_actions": ("actions.list_actions", lambda _: {"late": "overdue"}),
}
"""Where the rows behind a headline are: an endpoint and its filters.

"58% of 170" leads to the 170, "21 of 30" to the 21: as many as a number that the headline says.
"""


@blueprint.get("/")
@signed_in
def view_my_work() -> ResponseReturnValue:
    who, today = viewer(), clock.today()
    may_read = who.may(inspection_access.VIEW_REPORTS)
    return render_template(
        "home/view_my_work.html",
        groups=rules.group_by_date(waiting.list_waiting(who, today), today),
        report=inspection.find_newest_ready() if may_read else None,
        shown_of_each=SHOWN_OF_EACH,
        next_steps=navigation.links([entry for entry in NEXT if _exists(entry.endpoint)], who),
        today=today,
    )


@blueprint.get("/places")
@signed_in
def list_places() -> ResponseReturnValue:
    entries: Sequence[Entry] = current_app.extensions["places"]
    return render_template("home/list_places.html", places=navigation.places(entries, viewer()))


@blueprint.get("/overview")
@may(access.VIEW_OVERVIEW)
def view_overview() -> ResponseReturnValue:
    council: look.Council = current_app.extensions["council"]
    found = overview.overview_of(clock.today(), viewer().person_id)
    return render_template(
        "home/view_overview.html",
        overview=found,
        concerns=audits.count_open_concerns(viewer()),
        figures=[pictures.told(figure, council.colour) for figure in found.figures],
        url_of=partial(url_of, period=found.period),
    )


def url_of(place: str, period: Period) -> str | None:
    """The address of the rows behind a headline; None while the page does not exist."""
    if place == "gaps":
        return "#gaps"
    endpoint, filters = PLACES[place]
    return url_for(endpoint, **filters(period)) if _exists(endpoint) else None


def _exists(endpoint: str) -> bool:
    return endpoint in current_app.view_functions
