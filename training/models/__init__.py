"""Tables of training."""

from training.models.courses import TrainingCourse, course_themes, prerequisites
from training.models.sessions import SessionDate, TrainingSession

__all__ = ["SessionDate", "TrainingCourse", "TrainingSession", "course_themes", "prerequisites"]
