"""Which role can do what, and how far it reaches: one table that a service manager can read.

Every capability of every domain is held by at least one role here (a test of the house sees to it).
"""

from audits import access as audits
from dcpp.caseload import access as caseload
from dcpp.actions import access as actions
from dcpp.inspection import access as inspection
from dcpp.kernel.access import Scope
from dcpp.people import access as people
from dcpp.people.queries.viewers import RoleTable
from dcpp.people.rules import Role
from dcpp.themes import access as themes

ROLES: RoleTable = {
    Role.PRACTITIONER: {
        caseload.VIEW_CASELOAD: Scope.OWN,
        actions.VIEW_ACTIONS: Scope.OWN,
        actions.DO_ACTIONS: Scope.OWN,
        themes.VIEW_THEMES: Scope.COUNCIL,
        people.VIEW_PEOPLE: Scope.OWN,
    },
    Role.AUDITOR: {
        actions.VIEW_ACTIONS: Scope.OWN,
        actions.DO_ACTIONS: Scope.OWN,
        themes.VIEW_THEMES: Scope.COUNCIL,
    },
    Role.MODERATOR: {},
    Role.COACH: {},
    Role.TRAINER: {},
    Role.POLICY_OWNER: {},
    Role.MEETING_COORDINATOR: {},
    Role.PRACTICE_LEAD: {
        actions.VIEW_ACTIONS: Scope.COUNCIL,
        actions.DO_ACTIONS: Scope.OWN,
        actions.CHECK_ACTIONS: Scope.COUNCIL,
        actions.MANAGE_ACTIONS: Scope.COUNCIL,
        themes.VIEW_THEMES: Scope.COUNCIL,
        themes.MANAGE_THEMES: Scope.COUNCIL,
        people.VIEW_PEOPLE: Scope.COUNCIL,
    },
    Role.SENIOR_MANAGER: {
        audits.VIEW_SAMPLES: Scope.COUNCIL,
        audits.COMMIT_VALUES: Scope.COUNCIL,
        caseload.IMPORT_LISTS: Scope.COUNCIL,
        caseload.VIEW_CASELOAD: Scope.COUNCIL,
        people.VIEW_PEOPLE: Scope.COUNCIL,
    },
    Role.SENIOR_MANAGER: {
        caseload.VIEW_CASELOAD: Scope.COUNCIL,
        actions.VIEW_ACTIONS: Scope.COUNCIL,
        actions.DO_ACTIONS: Scope.OWN,
        actions.CHECK_ACTIONS: Scope.COUNCIL,
        themes.VIEW_THEMES: Scope.COUNCIL,
        inspection.REQUEST_REPORTS: Scope.COUNCIL,
        inspection.VIEW_REPORTS: Scope.COUNCIL,
        people.VIEW_PEOPLE: Scope.COUNCIL,
    },
    Role.SENIOR_MANAGER: {
        inspection.REQUEST_REPORTS: Scope.COUNCIL,
        inspection.VIEW_REPORTS: Scope.COUNCIL,
        people.VIEW_PEOPLE: Scope.COUNCIL,
    },
    Role.ADMINISTRATOR: {
        caseload.IMPORT_LISTS: Scope.COUNCIL,
        people.VIEW_PEOPLE: Scope.COUNCIL,
        people.MANAGE_PEOPLE: Scope.COUNCIL,
        people.IMPORT_PEOPLE: Scope.COUNCIL,
        people.GIVE_ROLES: Scope.COUNCIL,
        people.HELP_WITH_SIGN_IN: Scope.COUNCIL,
    },
    Role.PARTNER: {},
    # Derived from who manages whom, never given:
    Role.LINE_MANAGER: {
        caseload.VIEW_CASELOAD: Scope.TEAM,
        actions.VIEW_ACTIONS: Scope.TEAM,
        actions.DO_ACTIONS: Scope.OWN,
        actions.CHECK_ACTIONS: Scope.TEAM,
        themes.VIEW_THEMES: Scope.COUNCIL,
        people.VIEW_PEOPLE: Scope.TEAM,
    },
}
