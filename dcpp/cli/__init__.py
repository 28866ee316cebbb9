"""The `dcpp` command. Each noun has a module; bad arguments get one clear line and exit code 2."""

import sys

import click

from dcpp import config
from dcpp.cli import backup, caseload, clockwork, database, people, processes, reports, sample_council, samples, trail


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Run and look after the practice-quality platform.

    Settings come from the environment (see README.md): DCPP_DATA, DATABASE_URL, PORT and others.
    """


for command in (
    backup.back_up,
    backup.restore,
    caseload.import_annex_a,
    clockwork.jobs,
    clockwork.run_job,
    database.migrate,
    people.first_administrator,
    processes.scheduler,
    processes.serve,
    processes.start,
    processes.web,
    processes.worker,
    reports.verify_report,
    sample_council.sample_council,
    samples.verify_sample,
    trail.verify_trail,
):
    commands.add_command(command)


def main() -> None:
    """The console script."""
    try:
        sys.exit(commands.main(prog_name="dcpp", standalone_mode=False) or 0)
    except click.UsageError as error:
        _stop(f"{error.format_message()} (see dcpp --help)", 2)
    except (click.ClickException, config.BadSetting) as error:
        _stop(error.format_message() if isinstance(error, click.ClickException) else str(error), 2)
    except (click.Abort, KeyboardInterrupt):
        _stop("stopped", 130)


def _stop(sentence: str, code: int) -> None:
    click.echo(f"dcpp: {sentence}", err=True)
    sys.exit(code)
