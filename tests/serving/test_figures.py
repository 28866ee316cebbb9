"""Whichever worker is asked for the figures, it gives those of all."""

import http.client
import os
import socket
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def port(app, settings, tmp_path):
    """Where a web server with two workers listens."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    ours = {"DCPP_DATA": str(tmp_path), "PORT": str(port), "DATABASE_URL": settings.database_url, "WEB_WORKERS": "2"}
    process = subprocess.Popen([sys.executable, "-m", "dcpp", "web"], env=os.environ | ours, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not get(port, "/readyz"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    yield port
    process.terminate()
    process.wait(timeout=30)


def get(port, path):
    """The body of an answer on a connection of its own, so that either worker may take it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode()
    except OSError:
        return ""
    finally:
        connection.close()


def test_the_figures_of_all_workers_are_added_up(port):
    for _ in range(40):
        get(port, "/no-such-page")

    counted = 'dcpp_requests_total{endpoint="none",method="GET",status="404"} 40.0'
    assert all(counted in get(port, "/metrics") for _ in range(8))
