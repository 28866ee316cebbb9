"""The lists of the platform: endpoint → the capability that opens it, and how to make so many rows.

OWN are those of what waits for the person who looks: there, how to make one thing for them.
"""

from audits import access as audits
from dcpp.actions import access as actions
from dcpp.caseload import access as caseload
from dcpp.inspection import access as inspection
from dcpp.operations import access as operations
from dcpp.people import access as people
from dcpp.people.rules import Role
from dcpp.practice import access as practice
from tests.makers.actions import make_action
from tests.makers.audits import make_programme
from tests.makers.audits_done import make_audit, make_submitted_audit
from tests.makers.bookings import make_booking_of, make_request_for
from tests.makers.caseload import make_corrections, make_imports, make_more_cases
from tests.makers.concerns import make_concern
from tests.makers.copies import copied
from tests.makers.inspection import make_failed_report
from tests.makers.moderation import make_revealed
from tests.makers.operations import make_entries, make_mails
from tests.makers.people import make_person, make_team
from tests.makers.practice import make_many_drawn
from tests.makers.training import make_course, make_session
from tests.makers.training_records import make_requirement
from tests.makers.work import make_failed_work
from training import access as training

_programmes, _actions, _audits = copied(make_programme), copied(make_action), copied(make_audit)
_reports, _imports, _mails = copied(make_failed_report), copied(lambda: make_imports(1)), copied(lambda: make_mails(1))
_concerns, _submitted_audits = copied(make_concern), copied(make_submitted_audit)
_courses, _sessions = copied(make_course), copied(make_session)
_asked = copied(lambda: make_requirement(roles=()))
_read_twice = copied(make_revealed)
_people = copied(lambda: make_person(None, Role.AUDITOR, team=make_team()))


LISTS = {
    "audits.list_concerns": (audits.VIEW_CONCERNS, _concerns),
    "audits.choose_auditors": (audits.ALLOCATE_AUDITS, _audits),
    "audits.list_accreditations": (audits.ACCREDIT_AUDITORS, _people),
    "audits.list_capacities": (audits.MANAGE_CAPACITY, _people),
    "audits.list_moderations": (audits.VIEW_AGREEMENT, _read_twice),
    "audits.list_programmes": (audits.VIEW_SAMPLES, _programmes),
    "actions.list_actions": (actions.VIEW_ACTIONS, _actions),
    "actions.view_council_actions": (actions.VIEW_ACTIONS, _actions),
    "actions.view_team_actions": (actions.VIEW_ACTIONS, _actions),
    "audits.list_audits": (audits.VIEW_AUDITS, _audits),
    "audits.view_agreement": (audits.VIEW_AGREEMENT, _read_twice),
    "audits.view_allocation": (audits.ALLOCATE_AUDITS, _audits),
    "audits.view_inspection_list": (audits.EXPORT_AUDITS, _submitted_audits),
    "caseload.list_cases": (caseload.VIEW_CASELOAD, make_more_cases),
    "caseload.list_corrections": (caseload.IMPORT_LISTS, make_corrections),
    "caseload.list_imports": (caseload.IMPORT_LISTS, _imports),
    "inspection.list_reports": (inspection.VIEW_REPORTS, _reports),
    "practice.view_auditors": (practice.VIEW_AUDITORS, make_many_drawn),
    "practice.view_coverage": (practice.VIEW_PRACTICE, make_many_drawn),
    "practice.view_grades": (practice.VIEW_PRACTICE, make_many_drawn),
    "practice.view_impact": (practice.VIEW_PRACTICE, make_many_drawn),
    "practice.view_programme_control": (practice.VIEW_PRACTICE, make_many_drawn),
    "practice.view_re_audits": (practice.VIEW_PRACTICE, make_many_drawn),
    "practice.view_sections": (practice.VIEW_PRACTICE, make_many_drawn),
    "practice.view_themes": (practice.VIEW_PRACTICE, make_many_drawn),
    "people.list_people": (people.VIEW_PEOPLE, _people),
    "places.list_teams": (people.MANAGE_PEOPLE, _people),
    "operations.list_jobs": (operations.VIEW_JOBS, make_failed_work),
    "operations.list_mail": (operations.MANAGE_MAIL, _mails),
    "operations.view_trail": (operations.VIEW_TRAIL, make_entries),
    "training.list_courses": (training.VIEW_CATALOGUE, _courses),
    "training.list_standings": (training.VIEW_COMPLIANCE, _asked),
    "training.list_sessions": (training.VIEW_CATALOGUE, _sessions),
}

OWN = {
    "actions.list_my_actions": (actions.DO_ACTIONS, make_action),
    "audits.list_my_audits": (audits.VIEW_AUDITS, make_audit),
    "home.view_my_work": (audits.CARRY_OUT_AUDITS, make_audit),
    "training.list_approvals": (training.APPROVE_BOOKINGS, make_request_for),
    "training.list_my_bookings": (training.BOOK_TRAINING, make_booking_of),
}
