"""Who audits what, what auditors can take, and exemptions."""

from datetime import UTC, datetime

from audits import access, queries, services
from audits.models import Audit
from audits.rules.audits import AuditState
from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db, transaction
from dcpp.people.rules import Role
from tests.gallery.entries.audits_samples import drawn
from tests.makers.audits import make_programme
from tests.makers.audits_done import make_auditor
from tests.makers.people import make_person

LEAD = (
    access.VIEW_SAMPLES,
    access.VIEW_AUDITS,
    access.ALLOCATE_AUDITS,
    access.MANAGE_CAPACITY,
    access.ASK_FOR_EXEMPTIONS,
    access.AGREE_EXEMPTIONS,
)


def lead(sign_in):
    return sign_in(*LEAD, scope=Scope.COUNCIL)


def allocated():
    """A drawn sample given to two auditors, one of them with a limit."""
    ada, ola = make_auditor("Ada Alder"), make_auditor("Ola Oak")
    with transaction():
        services.set_capacity(ada, 2, by=ola.id)
    return drawn(), ada


def an_exemption(*, is_decided=False):
    _draw, ada = allocated()
    programme = make_programme(name="Early help audit")
    with transaction():
        asked = services.ask_to_excuse_auditor(
            programme, clock.today(), ada, reason="Seconded to the duty team", by=ada.id
        )
        if is_decided:
            manager = make_person("Sam Senior", Role.SENIOR_MANAGER)
            services.agree_to_exemption(asked, decision="For this month only", by=manager.id)
        return asked.id, asked.programme_id


def view_allocation(sign_in):
    lead(sign_in)
    allocated()
    return "/audits/allocation?month=2026-12-01"


def choose_auditors(sign_in):
    lead(sign_in)
    with clock.pretend(datetime(2026, 12, 1, 9, tzinfo=UTC)):
        draw, _ada = allocated()
    unknown = {"auditor_id": None, "practitioner_id": None, "team_id": None, "state": AuditState.UNALLOCATED}
    with transaction():
        db.session.query(Audit).filter(Audit.draw_id == draw.id).update(unknown)
    return "/audits/allocation/by-hand", {"judgement": ""}


def view_choices(sign_in):
    lead(sign_in)
    draw, _ada = allocated()
    return f"/audits/allocation/{queries.list_of_draw(draw.id)[0][0].id}"


def list_capacities(sign_in):
    lead(sign_in)
    _draw, ada = allocated()
    with transaction():
        services.keep_group(None, "Advanced practitioners", [ada.id])
    return "/audits/capacity"


def set_capacity(sign_in):
    lead(sign_in)
    return f"/audits/capacity/{make_auditor().id}", {"per_month": "many"}


def keep_group(sign_in):
    lead(sign_in)
    make_auditor("Ada Alder")
    return "/audits/groups/new", {"name": ""}


def list_exemptions(sign_in):
    lead(sign_in)
    _one, programme_id = an_exemption(is_decided=True)
    return f"/audits/programmes/{programme_id}/exemptions"


def list_exemptions_to_decide(sign_in):
    lead(sign_in)
    an_exemption()
    return "/audits/exemptions"


def decide_exemption(sign_in):
    lead(sign_in)
    exemption_id, _programme_id = an_exemption()
    return f"/audits/exemptions/{exemption_id}", {"agrees": ""}


def ask_to_excuse_auditor(sign_in):
    lead(sign_in)
    return f"/audits/programmes/{make_programme().id}/exemptions/new", {"auditor": ""}


def ask_to_excuse_case(sign_in):
    lead(sign_in)
    with clock.pretend(datetime(2026, 12, 1, 9, tzinfo=UTC)):
        draw, _ada = allocated()
    return f"/audits/{queries.list_of_draw(draw.id)[0][0].id}/excuse"


PAGES = {
    f"audits/{show.__name__}.html": show
    for show in (
        view_allocation,
        choose_auditors,
        view_choices,
        list_capacities,
        set_capacity,
        keep_group,
        list_exemptions,
        list_exemptions_to_decide,
        decide_exemption,
        ask_to_excuse_auditor,
        ask_to_excuse_case,
    )
}
