"""Commands on readiness reports."""

from collections.abc import Iterator
from pathlib import Path

import click

from dcpp.cli.opening import opened
from dcpp.inspection.rules import checking
from dcpp.inspection.rules import snapshot as snapshots
from dcpp.inspection.rules.checking import Manifest
from dcpp.inspection.services import building


@click.command("verify-report")
@click.argument("manifest", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--again", is_flag=True, help="Make every file again from the snapshot, and compare byte for byte.")
def verify_report(manifest: Path, *, again: bool) -> None:
    """Compare the files of a report, lying beside their MANIFEST, with its sums.

    Exit code 0 when they are the same, 1 when one differs or is missing, 2 when the file is no manifest.
    """
    try:
        told = checking.read_manifest(manifest.read_bytes())
    except checking.BadManifest as error:
        raise click.UsageError(str(error)) from error
    found = list(checking.differences(told, lambda name: _beside(manifest, name)))
    if again and not found:
        found = list(_made_differently(told, manifest))
    for difference in found:
        click.echo(difference)
    if found:
        raise SystemExit(1)
    click.echo(f"The same: {told.report}, {len(told.files)} files{', made again from the snapshot' if again else ''}")


def _beside(manifest: Path, name: str) -> bytes | None:
    path = manifest.parent / name
    return path.read_bytes() if path.is_file() else None


def _made_differently(told: Manifest, manifest: Path) -> Iterator[str]:
    """One sentence for each file that comes out differently when it is made again."""
    text = _beside(manifest, told.snapshot_name or "") or b""
    with opened():
        made = {file.name: file.sha256 for file in building.make_files(snapshots.from_text(text.decode()))}
    for file in told.files:
        if made.get(file.name) != file.sha256:
            yield f"{file.name} comes out differently when it is made again with this version of the platform"
