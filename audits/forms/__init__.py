"""What we ask people in audits."""

from audits.forms.audits import ReallocateForm, WithdrawForm
from audits.forms.draws import (
    AbandonForm,
    CommitForm,
    NamePublicValueForm,
    ReadPublicValueForm,
    ReplaceForm,
    RevealForm,
)
from audits.forms.findings import ActionForm, FindingForm
from audits.forms.programmes import ProgrammeForm
from audits.forms.sections import ReflectionForm, SectionForm, own_fields, reflection_form, section_form
from audits.forms.tools import PublishForm, RulesForm, SetUpToolForm, ToolQuestionForm, ToolSectionForm

__all__ = [
    "AbandonForm",
    "ActionForm",
    "CommitForm",
    "FindingForm",
    "NamePublicValueForm",
    "ProgrammeForm",
    "PublishForm",
    "ReadPublicValueForm",
    "ReallocateForm",
    "ReflectionForm",
    "ReplaceForm",
    "RevealForm",
    "RulesForm",
    "SectionForm",
    "SetUpToolForm",
    "ToolQuestionForm",
    "ToolSectionForm",
    "WithdrawForm",
    "own_fields",
    "reflection_form",
    "section_form",
]
