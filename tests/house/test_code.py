"""What can be seen of the code without running it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import guards


def test_services_never_commit():
    sins = [sin for path in guards.modules() for sin in guards.committing_services(path, path.read_text())]

    assert sins == []


def test_the_guard_of_commits_catches_one():
    assert guards.committing_services(Path("audits/services.py"), "db.session.commit()") != []


def test_modules_functions_and_views_keep_to_their_budgets():
    sins = [sin for path in guards.modules() for sin in guards.over_budget(path, path.read_text())]

    assert sins == []


@pytest.mark.parametrize("verb", ["route", "get", "post"])
def test_the_guard_of_budgets_catches_a_long_view(verb):
    source = f"@blueprint.{verb}('/x')\n@signed_in\ndef view():\n" + "    pass\n" * 26

    assert "25 is the limit" in guards.over_budget(Path("x.py"), source)[0]


def test_the_guard_of_budgets_catches_long_modules_and_functions():
    assert "40 is the limit" in guards.over_budget(Path("x.py"), "def do():\n" + "    pass\n" * 40)[0]
    assert "400 the limit" in guards.over_budget(Path("x.py"), "x = 1\n" * 401)[0]


def test_modules_of_tests_keep_to_their_budget():
    sins = [sin for path in guards.modules_of_tests() for sin in guards.long_test_modules(path, path.read_text())]

    assert sins == []


def test_the_guard_of_test_modules_catches_a_long_one():
    assert "300 is the limit" in guards.long_test_modules(Path("x.py"), "x = 1\n" * 301)[0]


@pytest.mark.parametrize("asked", ["datetime.now(UTC)", "datetime.utcnow()", "datetime.today()", "date.today()"])
def test_only_the_clock_asks_the_time(asked):
    """Ruff holds it (./check); here it is shown a sinner."""
    source = f"from datetime import UTC, date, datetime\n\nprint({asked})\n"
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--output-format=concise",
        "--stdin-filename=audits/sinner.py",
        "-",
    ]

    found = subprocess.run(command, input=source, capture_output=True, text=True, cwd=guards.ROOT, check=False)

    assert "TID251" in found.stdout


def test_conftest_stays_small():
    assert len((guards.ROOT / "tests/conftest.py").read_text().splitlines()) <= 150
