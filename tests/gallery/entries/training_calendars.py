"""Pages of training in people's calendars."""

from dcpp.kernel.db import transaction
from training import access, services


def _feed(sign_in):
    person = sign_in(access.BOOK_TRAINING)
    with transaction():
        services.renew_feed(person.id)
    return "/training/calendar"


PAGES = {"training/view_calendar_feed.html": _feed}
