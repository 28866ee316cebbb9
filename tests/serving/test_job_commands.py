"""What `dcpp jobs` and `dcpp run-job` say."""

import pytest
from click.testing import CliRunner

from dcpp.cli import clockwork


@pytest.fixture
def dcpp(app, settings):
    runner = CliRunner(env={"DCPP_DATA": str(settings.data), "DATABASE_URL": settings.database_url})
    return lambda command, *arguments: runner.invoke(command, arguments)


def test_jobs_are_listed_with_when_they_run(dcpp):
    listed = dcpp(clockwork.jobs).output

    assert "find_lost_work" in listed
    assert "every minute" in listed
    assert "has not run yet" in listed


def test_a_job_runs_by_its_name(dcpp):
    assert dcpp(clockwork.run_job, "find_lost_work").output == "find_lost_work is done\n"
    assert "done" in dcpp(clockwork.jobs).output


def test_an_unknown_name_is_told_the_names_that_exist(dcpp):
    found = dcpp(clockwork.run_job, "find_lost_wrok")

    assert found.exit_code == 2
    assert "There is no job 'find_lost_wrok'. The jobs are: " in found.output
    assert "find_lost_work" in found.output
