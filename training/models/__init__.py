"""Tables of training."""

from training.models.attendance import AttendanceMark, TrainingCharge
from training.models.bookings import ApprovalDelegate, Booking, BookingCheck, BookingStep, QueueRun
from training.models.courses import TrainingCourse, course_themes, prerequisites
from training.models.cpd import CpdPiece
from training.models.early_careers import EarlyCareer, EarlyCareerReview
from training.models.invitations import CalendarFeed, Invitation
from training.models.records import TrainingEvidence, TrainingRecord
from training.models.registration import Renewal
from training.models.requirements import (
    LadderTelling,
    TrainingEquivalence,
    TrainingExemption,
    TrainingRequirement,
    TrainingRequirementRole,
    TrainingRoleDay,
)
from training.models.sessions import SessionDate, TrainingSession

__all__ = [
    "ApprovalDelegate",
    "AttendanceMark",
    "Booking",
    "BookingCheck",
    "BookingStep",
    "CalendarFeed",
    "CpdPiece",
    "EarlyCareer",
    "EarlyCareerReview",
    "Invitation",
    "LadderTelling",
    "QueueRun",
    "Renewal",
    "SessionDate",
    "TrainingCharge",
    "TrainingCourse",
    "TrainingEquivalence",
    "TrainingEvidence",
    "TrainingExemption",
    "TrainingRecord",
    "TrainingRequirement",
    "TrainingRequirementRole",
    "TrainingRoleDay",
    "TrainingSession",
    "course_themes",
    "prerequisites",
]
