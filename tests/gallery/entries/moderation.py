"""Pages of moderation and of agreement."""

from datetime import date

from audits import access, services
from audits.models import Moderation
from dcpp.kernel.db import db, transaction
from dcpp.people.rules import Role
from tests.makers.moderation import make_moderation, make_moderator, make_revealed, propose, read_all
from tests.makers.people import make_person, make_team

READER = (access.MODERATE_AUDITS, access.CARRY_OUT_AUDITS, access.VIEW_AUDITS)
LEAD = (access.VIEW_AGREEMENT, access.SETTLE_MODERATIONS, access.ACCREDIT_AUDITORS, access.SET_UP_PROGRAMMES)


def _practitioner():
    return make_person("Pat Practitioner", Role.PRACTITIONER, team=make_team("Safeguarding North"))


def _blind(name, *, is_read=False):
    def address(sign_in):
        moderation = make_moderation(moderator=make_moderator(), practitioner=_practitioner())
        sign_in(*READER, person=moderation.moderator)
        if is_read:
            read_all(moderation)
        return f"/audits/moderations/{moderation.id}{name}"

    return address


def _revealed(name, *, is_proposed=False, by="moderator"):
    def address(sign_in):
        people = {"moderator": make_moderator(), "practitioner": _practitioner()}
        moderation = make_revealed(differing={"plan": "requires_improvement", "voice": "inadequate"}, **people)
        if is_proposed:
            propose(moderation)
        sign_in(*READER, person=moderation.moderator if by == "moderator" else moderation.audit.auditor)
        return f"/audits/moderations/{moderation.id}{name}"

    return address


def _mine(sign_in):
    _revealed("")(sign_in)
    return "/audits/moderations/mine"


def _decision(sign_in):
    moderation = propose(make_revealed(second="requires_improvement", practitioner=_practitioner()))
    with transaction():
        kept = db.session.get_one(Moderation, moderation.id)
        services.answer_proposal(kept, agrees=False, words="Seen four times", by=kept.audit.auditor_id)
    sign_in(*LEAD)
    return f"/audits/moderations/{moderation.id}/decision"


def _lead(path):
    def address(sign_in):
        sign_in(*LEAD)
        propose(make_revealed(practitioner=_practitioner()), grades={}, reason="")
        return path

    return address


def _given_on(sign_in):
    sign_in(*LEAD)
    return f"/audits/moderations/{make_moderation(practitioner=_practitioner()).id}/moderator"


def _choices(sign_in):
    sign_in(*LEAD)
    with transaction():
        services.value_for(date(2026, 10, 1))
    return "/audits/moderations/choices/2026/10"


def _accredit(sign_in):
    sign_in(*LEAD)
    return f"/audits/accreditation/{make_person('Ada Auditor', Role.AUDITOR).id}"


PAGES = {
    "audits/list_my_moderations.html": _mine,
    "audits/view_moderation.html": _revealed(""),
    "audits/moderate_section.html": _blind("/sections/plan"),
    "audits/submit_moderation.html": _blind("/submit", is_read=True),
    "audits/propose_grade.html": _revealed("/agreement"),
    "audits/answer_proposal.html": _revealed("/answer", is_proposed=True, by="auditor"),
    "audits/decide_grade.html": _decision,
    "audits/reallocate_moderation.html": _given_on,
    "audits/list_moderations.html": _lead("/audits/moderations"),
    "audits/view_agreement.html": _lead("/audits/agreement"),
    "audits/list_moderation_values.html": _lead("/audits/moderations/choices"),
    "audits/list_moderation_choices.html": _choices,
    "audits/list_shares.html": _lead("/audits/moderations/shares"),
    "audits/set_share.html": _lead("/audits/moderations/shares/council"),
    "audits/list_accreditations.html": _lead("/audits/accreditation"),
    "audits/accredit_auditor.html": _accredit,
}
