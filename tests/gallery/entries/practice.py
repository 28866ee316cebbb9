"""The pages of figures about practice."""

from audits import access as audits
from dcpp.practice import access
from tests.makers.practice import make_many_drawn


def _signed_in(sign_in):
    make_many_drawn(3)
    sign_in(access.VIEW_PRACTICE, access.VIEW_AUDITORS, audits.VIEW_AUDITS)


def _subjects(sign_in):
    _signed_in(sign_in)
    return "/practice"


def _subject(sign_in):
    _signed_in(sign_in)
    return "/practice/programme-control"


def _records(sign_in):
    _signed_in(sign_in)
    return "/practice/records?unit=drawn"


PAGES = {
    "practice/list_records.html": _records,
    "practice/list_subjects.html": _subjects,
    "practice/view_subject.html": _subject,
}
