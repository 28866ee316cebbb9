"""Keeping what shows that an action was done. Nothing is overwritten: what is newer stands beside what it replaces."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dcpp.actions import events, queries
from dcpp.actions.models import Action, ActionEvidence
from dcpp.actions.rules import UpdateKind
from dcpp.actions.rules.evidence import KINDS, LARGEST, CannotAddEvidence, check_days, check_what
from dcpp.actions.services.lines import write_line
from dcpp.kernel import clock, file_types, files
from dcpp.kernel.db import db
from dcpp.kernel.events import announce


@dataclass(frozen=True, kw_only=True)
class EvidenceDetails:
    """What somebody says of a piece of evidence; `content` is the file, when there is one."""

    shows: str
    about_on: date
    place: str = ""
    expires_on: date | None = None
    file_name: str = ""
    content: bytes = b""
    replaces_id: UUID | None = None


def add_evidence(action: Action, details: EvidenceDetails, *, by: UUID, manages: bool = False) -> ActionEvidence:
    """Keep a file with its fingerprint, or a place in the record. Raises CannotAddEvidence or CannotTakeFile."""
    if by != action.owner_id and not manages:
        raise CannotAddEvidence(f"Only its owner can add evidence to {action.reference}")
    check_days(details.about_on, details.expires_on, clock.today())
    check_what(details.place, has_file=bool(details.content), state=action.state)
    if details.replaces_id:
        _check_replaces(action, details.replaces_id)
    evidence = ActionEvidence(
        action_id=action.id,
        number=queries.count_evidence(action.id) + 1,
        shows=details.shows,
        place=details.place,
        about_on=details.about_on,
        uploaded_at=clock.now(),
        uploaded_by_id=by,
        expires_on=details.expires_on,
        replaces_id=details.replaces_id,
        **_kept(details),
    )
    db.session.add(evidence)
    db.session.flush()
    write_line(action, UpdateKind.EVIDENCE_ADDED, by, details.shows)
    announce(
        events.EvidenceAdded(
            happened_at=clock.now(),
            action_id=action.id,
            owner_id=action.owner_id,
            evidence_id=evidence.id,
            sha256=evidence.sha256,
        )
    )
    return evidence


def _kept(details: EvidenceDetails) -> dict[str, str | int]:
    """The columns of a file, once it is in the store; nothing for a mere place."""
    if not details.content:
        return {}
    if len(details.content) > LARGEST:
        raise CannotAddEvidence(f"The file must be {LARGEST // 1_000_000} MB or smaller")
    kind = file_types.recognise(details.file_name, details.content, *KINDS)
    return {
        "sha256": files.put(details.content),
        "file_name": details.file_name[-200:],
        "media_type": kind.media_type,
        "size": len(details.content),
    }


def _check_replaces(action: Action, replaces_id: UUID) -> None:
    """The piece replaced is of the same action and was not replaced before."""
    newest = {piece.id for piece in queries.list_newest_evidence(action.id)}
    if replaces_id not in newest:
        raise CannotAddEvidence("There is a newer piece in its place already. Open the action again and look at it")
