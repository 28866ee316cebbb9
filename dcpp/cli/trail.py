"""Commands on the trail."""

import re
import sys

import click
from sqlalchemy.exc import DBAPIError

from dcpp.cli.opening import opened
from dcpp.kernel import seal_check
from dcpp.kernel.db import reading
from dcpp.kernel.seal_check import BrokenSeal, Verdict
from dcpp.web.filters import plural

MOST = 20
SEAL = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)


def _seal(_context: click.Context, _option: click.Parameter, printed: str | None) -> str | None:
    if printed is not None and not SEAL.fullmatch(printed.strip()):
        raise click.BadParameter("a printed seal has 64 letters and digits: 0 to 9 and a to f")
    return printed


@click.command("verify-trail")
@click.option(
    "--printed",
    metavar="SEAL",
    callback=_seal,
    help="The seal printed on a report (64 letters and digits): is it still there?",
)
def verify_trail(printed: str | None) -> None:
    """Compare every row of the trail with the seals over it.

    Exit code 0: whole. 1: something was changed; the first broken seal and its rows are named. 2: could not look.
    """
    try:
        with opened(), reading():
            verdict = seal_check.check_trail(printed)
    except DBAPIError as error:
        raise click.ClickException(
            "The trail cannot be read; is the database there, and has `dcpp migrate` run?"
        ) from error
    for line in describe(verdict):
        click.echo(line)
    sys.exit(0 if verdict.is_whole else 1)


def describe(verdict: Verdict) -> list[str]:
    """The verdict in sentences; the first broken seal in full, the others counted."""
    lines = []
    if verdict.broken:
        first, *others = verdict.broken
        lines += [f"The trail is broken at seal {first.number}", *_name(first)]
        lines += [f"Broken as well: {_listed([seal.number for seal in others], 'seal')}"] if others else []
    if verdict.printed_is_missing:
        lines.append("The printed seal is not in the chain: the trail was written anew or cut off after it was printed")
    if verdict.is_whole:
        lines.append(f"The trail is whole: {plural(verdict.rows, 'row')} and {plural(verdict.seals, 'seal')} agree")
    if verdict.newest:
        lines.append("Newest seal: {} {}".format(*verdict.newest))
    if verdict.unsealed:
        since = f"{verdict.unsealed_since:%Y-%m-%d %H:%M} UTC"
        lines.append(
            f"Not yet sealed: {plural(verdict.unsealed, 'row')} younger than the last seal, the oldest from {since}"
        )
    return lines


def _name(seal: BrokenSeal) -> list[str]:
    rows = {"Changed": seal.changed, "Missing": seal.missing, "Inserted": seal.inserted}
    faults = [f"  {fault[0].upper()}{fault[1:]}" for fault in seal.faults]
    return faults + [f"  {word} since it was sealed: {_listed(ids, 'row')}" for word, ids in rows.items() if ids]


def _listed(numbers: list[int] | tuple[int, ...], noun: str) -> str:
    """As in row 17; rows 3, 4; and never more than MOST of them."""
    shown = ", ".join(str(number) for number in numbers[:MOST])
    more = f" and {len(numbers) - MOST:,} more" if len(numbers) > MOST else ""
    return f"{noun}{'s' if len(numbers) > 1 else ''} {shown}{more}"
