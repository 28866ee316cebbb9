"""Tables of training."""

from training.models.bookings import ApprovalDelegate, Booking, BookingCheck, BookingStep, QueueRun
from training.models.courses import TrainingCourse, course_themes, prerequisites
from training.models.cpd import CpdPiece
from training.models.early_careers import EarlyCareer, EarlyCareerReview
from training.models.registration import Renewal
from training.models.sessions import SessionDate, TrainingSession

__all__ = [
    "ApprovalDelegate",
    "Booking",
    "BookingCheck",
    "BookingStep",
    "CpdPiece",
    "EarlyCareer",
    "EarlyCareerReview",
    "QueueRun",
    "Renewal",
    "SessionDate",
    "TrainingCourse",
    "TrainingSession",
    "course_themes",
    "prerequisites",
]
