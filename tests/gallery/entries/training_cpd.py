"""Pages of CPD, registrations and early careers."""

from dcpp.kernel.access import Scope
from tests.makers.cpd import make_early_career, make_piece
from tests.makers.people import make_person, make_team
from training import access


def _mine(sign_in):
    me = sign_in(access.LOG_CPD)
    make_piece(me, is_finished=True)
    make_piece(me, "A paper about neglect")
    return "/training/cpd"


def _of_piece(page, *, is_finished=False):
    return lambda sign_in: f"/training/cpd/{make_piece(sign_in(access.LOG_CPD), is_finished=is_finished).id}{page}"


def _plain(address, capability):
    def made(sign_in):
        sign_in(capability)
        return address

    return made


def _registrations(sign_in):
    sign_in(access.VIEW_CPD_STATUS, scope=Scope.COUNCIL)
    worker = make_person("Sol Worker", team=make_team("North"), social_work_england_number="SW12345")
    make_piece(worker, is_finished=True)
    return "/training/registrations"


def _career(page=""):
    def made(sign_in):
        sign_in(access.VIEW_CPD_STATUS, access.MANAGE_EARLY_CAREERS, scope=Scope.COUNCIL)
        career = make_early_career()
        return f"/training/early-careers/{career.id}{page}" if page is not None else "/training/early-careers"

    return made


PAGES = {
    "training/view_my_cpd.html": _mine,
    "training/view_cpd_piece.html": _of_piece(""),
    "training/change_cpd_facts.html": _of_piece("/facts"),
    "training/write_cpd_piece.html": _of_piece("/words"),
    "training/remove_cpd_piece.html": _of_piece("/remove"),
    "training/start_cpd_piece.html": _plain("/training/cpd/new", access.LOG_CPD),
    "training/note_renewal.html": _plain("/training/cpd/renewal", access.LOG_CPD),
    "training/list_registrations.html": _registrations,
    "training/list_early_careers.html": _career(None),
    "training/view_early_career.html": _career(),
    "training/review_early_career.html": _career("/review"),
    "training/extend_early_career.html": _career("/extend"),
    "training/end_early_career.html": _career("/end"),
    "training/begin_early_career.html": _plain("/training/early-careers/new", access.MANAGE_EARLY_CAREERS),
}
