"""What we ask people in audits."""

from audits.forms.draws import (
    AbandonForm,
    CommitForm,
    NamePublicValueForm,
    ReadPublicValueForm,
    ReplaceForm,
    RevealForm,
)
from audits.forms.programmes import ProgrammeForm

__all__ = [
    "AbandonForm",
    "CommitForm",
    "NamePublicValueForm",
    "ProgrammeForm",
    "ReadPublicValueForm",
    "ReplaceForm",
    "RevealForm",
]
