"""Immediate concerns at each stage."""

from audits import access, services
from tests.makers.audits_done import make_audit
from tests.makers.concerns import deed, make_acknowledged, make_closed, make_concern, make_line

MANAGER = (access.VIEW_AUDITS, access.VIEW_CONCERNS, access.ANSWER_CONCERNS, access.RAISE_CONCERNS)


def _raise(sign_in):
    auditor = sign_in(access.VIEW_AUDITS, access.VIEW_CONCERNS, access.RAISE_CONCERNS)
    audit = make_audit(auditor, make_line()[0])
    make_concern(audit, words="The plan of last week was not carried out.")
    return f"/audits/{audit.id}/concerns/new"


def _page(name, make=make_concern):
    def address(sign_in):
        sign_in(*MANAGER)
        return f"/audits/concerns/{make().id}{name}"

    return address


def _asked():
    concern = make_concern()
    return deed(services.ask_to_withdraw_concern, concern, words="It was another case", by=concern.raised_by_id)


def _list(sign_in):
    sign_in(*MANAGER, access.SET_CONCERN_HOURS)
    for make in (make_closed, make_acknowledged, make_concern):
        make()
    return "/audits/concerns"


def _hours(sign_in):
    sign_in(access.SET_CONCERN_HOURS, access.VIEW_CONCERNS)
    return "/audits/concerns/hours"


PAGES = {
    "audits/raise_concern.html": _raise,
    "audits/view_concern.html": _page("", _asked),
    "audits/acknowledge_concern.html": _page("/acknowledge"),
    "audits/update_concern.html": _page("/update", make_acknowledged),
    "audits/record_outcome.html": _page("/outcome", make_acknowledged),
    "audits/ask_to_withdraw_concern.html": _page("/withdraw"),
    "audits/answer_withdrawal.html": _page("/withdrawal", _asked),
    "audits/list_concerns.html": _list,
    "audits/set_concern_hours.html": _hours,
}
