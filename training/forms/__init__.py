"""What training asks."""

from training.forms.bookings import (
    APPROVE,
    DECLINE,
    AnswerForm,
    ApproveManyForm,
    BookForm,
    CancelForm,
    CancelForOtherForm,
    DelegateForm,
    PlaceAboveForm,
    PlaceForm,
    SubstituteForm,
    SubstituteFreelyForm,
    substitute_form,
)
from training.forms.courses import CourseForm, answers_of_course

__all__ = [
    "APPROVE",
    "DECLINE",
    "AnswerForm",
    "ApproveManyForm",
    "BookForm",
    "CancelForOtherForm",
    "CancelForm",
    "CourseForm",
    "DelegateForm",
    "PlaceAboveForm",
    "PlaceForm",
    "SubstituteForm",
    "SubstituteFreelyForm",
    "answers_of_course",
    "substitute_form",
]
