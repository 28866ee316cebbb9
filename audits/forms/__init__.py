"""What we ask people in audits."""

from audits.forms.audits import ReallocateForm, ReflectionForm, SectionForm, WithdrawForm, section_form
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
    "section_form",
]
