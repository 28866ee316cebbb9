"""The made-up council."""

import click

from dcpp.cli.opening import opened
from dcpp.kernel import schema
from dcpp.kernel.refusal import Refusal
from dcpp.sample_council import council
from dcpp.sample_council.sizes import SIZES


@click.command()
@click.option("--size", type=click.Choice(list(SIZES)), default="council", show_default=True, help="How large it is.")
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, help="The same seed, the same council."
)
def sample_council(size: str, seed: int) -> None:
    """Fill an empty database with a made-up council and 18 months of its audits.

    Nobody in it exists, and every address ends in .example. Every month is kept by itself: broken off and started
    again, it goes on. A database that holds people is refused with exit code 1.
    """
    with opened():
        schema.upgrade()
        try:
            council.fill(size, seed, lambda words: click.echo(f"  {words}"))
        except Refusal as refusal:
            click.echo(f"dcpp: {refusal}", err=True)
            raise SystemExit(1) from None
