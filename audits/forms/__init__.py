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
from audits.forms.sections import ReflectionForm, SectionForm, reflection_form, section_form

__all__ = [
    "AbandonForm",
    "ActionForm",
    "CommitForm",
    "FindingForm",
    "NamePublicValueForm",
    "ProgrammeForm",
    "ReadPublicValueForm",
    "ReallocateForm",
    "ReflectionForm",
    "ReplaceForm",
    "RevealForm",
    "SectionForm",
    "WithdrawForm",
    "reflection_form",
    "section_form",
]
