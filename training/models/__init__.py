"""Tables of training."""

from training.models.bookings import ApprovalDelegate, Booking, BookingCheck, BookingStep, QueueRun
from training.models.courses import TrainingCourse, course_themes, prerequisites
from training.models.sessions import SessionDate, TrainingSession

__all__ = [
    "ApprovalDelegate",
    "Booking",
    "BookingCheck",
    "BookingStep",
    "QueueRun",
    "SessionDate",
    "TrainingCourse",
    "TrainingSession",
    "course_themes",
    "prerequisites",
]
