"""One command starts everything, keeps it up, and stops all of it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


@pytest.fixture
def environment(app, settings, tmp_path, port):
    data = str(tmp_path / "a council’s files")
    return os.environ | {"DCPP_DATA": data, "PORT": str(port), "DATABASE_URL": settings.database_url}


@pytest.fixture
def platform(environment):
    process = subprocess.Popen([sys.executable, "-m", "dcpp", "serve"], env=environment, stdout=subprocess.PIPE)
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def status(port, path="/healthz"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def wait_until(true, seconds=60):
    deadline = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return found


def test_one_command_keeps_three_processes_up_and_stops_all_of_them(platform, port):
    wait_until(lambda: b"Ready at" in platform.stdout.readline())
    supervisor = psutil.Process(platform.pid)
    first = supervisor.children()
    family = supervisor.children(recursive=True)
    assert len(first) == 3

    for child in first:
        child.kill()
    wait_until(
        lambda: len(supervisor.children()) == 3 and not {c.pid for c in first} & {c.pid for c in supervisor.children()}
    )
    wait_until(lambda: status(port))
    family += supervisor.children(recursive=True)

    platform.send_signal(signal.SIGTERM)
    assert platform.wait(timeout=40) == 0
    assert not [process for process in family if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]
    assert status(port) is None


def test_what_it_started_ends_with_a_killed_supervisor(platform):
    wait_until(lambda: b"Ready at" in platform.stdout.readline())
    family = psutil.Process(platform.pid).children(recursive=True)

    platform.kill()

    _gone, alive = psutil.wait_procs(family, timeout=40)
    assert alive == []


def test_a_taken_port_is_said_in_one_line_before_anything_is_done(environment, port, tmp_path):
    with socket.create_server(("127.0.0.1", port)):
        command = [sys.executable, "-m", "dcpp", "start"]
        found = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert found.returncode == 2
    assert found.stderr.count("\n") == 1 and f"Port {port} is taken" in found.stderr
    assert not list(tmp_path.rglob("*.sqlite3*"))
