"""The closing line of ./test sums both runs, and never passes over what did not run."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run_tests(monkeypatch):
    spec = importlib.util.spec_from_file_location("run_tests", ROOT / "tools/run_tests.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "run_tests", module)  # where dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_a_report_is_counted(run_tests, tmp_path):
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="10" failures="1" errors="2" skipped="3"/></testsuites>')

    assert str(run_tests.read(report)) == "4 passed, 3 failed, 3 skipped"


def test_without_postgresql_its_tests_are_said_and_counted_as_skipped(run_tests, monkeypatch, capsys):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgresql://127.0.0.1:1/nothing")

    assert run_tests.on_postgres([], run_tests.Tally(passed=3, failed=1)) == run_tests.Tally(skipped=4)
    assert "NO POSTGRESQL" in capsys.readouterr().out


@pytest.mark.parametrize(("passed", "failed", "code"), [(2, 0, 0), (2, 1, 1), (0, 0, 1)])
def test_it_fails_when_a_test_failed_and_when_none_ran(run_tests, monkeypatch, capsys, passed, failed, code):
    monkeypatch.setattr(run_tests, "run", lambda *_: run_tests.Tally(passed, failed))
    monkeypatch.setattr(run_tests, "on_postgres", lambda *_: run_tests.Tally(skipped=1))

    assert run_tests.main([]) == code
    assert capsys.readouterr().out.splitlines()[-1] == f"{passed} passed, {failed} failed, 1 skipped"
