"""What training asks."""

from training.forms.courses import CourseForm, answers_of_course

__all__ = ["CourseForm", "answers_of_course"]
