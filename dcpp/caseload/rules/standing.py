"""How a case stands by one row of a list: the status that the row gives it, worked out column by column."""

from collections.abc import Mapping, Sequence
from datetime import date

from dcpp.frameworks.annex_a import annex_a_known
from dcpp.frameworks.status import CaseStatus

EARLY_HELP, REFERRALS, ASSESSMENTS, ENQUIRIES, IN_NEED, PROTECTION, IN_CARE = 2, 3, 4, 5, 6, 7, 8
CARE_LEAVERS, ADOPTION, ADOPTERS = 9, 10, 11

ENDED = {child_list.number: child_list.ended for child_list in annex_a_known()}
STATUS_SAID = {
    "Looked after child": CaseStatus.LOOKED_AFTER,
    "Child Protection plan": CaseStatus.CHILD_PROTECTION,
    "Child in need plan": CaseStatus.CHILD_IN_NEED,
    "Open assessment": CaseStatus.OPEN_ASSESSMENT,
    "Closed episode": CaseStatus.CLOSED,
}
STATUS_WHILE_OPEN = {
    EARLY_HELP: CaseStatus.EARLY_HELP,
    ASSESSMENTS: CaseStatus.OPEN_ASSESSMENT,
    IN_NEED: CaseStatus.CHILD_IN_NEED,
    PROTECTION: CaseStatus.CHILD_PROTECTION,
    IN_CARE: CaseStatus.LOOKED_AFTER,
    CARE_LEAVERS: CaseStatus.CARE_LEAVER,
    ADOPTION: CaseStatus.LOOKED_AFTER,
}


def standings(list_number: int, said: Sequence[str], dates: Mapping[str, Sequence[date | None]]) -> list[CaseStatus]:
    """For rows of a list, by the status that each says and the days on it: closed once an end has its day.

    A contact or a referral is no work that goes on, whatever else its row says.
    """
    if list_number not in STATUS_WHILE_OPEN:
        return [CaseStatus.CONTACT] * len(said)
    while_open = STATUS_WHILE_OPEN[list_number]
    meant = {word: STATUS_SAID.get(word, while_open) for word in set(said)}
    found = [meant[word] for word in said]
    for days in (dates[field] for field in ENDED[list_number] if field in dates):
        found = [CaseStatus.CLOSED if day else standing for day, standing in zip(days, found, strict=True)]
    return found
