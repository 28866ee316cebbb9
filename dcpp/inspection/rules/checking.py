"""Whether a copy of a report is whole: its files against the sums of its manifest."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

FindFile = Callable[[str], bytes | None]
"""The content of a file that lies beside the manifest; None when there is none."""


class BadManifest(ValueError):
    """The file is no manifest of a report; the message is a sentence."""


@dataclass(frozen=True)
class Listed:
    """One file as the manifest lists it."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Manifest:
    report: str
    snapshot_sha256: str
    files: tuple[Listed, ...]

    @property
    def snapshot_name(self) -> str | None:
        """The file that holds the snapshot."""
        return next((file.name for file in self.files if file.sha256 == self.snapshot_sha256), None)


def read_manifest(content: bytes) -> Manifest:
    """Raises BadManifest for anything that is not one, or that names a file elsewhere."""
    try:
        told: dict[str, Any] = json.loads(content)
        files = tuple(Listed(str(each["name"]), str(each["sha256"])) for each in told["files"])
        manifest = Manifest(str(told["report"]), str(told["snapshot_sha256"]), files)
    except (ValueError, KeyError, TypeError) as error:
        raise BadManifest("This is no manifest of a readiness report") from error
    if any("/" in file.name or "\\" in file.name or file.name in {"", ".", ".."} for file in files):
        raise BadManifest("The manifest names a file that does not lie beside it")
    return manifest


def differences(manifest: Manifest, find_file: FindFile) -> Iterator[str]:
    """One sentence for each file that is missing or is not what it was."""
    for file in manifest.files:
        content = find_file(file.name)
        if content is None:
            yield f"{file.name} is missing"
        elif sha256(content).hexdigest() != file.sha256:
            yield f"{file.name} has been changed: its sum is {sha256(content).hexdigest()}, not {file.sha256}"
    if manifest.snapshot_name is None:
        yield "No file has the sum of the snapshot"
