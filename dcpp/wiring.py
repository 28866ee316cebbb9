"""What happens when …? The only module that knows two domains at once."""

from collections.abc import Sequence

from audits import events as audits
from audits import jobs as audits_jobs
from audits import queries as audit_queries
from audits import services as audit_services
from dcpp.actions import events as actions
from dcpp.actions import jobs as actions_jobs
from dcpp.actions import services as action_services
from dcpp.actions.queries import related as actions_related
from dcpp.caseload import events as caseload
from dcpp.caseload import jobs as caseload_jobs
from dcpp.caseload import queries as caseload_queries
from dcpp.inspection import events as inspection
from dcpp.inspection import jobs as inspection_jobs
from dcpp.inspection.services import building
from dcpp.kernel import firing, outbox, seals, uploads, workers
from dcpp.kernel.events import Event, Reactions
from dcpp.kernel.hiding import Hides
from dcpp.kernel.jobs import Job
from dcpp.kernel.related import Answer
from dcpp.kernel.work import Handler
from dcpp.operations import events as operations
from dcpp.people import events as people
from dcpp.people import jobs as people_jobs
from dcpp.themes import events as themes
from dcpp.web.navigation import Entry
from training import events as training
from training import jobs as training_jobs
from training import services as training_services


def ask_to_give_on_actions(event: people.LeavingDaySet) -> None:
    """Whoever manages somebody who leaves is asked to find others for what is still to do."""
    if event.leaves_on is not None:
        action_services.ask_to_give_on(event.person_id)


# When this has happened, these follow, in this order and in the same transaction.
REACTIONS: Reactions = {
    # Who is told of an action cannot grade blind the audit that it came of: the child comes before blindness.
    actions.ActionDone: [audit_services.take_off_who_was_told],
    actions.ActionEscalated: [audit_services.take_off_who_was_told],
    actions.ActionRaised: [audit_services.take_off_who_was_told],
    actions.ActionReassigned: [audit_services.take_off_who_was_told],
    people.LeavingDaySet: [
        audit_services.take_back_from_leaver,
        ask_to_give_on_actions,
        training_services.cancel_for_leaver,
    ],
    people.PersonAdded: [training_services.note_first_role],
    people.PersonChanged: [training_services.note_new_role],
    training.SessionCancelled: [training_services.end_bookings_of_cancelled],
    training.SessionChanged: [
        training_services.look_at_queue_after_change,
        training_services.tell_calendars,
        training_services.tell_changed_instructions,
    ],
    # What somebody attended begins a piece of their CPD.
    training.RecordKept: [training_services.draft_cpd],
    # What people have in their calendars follows their bookings.
    training.BookingCancelled: [training_services.tell_calendar, training_services.charge_for_cancelling],
    training.BookingEnded: [training_services.tell_calendar],
    training.BookingOutcomeRecorded: [training_services.charge_for_absence],
    training.BookingPlaced: [training_services.tell_calendar],
    training.BookingSubstituted: [training_services.tell_calendar],
}

# What other domains know about a kind of record.
RELATED: dict[str, Sequence[Answer]] = {
    "action": [actions_related.where_action_is],
    "audit_finding": [audit_queries.where_finding_is],
    "caseload_import": [audit_queries.draws_on_lists],
    "audit_moderation": [audit_queries.where_moderation_is],
    "leaver": [actions_related.list_what_a_leaver_has],
}

# What somebody may not know yet, by kind of record: what a second reader is to grade without it.
HIDDEN: dict[str, Sequence[Hides]] = {
    "audit": [audit_queries.audits_read_blind],
    "action": [audit_queries.actions_read_blind],
}

# What happens by the clock.
JOBS: list[Job] = [
    *firing.JOBS,
    *outbox.JOBS,
    *seals.JOBS,
    *uploads.JOBS,
    *workers.JOBS,
    *actions_jobs.JOBS,
    *audits_jobs.JOBS,
    *caseload_jobs.JOBS,
    *inspection_jobs.JOBS,
    *people_jobs.JOBS,
    *training_jobs.JOBS,
]

# Who does which kind of heavy work.
WORK: dict[str, Handler] = {
    **caseload_jobs.WORK,
    **building.WORK,
}

# Which files that were sent in records still name, by the kind that they were sent in as; others are swept.
UPLOADS: dict[str, uploads.Named] = {
    "caseload": caseload_queries.list_upload_keys,
}

# The main menu: what people open daily first, what is looked after now and then last. Each sees what they may open;
# what does not fit beside each other is one step away, on the page of all places.
NAVIGATION: list[Entry] = [
    Entry("My work", "home.view_my_work", "What waits for you, by date"),
    Entry("Overview", "home.view_overview", "The month’s practice in six figures and three charts"),
    Entry("Audits", "audits.list_audits", "Every audit that you may read, with filters"),
    Entry("Training", "training.list_sessions", "Courses, and sessions that you may book"),
    Entry("Actions", "actions.list_actions", "What must be done, by whom and by when"),
    Entry("Caseload", "caseload.list_cases", "Children whom the council works with, by the newest lists"),
    Entry("Readiness", "inspection.list_reports", "The month’s report for inspection"),
    Entry("Programmes", "audits.list_programmes", "What is audited, how many, and how the cases are drawn"),
    Entry("Tools", "audits.list_tools", "What audits ask, and by which rules, in dated versions"),
    Entry("People", "people.list_people", "Staff, their teams and what they may do"),
    Entry("Practice", "practice.list_subjects", "Figures about practice, and the lists behind them"),
    Entry("Concerns", "audits.list_concerns", "Immediate concerns, and what became of them"),
    Entry("Themes", "themes.list_themes", "The Centre’s short list of practice themes"),
    Entry("Trail", "operations.view_trail", "Who did what, when, to which record"),
    Entry("Mail", "operations.list_mail", "Mail that has not left"),
    Entry("Jobs", "operations.list_jobs", "What the platform does by the clock, and what failed"),
]

EVERYTHING = Entry("More", "home.list_places")

ACCOUNT: list[Entry] = []

# Events that nothing follows from: the trail keeps them.
TRAIL_ONLY: set[type[Event]] = {
    actions.ActionAccepted,
    actions.ActionChecked,
    actions.ActionImpactChecked,
    actions.ActionPostponed,
    actions.ActionSentBack,
    actions.ActionUpdated,
    actions.ActionWithdrawn,
    actions.DigestChosen,
    actions.EscalationEnded,
    actions.EvidenceAdded,
    actions.FollowingSet,
    audits.AccreditationSet,
    audits.AgreementAnswered,
    audits.AgreementProposed,
    audits.AuditAllocated,
    audits.AuditOpened,
    audits.AuditStarted,
    audits.AuditSubmitted,
    audits.AuditTakenBack,
    audits.AuditorGroupKept,
    audits.CapacitySet,
    audits.ExemptionAgreed,
    audits.ExemptionAsked,
    audits.ExemptionDeclined,
    audits.AuditWithdrawn,
    audits.CaseReplaced,
    audits.ConcernAcknowledged,
    audits.ConcernClosed,
    audits.ConcernEscalated,
    audits.ConcernHoursSet,
    audits.ConcernRaised,
    audits.ConcernSeen,
    audits.ConcernUpdated,
    audits.ConcernWithdrawalAnswered,
    audits.ConcernWithdrawalAsked,
    audits.DrawAbandoned,
    audits.DrawOpened,
    audits.FindingDrafted,
    audits.FindingRecorded,
    audits.FindingRemoved,
    audits.FrameFrozen,
    audits.GradeAgreed,
    audits.ModerationChosen,
    audits.ModerationShareSet,
    audits.ModerationSubmitted,
    audits.ModerationValueMade,
    audits.ModeratorAllocated,
    audits.ModeratorTakenOff,
    audits.PractitionerInvited,
    audits.ProgrammeChanged,
    audits.ProgrammeSetUp,
    audits.PublicValueNamed,
    audits.PublicValueRead,
    audits.ReflectionShared,
    audits.SampleDrawn,
    audits.SampleToppedUp,
    audits.SampleVerified,
    audits.ToolDraftChanged,
    audits.ToolDraftDiscarded,
    audits.ToolDrafted,
    audits.ToolPublished,
    audits.ToolRetired,
    audits.ValueCommitted,
    audits.ValueRevealed,
    caseload.ImportRefused,
    caseload.ImportUndone,
    caseload.ListCorrected,
    caseload.ListCorrectionTakenBack,
    caseload.ListsImported,
    caseload.ListsMatched,
    caseload.ListsSent,
    caseload.ListsTried,
    inspection.ReportBuilt,
    inspection.ReportFrozen,
    inspection.ReportRequested,
    operations.JobAskedFor,
    operations.MailSentAgain,
    operations.SampleCouncilBegun,
    operations.SampleCouncilMade,
    operations.SampleMonthMade,
    operations.WorkTriedAgain,
    people.CouncilAccountBound,
    people.CouncilAccountUnbound,
    people.PasswordSet,
    people.PeopleImportUndone,
    people.PeopleImported,
    people.PersonMovedTeam,
    people.RoleGiven,
    people.RoleTakenAway,
    people.SecondFactorChanged,
    people.ServiceAdded,
    people.ServiceRenamed,
    people.SignInEnded,
    people.SignInThrottled,
    people.SignedIn,
    people.TeamAdded,
    people.TeamChanged,
    training.BookingApproved,
    training.BookingDeclined,
    training.BookingNeedsForgotten,
    training.BookingPassedOver,
    training.BookingQueued,
    training.BookingRequested,
    training.BookingsChecked,
    training.AttendanceNoted,
    training.CalendarTold,
    training.ChargeRecorded,
    training.ChargeWaived,
    training.SessionClosed,
    training.CourseAdded,
    training.CourseChanged,
    training.CourseRestored,
    training.CourseRetired,
    training.DelegateEnded,
    training.DelegateNamed,
    training.EquivalenceEnded,
    training.EquivalenceSet,
    training.RecordConfirmed,
    training.RecordEvidenceAdded,
    training.RecordWithdrawn,
    training.RequirementEnded,
    training.RequirementSet,
    training.SessionAdded,
    training.SessionOpened,
    training.TrainingExemptionAgreed,
    training.TrainingExemptionAsked,
    training.TrainingExemptionDeclined,
    training.TrainingExemptionEnded,
    themes.ThemeAdded,
    themes.ThemeRenamed,
    themes.ThemeRestored,
    themes.ThemeRetired,
    training.CpdPieceCopied,
    training.CpdPieceFinished,
    training.CpdPieceRemoved,
    training.CpdPieceReopened,
    training.CpdPieceStarted,
    training.EarlyCareerBegun,
    training.EarlyCareerEnded,
    training.EarlyCareerExtended,
    training.EarlyCareerReviewed,
    training.FeedClosed,
    training.FeedMade,
    training.RenewalNoted,
}
