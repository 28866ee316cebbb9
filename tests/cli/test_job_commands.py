"""What `dcpp jobs` and `dcpp run-job` say."""


def test_jobs_are_listed_with_when_they_run(dcpp):
    code, said = dcpp("jobs")

    assert code == 0
    assert "find_lost_work" in said and "every minute" in said and "has not run yet" in said


def test_a_job_runs_by_its_name(dcpp):
    assert dcpp("run-job", "find_lost_work") == (0, "find_lost_work is done\n")

    _code, said = dcpp("jobs")
    assert "done 2" in said


def test_an_unknown_name_is_told_the_names_that_exist_in_one_line(dcpp):
    code, said = dcpp("run-job", "find_lost_wrok")

    assert code == 2
    assert said.startswith("dcpp: There is no job 'find_lost_wrok'. The jobs are: ")
    assert "find_lost_work" in said and said.count("\n") == 1


def test_an_unknown_command_is_one_line(dcpp):
    code, said = dcpp("sevre")

    assert code == 2
    assert said.startswith("dcpp: No such command 'sevre'") and said.count("\n") == 1


def test_a_database_that_is_away_is_said_in_one_line(dcpp):
    code, said = dcpp("jobs", DATABASE_URL="postgresql://127.0.0.1:1/nothing")

    assert code == 1
    assert said.startswith("dcpp: The database cannot be used. Check DATABASE_URL") and said.count("\n") == 1


def test_a_setting_that_cannot_be_used_is_said_in_one_line(dcpp):
    code, said = dcpp("jobs", PORT="eighty")

    assert (code, said) == (2, "dcpp: PORT must be a whole number from 1 to 65535, not 'eighty'\n")
