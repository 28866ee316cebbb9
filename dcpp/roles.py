"""Which role can do what, and how far it reaches: one table that a service manager can read.

Every capability of every domain is held by at least one role here (a test of the house sees to it).
"""

from audits import access as audits
from dcpp.actions import access as actions
from dcpp.caseload import access as caseload
from dcpp.home import access as home
from dcpp.inspection import access as inspection
from dcpp.kernel.access import Scope
from dcpp.operations import access as operations
from dcpp.people import access as people
from dcpp.people.queries.viewers import RoleTable
from dcpp.people.rules import Role
from dcpp.practice import access as practice
from dcpp.themes import access as themes
from training import access as training

ROLES: RoleTable = {
    Role.PRACTITIONER: {
        actions.DO_ACTIONS: Scope.OWN,
        actions.VIEW_ACTIONS: Scope.OWN,
        audits.REFLECT_ON_AUDITS: Scope.OWN,
        audits.VIEW_AUDITS: Scope.OWN,
        caseload.VIEW_CASELOAD: Scope.OWN,
        people.VIEW_PEOPLE: Scope.OWN,
        practice.VIEW_PRACTICE: Scope.OWN,
        themes.VIEW_THEMES: Scope.COUNCIL,
        training.VIEW_CATALOGUE: Scope.COUNCIL,
    },
    Role.AUDITOR: {
        actions.DO_ACTIONS: Scope.OWN,
        actions.VIEW_ACTIONS: Scope.OWN,
        audits.COMMIT_VALUES: Scope.COUNCIL,
        audits.VIEW_SAMPLES: Scope.COUNCIL,
        audits.ASK_FOR_EXEMPTIONS: Scope.OWN,
        audits.CARRY_OUT_AUDITS: Scope.OWN,
        audits.RECORD_FINDINGS: Scope.OWN,
        audits.RAISE_CONCERNS: Scope.OWN,
        audits.VIEW_CONCERNS: Scope.OWN,
        audits.VIEW_AUDITS: Scope.OWN,
        themes.VIEW_THEMES: Scope.COUNCIL,
        training.VIEW_CATALOGUE: Scope.COUNCIL,
    },
    Role.MODERATOR: {
        audits.MODERATE_AUDITS: Scope.OWN,
        audits.COMMIT_VALUES: Scope.COUNCIL,
        audits.RAISE_CONCERNS: Scope.OWN,
        audits.VIEW_CONCERNS: Scope.OWN,
        audits.VIEW_SAMPLES: Scope.COUNCIL,
        themes.VIEW_THEMES: Scope.COUNCIL,
        training.VIEW_CATALOGUE: Scope.COUNCIL,
    },
    Role.COACH: {
        themes.VIEW_THEMES: Scope.COUNCIL,
        training.VIEW_CATALOGUE: Scope.COUNCIL,
    },
    Role.TRAINER: {
        themes.VIEW_THEMES: Scope.COUNCIL,
        training.VIEW_CATALOGUE: Scope.COUNCIL,
    },
    Role.POLICY_OWNER: {
        themes.VIEW_THEMES: Scope.COUNCIL,
        training.VIEW_CATALOGUE: Scope.COUNCIL,
    },
    Role.MEETING_COORDINATOR: {
        themes.VIEW_THEMES: Scope.COUNCIL,
        training.VIEW_CATALOGUE: Scope.COUNCIL,
    },
    Role.TRAINING_COORDINATOR: {
        themes.VIEW_THEMES: Scope.COUNCIL,
        training.MANAGE_COURSES: Scope.COUNCIL,
        training.MANAGE_SESSIONS: Scope.COUNCIL,
        training.VIEW_CATALOGUE: Scope.COUNCIL,
    },
    Role.PRACTICE_LEAD: {
        actions.CHECK_ACTIONS: Scope.COUNCIL,
        actions.DO_ACTIONS: Scope.OWN,
        actions.FOLLOW_ACTIONS: Scope.COUNCIL,
        actions.MANAGE_ACTIONS: Scope.COUNCIL,
        actions.REASSIGN_ACTIONS: Scope.COUNCIL,
        actions.VIEW_ACTIONS: Scope.COUNCIL,
        audits.ASK_FOR_EXEMPTIONS: Scope.COUNCIL,
        audits.DOWNLOAD_EVIDENCE: Scope.COUNCIL,
        audits.MANAGE_CAPACITY: Scope.COUNCIL,
        audits.COMMIT_VALUES: Scope.COUNCIL,
        audits.DRAW_SAMPLES: Scope.COUNCIL,
        audits.SET_UP_PROGRAMMES: Scope.COUNCIL,
        audits.VIEW_SAMPLES: Scope.COUNCIL,
        audits.ACCREDIT_AUDITORS: Scope.COUNCIL,
        audits.ALLOCATE_AUDITS: Scope.COUNCIL,
        audits.ANSWER_CONCERNS: Scope.COUNCIL,
        audits.RAISE_CONCERNS: Scope.COUNCIL,
        audits.SET_CONCERN_HOURS: Scope.COUNCIL,
        audits.VIEW_CONCERNS: Scope.COUNCIL,
        audits.SETTLE_MODERATIONS: Scope.COUNCIL,
        audits.VIEW_AGREEMENT: Scope.COUNCIL,
        audits.BUILD_TOOLS: Scope.COUNCIL,
        audits.EXPORT_AUDITS: Scope.COUNCIL,
        audits.VIEW_AUDITS: Scope.COUNCIL,
        caseload.IMPORT_LISTS: Scope.COUNCIL,
        caseload.VIEW_CASELOAD: Scope.COUNCIL,
        home.VIEW_OVERVIEW: Scope.COUNCIL,
        inspection.REQUEST_REPORTS: Scope.COUNCIL,
        inspection.VIEW_REPORTS: Scope.COUNCIL,
        operations.VIEW_TRAIL: Scope.COUNCIL,
        operations.VIEW_JOBS: Scope.COUNCIL,
        people.VIEW_PEOPLE: Scope.COUNCIL,
        practice.VIEW_AUDITORS: Scope.COUNCIL,
        practice.VIEW_PRACTICE: Scope.COUNCIL,
        themes.MANAGE_THEMES: Scope.COUNCIL,
        themes.VIEW_THEMES: Scope.COUNCIL,
        training.MANAGE_COURSES: Scope.COUNCIL,
        training.MANAGE_SESSIONS: Scope.COUNCIL,
        training.VIEW_CATALOGUE: Scope.COUNCIL,
    },
    Role.SENIOR_MANAGER: {
        actions.CHECK_ACTIONS: Scope.COUNCIL,
        actions.DO_ACTIONS: Scope.OWN,
        actions.REASSIGN_ACTIONS: Scope.COUNCIL,
        actions.VIEW_ACTIONS: Scope.COUNCIL,
        audits.AGREE_EXEMPTIONS: Scope.COUNCIL,
        audits.DOWNLOAD_EVIDENCE: Scope.COUNCIL,
        audits.ANSWER_CONCERNS: Scope.COUNCIL,
        audits.COMMIT_VALUES: Scope.COUNCIL,
        audits.VIEW_CONCERNS: Scope.COUNCIL,
        audits.EXPORT_AUDITS: Scope.COUNCIL,
        audits.VIEW_SAMPLES: Scope.COUNCIL,
        audits.VIEW_AGREEMENT: Scope.COUNCIL,
        audits.VIEW_AUDITS: Scope.COUNCIL,
        caseload.VIEW_CASELOAD: Scope.COUNCIL,
        home.VIEW_OVERVIEW: Scope.COUNCIL,
        inspection.REQUEST_REPORTS: Scope.COUNCIL,
        inspection.VIEW_REPORTS: Scope.COUNCIL,
        people.VIEW_PEOPLE: Scope.COUNCIL,
        practice.VIEW_PRACTICE: Scope.COUNCIL,
        themes.VIEW_THEMES: Scope.COUNCIL,
        training.VIEW_CATALOGUE: Scope.COUNCIL,
    },
    Role.ADMINISTRATOR: {
        actions.REASSIGN_ACTIONS: Scope.COUNCIL,
        caseload.IMPORT_LISTS: Scope.COUNCIL,
        operations.MANAGE_MAIL: Scope.COUNCIL,
        operations.RUN_JOBS: Scope.COUNCIL,
        operations.VIEW_JOBS: Scope.COUNCIL,
        operations.VIEW_TRAIL: Scope.COUNCIL,
        people.GIVE_ROLES: Scope.COUNCIL,
        people.HELP_WITH_SIGN_IN: Scope.COUNCIL,
        people.IMPORT_PEOPLE: Scope.COUNCIL,
        people.MANAGE_PEOPLE: Scope.COUNCIL,
        people.VIEW_PEOPLE: Scope.COUNCIL,
        training.VIEW_CATALOGUE: Scope.COUNCIL,
    },
    Role.PARTNER: {
        actions.DO_ACTIONS: Scope.OWN,
        actions.VIEW_ACTIONS: Scope.OWN,
        training.VIEW_CATALOGUE: Scope.COUNCIL,
    },
    # Derived from who manages whom, never given:
    Role.LINE_MANAGER: {
        actions.CHECK_ACTIONS: Scope.TEAM,
        actions.DO_ACTIONS: Scope.OWN,
        actions.REASSIGN_ACTIONS: Scope.TEAM,
        actions.VIEW_ACTIONS: Scope.TEAM,
        audits.ANSWER_CONCERNS: Scope.TEAM,
        audits.REFLECT_ON_AUDITS: Scope.OWN,
        audits.VIEW_CONCERNS: Scope.TEAM,
        audits.VIEW_AUDITS: Scope.TEAM,
        caseload.VIEW_CASELOAD: Scope.TEAM,
        people.VIEW_PEOPLE: Scope.TEAM,
        practice.VIEW_PRACTICE: Scope.TEAM,
        themes.VIEW_THEMES: Scope.COUNCIL,
        training.VIEW_CATALOGUE: Scope.COUNCIL,
    },
}
