"""Lists of audits, and one audit: a task list for its auditor, an outcome for all who may read it."""

from datetime import date
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audits import access, queries
from audits.models import Audit
from audits.rules import audits as rules
from audits.rules.audits import AuditState
from audits.views import blueprint
from dcpp.frameworks.grades import grade_scale
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer, may, viewer
from dcpp.kernel.viewing import shows
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.web import filters
from dcpp.web.listing import Filter, Listing, OnDay, OneOf, Words

MONTHS = 18
"""As far back as the programme's months are offered: as far as the charts reach."""

ANY_GRADE = "any"


@blueprint.get("")
@may(access.VIEW_AUDITS)
def list_audits() -> ResponseReturnValue:
    return render_template(
        "audits/list_audits.html", listing=audits_listing(viewer()), today=clock.today(), access=access
    )


@blueprint.get("/mine")
@may(access.VIEW_AUDITS)
def list_my_audits() -> ResponseReturnValue:
    who = viewer()
    return render_template(
        "audits/list_my_audits.html",
        to_do=queries.list_to_do(who.person_id),
        reflections=queries.list_reflections_wanted(who.person_id),
        of_my_work=queries.list_of_practitioner(who.person_id),
        today=clock.today(),
    )


@blueprint.get("/<uuid:audit_id>")
@may(access.VIEW_AUDITS)
@shows("audit")
def view_audit(audit_id: UUID) -> ResponseReturnValue:
    who = viewer()
    if blind := queries.find_blind_moderation(audit_id, who):
        return redirect(url_for(".view_moderation", moderation_id=blind.id))
    audit = queries.get_audit(audit_id, who)
    is_mine = rules.may_write(audit.state, audit.auditor_id, who.person_id)
    may_read = is_mine or audit.is_submitted
    answers = queries.answers_of(audit) if may_read else {}
    findings = queries.list_findings(audit.id) if may_read else []
    return render_template(
        "audits/view_audit.html",
        audit=audit,
        is_mine=is_mine,
        may_allocate=queries.may_allocate(audit, who),
        answers=answers,
        findings=findings,
        problems=queries.problems_in(audit, answers, findings, clock.today()) if is_mine else [],
        raised=queries.raised_from(findings) if audit.is_submitted else {},
        **_second_reading(audit, who),
        wants_reflection=queries.wants_reflection_of(audit, who.person_id),
        timeline=queries.timeline_of(audit.id),
        today=clock.today(),
        rules=rules,
        access=access,
    )


def audits_listing(who: Viewer, *, submitted: bool = False) -> Listing:
    """The list as its address filters it; `submitted` leaves out what nobody else may read yet."""
    today, found = clock.today(), queries.select_audits(who)
    return Listing(
        found.where(Audit.state == AuditState.SUBMITTED) if submitted else found,
        args=request.args,
        columns={
            "due": Audit.due_on,
            "reference": Audit.reference,
            "team": Audit.team_name,
            "auditor": Person.name,
            "submitted": Audit.submitted_on,
        },
        tie=Audit.id,
        usual="-reference",
        filters=[*_of_audits(today), *_of_cases()],
    )


def _of_audits(today: date) -> list[Filter]:
    """Filters by how far an audit has come, and what came of it."""
    return [
        OneOf("state", "State", AuditState, lambda state: Audit.state == state),
        OneOf("late", "Due", [("overdue", "Overdue")], lambda _: queries.overdue_on(today)),
        OneOf(
            "grade",
            "Grade",
            [(grade.code, grade.label) for grade in grade_scale()] + [(ANY_GRADE, "Any grade")],
            lambda code: Audit.grade.is_not(None) if code == ANY_GRADE else Audit.grade_that_stands == code,
        ),
        OneOf("month", "Drawn for", _months(today), lambda month: queries.drawn_for(date.fromisoformat(month))),
        OnDay("submitted_from", "Submitted from", lambda day: Audit.submitted_on >= day),
        OnDay("submitted_until", "Submitted until", lambda day: Audit.submitted_on <= day),
        OneOf(
            "part",
            "Practitioner’s part",
            [("given", "Given"), ("not_given", "Not given")],
            lambda part: queries.with_practitioner() if part == "given" else ~queries.with_practitioner(),
        ),
        Words("auditor", "Auditor", lambda words: Person.name.icontains(words, autoescape=True)),
    ]


def _of_cases() -> list[Filter]:
    """Filters by whose case was audited."""
    return [
        OneOf("status", "Status", CaseStatus, lambda status: Audit.status == status),
        OneOf(
            "service",
            "Service",
            [(service.id, service.name) for service in people.list_services()],
            lambda service_id: Audit.service_id == service_id,
        ),
        OneOf(
            "team",
            "Team",
            [(team.id, team.name) for team in people.list_teams()],
            lambda team_id: Audit.team_id == team_id,
        ),
        Words("case", "Case reference", lambda words: Audit.case_id == words),
    ]


def _months(today: date) -> list[tuple[str, str]]:
    """The months that a case may have been drawn for, the newest first."""
    months = [clock.add_months(clock.month_of(today), -back) for back in range(-1, MONTHS)]
    return [(month.isoformat(), filters.month(month)) for month in months]


def _second_reading(audit: Audit, who: Viewer) -> dict[str, object]:
    """The moderation of a submitted audit, and whether its two readers' grades are for this viewer."""
    moderation = queries.find_moderation(audit.id) if audit.is_submitted else None
    return {
        "moderation": moderation,
        "reads_both_grades": moderation is not None and queries.reads_both_grades(moderation, who),
    }
