"""The list of a report's files with their sums, so that anybody can see that a copy is whole."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from dcpp.inspection.rules import snapshot as snapshots
from dcpp.inspection.rules.snapshot import Snapshot


@dataclass(frozen=True)
class MadeFile:
    """One file of a report, in memory."""

    kind: str
    name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def render(snapshot: Snapshot, files: Sequence[MadeFile]) -> bytes:
    """The manifest as JSON; it names every file but itself."""
    told = {
        "report": snapshot.reference,
        "council": snapshot.council,
        "month": f"{snapshot.month:%Y-%m}",
        "edition": snapshot.edition,
        "as_at": snapshot.as_at.isoformat(),
        "taken_at": snapshot.taken_at,
        "snapshot_sha256": snapshots.sha256(snapshots.to_text(snapshot)),
        "seal": {"number": snapshot.seal.number, "hash": snapshot.seal.hash} if snapshot.seal else None,
        "files": [
            {"name": file.name, "media_type": file.media_type, "bytes": len(file.content), "sha256": file.sha256}
            for file in files
        ],
        "how_to_check": "Compute SHA-256 of each file (sha256sum NAME) and compare it with the sum given here.",
    }
    return (json.dumps(told, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()
