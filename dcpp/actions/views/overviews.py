"""Actions of a team by person, and of the council by service: how many, how old, how late."""

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from dcpp.actions import access, queries, rules
from dcpp.actions.rules import closing
from dcpp.actions.views import blueprint
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer, may, viewer
from dcpp.people import queries as people
from dcpp.people.models import Person, Team
from dcpp.web import charts, look
from dcpp.web.listing import Listing, OneOf

MINE = "mine"
MONTHS_BACK = 6


@blueprint.get("/team")
@may(access.VIEW_ACTIONS)
def view_team_actions() -> ResponseReturnValue:
    who = viewer()
    return render_template(
        "actions/view_team_actions.html",
        listing=_by_person(who),
        bands=rules.AGE_BANDS,
        manages=bool(who.report_ids),
        today=clock.today(),
    )


def _by_person(who: Viewer) -> Listing:
    only_mine = request.args.get("whose") == MINE
    counted = queries.select_by_owner(who, clock.today(), only_reports=only_mine)
    named = {column.key: column for column in counted.selected_columns}
    return Listing(
        counted,
        args=request.args,
        columns={
            "name": Person.name,
            "open": named["open"],
            "overdue": named["overdue"],
            "longest": named["first_due"],
        },
        usual="-overdue",
        tie=Person.id,
        filters=[
            OneOf("whose", "Whose", [(MINE, "Those I manage")], lambda _: Person.id.is_not(None)),
            OneOf("team", "Team", [(team.id, team.name) for team in people.list_teams()], lambda one: Team.id == one),
        ],
    )


@blueprint.get("/council")
@may(access.VIEW_ACTIONS)
def view_council_actions() -> ResponseReturnValue:
    who, today = viewer(), clock.today()
    counted, since = queries.count_by_service(who, today), clock.add_months(clock.month_of(today), -MONTHS_BACK)
    times = closing.times_of(queries.list_closed_since(who, since, today), since, today)
    return render_template(
        "actions/view_council_actions.html",
        services=counted,
        total=closing.summed(counted),
        bands=rules.AGE_BANDS,
        times=times,
        since=since,
        picture=_picture(closing.summed(counted)),
        today=today,
    )


def _picture(total: closing.Ageing) -> str:
    """The open actions of each age: late, in time, waiting for somebody to check."""
    council: look.Council = current_app.extensions["council"]
    stacks = [
        charts.Stack(
            band.label,
            [
                charts.Part("Overdue", row.overdue, "subject"),
                charts.Part("Open, in time", row.in_time, "context"),
                charts.Part("Done, to be checked", row.to_check, "rest"),
            ],
        )
        for band, row in zip(rules.AGE_BANDS, total.bands, strict=True)
    ]
    return charts.stacked("Open actions by age", stacks, colour=council.colour)
