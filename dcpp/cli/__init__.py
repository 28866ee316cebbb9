"""The `dcpp` command. Each noun has a module; bad arguments get one clear line and exit code 2."""

import sys

import click

from dcpp.cli import (
    backup,
    caseload,
    clockwork,
    database,
    ending,
    people,
    processes,
    reports,
    sample_council,
    samples,
    trail,
    training,
)


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
    training.check_bookings,
):
    commands.add_command(command)


def main() -> None:
    """The console script."""
    sys.exit(ending.in_words(lambda: commands.main(prog_name="dcpp", standalone_mode=False)))
