"""What a case is at present: the one word by which samples are stratified and audits are placed."""

from enum import StrEnum


class CaseStatus(StrEnum):
    """In the order in which the first that applies is taken.

    The first four and `closed` are those of Annex A list 6, in its own order. A young person who has left care and has
    no such open work is a care leaver; a child with open early help and no social worker is early help; a child known
    by nothing but a contact or referral is just that.
    """

    LOOKED_AFTER = "looked_after"
    CHILD_PROTECTION = "child_protection"
    CHILD_IN_NEED = "child_in_need"
    OPEN_ASSESSMENT = "open_assessment"
    CARE_LEAVER = "care_leaver"
    EARLY_HELP = "early_help"
    CLOSED = "closed"
    CONTACT = "contact"

    @property
    def label(self) -> str:
        return STATUS_LABELS[self]

    @property
    def rank(self) -> int:
        """0 for the status that goes before all others."""
        return STATUS_ORDER[self]

    @property
    def is_open(self) -> bool:
        """Somebody works with this child now."""
        return self not in {CaseStatus.CONTACT, CaseStatus.CLOSED}


STATUS_LABELS = {
    CaseStatus.LOOKED_AFTER: "Looked after",
    CaseStatus.CHILD_PROTECTION: "Child protection plan",
    CaseStatus.CHILD_IN_NEED: "Child in need",
    CaseStatus.OPEN_ASSESSMENT: "Open assessment",
    CaseStatus.CARE_LEAVER: "Care leaver",
    CaseStatus.EARLY_HELP: "Early help",
    CaseStatus.CLOSED: "Closed",
    CaseStatus.CONTACT: "Contact or referral only",
}

STATUS_ORDER = {status: rank for rank, status in enumerate(CaseStatus)}
