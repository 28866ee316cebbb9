"""What can have happened in training."""

from training.events.bookings import (
    BookingApproved,
    BookingCancelled,
    BookingDeclined,
    BookingEnded,
    BookingNeedsForgotten,
    BookingOutcomeRecorded,
    BookingPassedOver,
    BookingPlaced,
    BookingQueued,
    BookingRequested,
    BookingsChecked,
    BookingSubstituted,
    DelegateEnded,
    DelegateNamed,
)
from training.events.courses import CourseAdded, CourseChanged, CourseRestored, CourseRetired
from training.events.sessions import SessionAdded, SessionCancelled, SessionChanged, SessionOpened

__all__ = [
    "BookingApproved",
    "BookingCancelled",
    "BookingDeclined",
    "BookingEnded",
    "BookingNeedsForgotten",
    "BookingOutcomeRecorded",
    "BookingPassedOver",
    "BookingPlaced",
    "BookingQueued",
    "BookingRequested",
    "BookingSubstituted",
    "BookingsChecked",
    "CourseAdded",
    "CourseChanged",
    "CourseRestored",
    "CourseRetired",
    "DelegateEnded",
    "DelegateNamed",
    "SessionAdded",
    "SessionCancelled",
    "SessionChanged",
    "SessionOpened",
]
