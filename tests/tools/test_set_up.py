"""What ./run, ./test and ./check say when something is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shell(tmp_path):
    """Runs a line after tools/setup.sh, on a machine where the given commands are what they are said to be."""
    commands = tmp_path / "commands"
    commands.mkdir()

    def run(line, **stand_ins):
        for name, body in stand_ins.items():
            path = commands / name.replace("_", "-")
            path.write_text(f"#!/bin/sh\n{body}\n")
            path.chmod(0o755)
        given = {"PATH": f"{commands}:{os.environ['PATH']}", "HOME": str(tmp_path)}
        script = f". tools/setup.sh; {line}"
        shells = shutil.which("dash") or "sh"
        return subprocess.run(
            [shells, "-euc", script], cwd=ROOT, env=given, capture_output=True, text=True, check=False
        )

    return run


def test_without_a_python_that_will_do_it_says_what_is_needed(shell):
    found = shell("PYTHON=/nowhere/python3; find_python")

    assert found.returncode == 1
    assert "Python 3.11 or later is needed" in found.stderr


def test_an_older_python_will_not_do(shell):
    assert shell("PYTHON=old; find_python", old="exit 1").returncode == 1


def test_without_rights_it_stops_with_the_line_to_paste(shell):
    found = shell("install_system_packages ' libpangoft2-1.0-0'", id="echo 1000", sudo="exit 1", apt_get="exit 9")

    assert found.returncode == 1
    line = "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends libpangoft2-1.0-0'"
    assert line in found.stderr


def test_with_sudo_that_asks_nothing_it_installs_by_itself(shell, tmp_path):
    said = tmp_path / "said"
    found = shell(
        "install_system_packages ' libpangoft2-1.0-0'",
        id="echo 1000",
        sudo='shift; [ "$1" = true ] || exec "$@"',
        apt_get=f'echo "$@" >> {said}',
    )

    assert found.returncode == 0, found.stderr
    assert said.read_text() == "update\ninstall -y --no-install-recommends libpangoft2-1.0-0\n"


def test_what_apt_said_is_shown_when_it_fails(shell):
    found = shell("install_system_packages ' chromium'", id="echo 0", apt_get="echo no such thing; exit 100")

    assert found.returncode == 1
    assert "no such thing" in found.stderr


def test_a_browser_that_does_not_start_is_said(shell):
    found = shell("CHROMIUM=/nowhere/chromium; find_browser")

    assert found.returncode == 1
    assert "CHROMIUM=/nowhere/chromium does not start" in found.stderr


def test_without_a_browser_on_ubuntu_the_tests_go_on_without_it(shell):
    ubuntu = "PYTHON=python3; choose_browser() { false; }; is_ubuntu() { true; }; has_library() { true; }"
    found = shell(f"{ubuntu}; find_browser; make_sure_of_browser; echo chosen: $CHROMIUM")

    assert found.returncode == 0
    assert "Browser tests will be skipped" in found.stdout and "chosen: none" in found.stdout


@pytest.mark.parametrize("script", ["run", "test", "check", ".ci/run", "tools/setup.sh", "tools/lock.sh"])
def test_the_scripts_are_plain_sh(script):
    checked = subprocess.run([shutil.which("dash") or "sh", "-n", ROOT / script], capture_output=True, check=False)

    assert checked.returncode == 0, checked.stderr
    assert script == "tools/setup.sh" or os.access(ROOT / script, os.X_OK)


def test_a_taken_port_is_said_before_anything_is_set_up(tmp_path):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = subprocess.run(
            [ROOT / "run"], env=os.environ | {"PORT": str(port)}, capture_output=True, text=True, check=False
        )

    assert found.returncode == 2
    assert found.stderr.startswith(f"Port {port} is taken") and found.stdout == ""


def test_what_is_missing_is_asked_for_in_one_line(shell):
    found = shell(
        "PYTHON=python3; has_library() { false; }; choose_browser() { false; }; find_system_packages browser",
        id="echo 1000",
        sudo="exit 1",
    )

    assert "--no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 chromium libatomic1'" in found.stderr
