"""Commands on samples."""

from pathlib import Path

import click

from audits.rules import verifying


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
def verify_sample(file: Path) -> None:
    """Draw a sample again from its evidence FILE and say where it differs.

    Reads nothing but the file. Exit code 0 when the sample is the same, 1 when it differs, 2 when the file is no
    evidence of a sample. tools/verify_sample.py asks the same without any of the platform's code.
    """
    try:
        evidence = verifying.read_evidence(file.read_bytes())
        differences = verifying.differences(evidence)
    except verifying.BadEvidence as error:
        raise click.UsageError(str(error).removesuffix(".")) from error
    for difference in differences:
        click.echo(difference)
    if differences:
        click.echo(f"The sample differs in {len(differences)} of the things that were checked", err=True)
        raise SystemExit(1)
    click.echo(f"The same: {verifying.described(evidence)}")
