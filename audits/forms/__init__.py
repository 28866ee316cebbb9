"""What we ask people in audits."""

from audits.forms.allocation import CapacityForm, DecideForm, ExcuseAuditorForm, ExcuseCaseForm, GroupForm
from audits.forms.audits import ReallocateForm, WithdrawForm
from audits.forms.concerns import (
    AcknowledgeForm,
    AnswerWithdrawalForm,
    AskToWithdrawForm,
    ConcernHoursForm,
    OutcomeForm,
    RaiseConcernForm,
    UpdateConcernForm,
)
from audits.forms.draws import (
    AbandonForm,
    CommitForm,
    NamePublicValueForm,
    ReadPublicValueForm,
    ReplaceForm,
    RevealForm,
    TopUpForm,
)
from audits.forms.findings import ActionForm, FindingForm
from audits.forms.moderation import (
    AccreditForm,
    AnswerProposalForm,
    ModeratorForm,
    ReadingForm,
    SettleForm,
    ShareForm,
    reading_form,
    settle_form,
)
from audits.forms.programmes import KindForm, ProgrammeForm, answers_of, usual_answers
from audits.forms.sections import ReflectionForm, SectionForm, own_fields, reflection_form, section_form
from audits.forms.tools import PublishForm, RulesForm, SetUpToolForm, ToolQuestionForm, ToolSectionForm

__all__ = [
    "AbandonForm",
    "AccreditForm",
    "AcknowledgeForm",
    "ActionForm",
    "AnswerProposalForm",
    "AnswerWithdrawalForm",
    "AskToWithdrawForm",
    "CapacityForm",
    "CommitForm",
    "ConcernHoursForm",
    "DecideForm",
    "ExcuseAuditorForm",
    "ExcuseCaseForm",
    "FindingForm",
    "GroupForm",
    "KindForm",
    "ModeratorForm",
    "NamePublicValueForm",
    "OutcomeForm",
    "ProgrammeForm",
    "PublishForm",
    "RaiseConcernForm",
    "ReadPublicValueForm",
    "ReadingForm",
    "ReallocateForm",
    "ReflectionForm",
    "ReplaceForm",
    "RevealForm",
    "RulesForm",
    "SectionForm",
    "SetUpToolForm",
    "SettleForm",
    "ShareForm",
    "ToolQuestionForm",
    "ToolSectionForm",
    "TopUpForm",
    "UpdateConcernForm",
    "WithdrawForm",
    "answers_of",
    "own_fields",
    "reading_form",
    "reflection_form",
    "section_form",
    "settle_form",
    "usual_answers",
]
