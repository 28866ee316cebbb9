"""The pages where everybody begins."""

from datetime import UTC, date, datetime

from dcpp.actions import access as actions
from dcpp.actions import services
from dcpp.home import access
from dcpp.inspection import access as inspection
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.people.models import Person
from tests.makers.actions import do, make_action
from tests.makers.inspection import make_told_report
from tests.makers.people import make_person

EARLIER = datetime(2026, 11, 2, 9, tzinfo=UTC)


def _my_work(sign_in):
    make_told_report()
    rights = (inspection.VIEW_REPORTS, inspection.REQUEST_REPORTS, access.VIEW_OVERVIEW)
    me = sign_in(actions.VIEW_ACTIONS, actions.DO_ACTIONS, actions.CHECK_ACTIONS, *rights).id
    _make_actions(_person(me))
    done = make_action(make_person("Olu Owner"), what="Hold the review that was missed in October")
    do(services.finish_action, done, words="Held on 12 November.", by=done.owner_id)
    return "/"


def _make_actions(owner):
    with clock.pretend(EARLIER):
        for day in (date(2026, 11, 9), date(2026, 11, 27), date(2026, 12, 14)):
            make_action(owner, due_on=day)


def _person(person_id):
    return db.session.get_one(Person, person_id)


def _overview(sign_in):
    _make_actions(make_person("Olu Owner"))
    sign_in(access.VIEW_OVERVIEW, inspection.VIEW_REPORTS, actions.VIEW_ACTIONS)
    return "/overview"


def _places(sign_in):
    sign_in(access.VIEW_OVERVIEW, inspection.VIEW_REPORTS, actions.VIEW_ACTIONS)
    return "/places"


PAGES = {
    "home/list_places.html": _places,
    "home/view_my_work.html": _my_work,
    "home/view_overview.html": _overview,
}
