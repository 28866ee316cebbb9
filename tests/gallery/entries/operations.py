"""The pages of those who look after the platform, with something on them."""

from dcpp.kernel import clock, firing, jobs
from dcpp.operations import access
from tests.makers.operations import make_entries, make_mail, seal
from tests.makers.work import make_failed_work


def trail(sign_in):
    who = sign_in(access.VIEW_TRAIL)
    make_entries(20, who=who, details={"theme": "plans", "practitioner_id": str(who.id), "needs_follow_up": True})
    make_entries(5, event="SampleDrawn", kind="programme_month")
    seal()
    make_entries(3, event="Viewed", kind="caseload_case", who=who)
    return "/operations/trail"


def mail(sign_in):
    who = sign_in(access.MANAGE_MAIL)
    make_mail(who)
    make_mail(attempts=3)
    make_mail("somebody.with.a.very.long.name@a.very.long.council.name.example", attempts=10, given_up=True)
    return "/operations/mail"


def list_jobs(sign_in):
    sign_in(access.VIEW_JOBS, access.RUN_JOBS)
    firing.fire(next(iter(jobs.declared().values())), clock.now())
    make_failed_work(2)
    return "/operations/jobs"


PAGES = {
    "operations/list_jobs.html": list_jobs,
    "operations/list_mail.html": mail,
    "operations/view_trail.html": trail,
}
