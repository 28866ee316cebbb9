"""What training asks."""

from training.forms.attendance import AttendanceForm, WaiveChargeForm, WalkInForm, correct_form
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
from training.forms.cpd import FactsForm, RenewalForm, StartPieceForm, WordsForm, facts_form
from training.forms.early_careers import EndEarlyCareerForm, ExtendEarlyCareerForm, ReviewEarlyCareerForm, begin_form
from training.forms.sessions import CancelSessionForm, CopySessionForm, SessionForm, answers_of_session

__all__ = [
    "APPROVE",
    "DECLINE",
    "AnswerForm",
    "ApproveManyForm",
    "AttendanceForm",
    "BookForm",
    "CancelForOtherForm",
    "CancelForm",
    "CancelSessionForm",
    "CopySessionForm",
    "CourseForm",
    "DelegateForm",
    "EndEarlyCareerForm",
    "ExtendEarlyCareerForm",
    "FactsForm",
    "PlaceAboveForm",
    "PlaceForm",
    "RenewalForm",
    "ReviewEarlyCareerForm",
    "SessionForm",
    "StartPieceForm",
    "SubstituteForm",
    "SubstituteFreelyForm",
    "WaiveChargeForm",
    "WalkInForm",
    "WordsForm",
    "answers_of_course",
    "answers_of_session",
    "begin_form",
    "correct_form",
    "facts_form",
    "substitute_form",
]
