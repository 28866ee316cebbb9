"""How a command ends: whatever goes wrong outside our code is one clear line, and bad arguments are exit code 2."""

import sys
from collections.abc import Callable

import click
from sqlalchemy.exc import OperationalError

from dcpp import config


def in_words(program: Callable[[], int | None]) -> int:
    """Run a program; its exit code. What is known to go wrong is told in one line on stderr."""
    try:
        return program() or 0
    except click.UsageError as error:
        return tell(f"{error.format_message()} (see dcpp --help)", 2)
    except click.ClickException as error:
        return tell(error.format_message(), 2)
    except config.BadSetting as error:
        return tell(str(error), 2)
    except OperationalError as error:
        first_line = (str(error.orig).strip() or type(error.orig).__name__).splitlines()[0]
        return tell(f"The database cannot be used. Check DATABASE_URL and DCPP_DATA. It said: {first_line}", 1)
    except (click.Abort, KeyboardInterrupt):
        return tell("stopped", 130)


def tell(sentence: str, code: int) -> int:
    sys.stdout.flush()
    click.echo(f"dcpp: {sentence}", err=True)
    return code
