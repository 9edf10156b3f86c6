"""The server answers whoever comes, however many connections lie open and ask nothing (issue 8, R4)."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from driehoek import serving

HOUSE = Path(__file__).parents[1]
# Idle connections are closed after a while; here never, so that their number is tried and not the clock.
SERVE = """
import django
from driehoek.preparing import prepare
prepare()
django.setup()
import driehoek.server as server
server.IDLE_MILLISECONDS = 10**9
server.main()
"""
MANY = 300  # of one process; a browser holds up to six
NEVER = 120  # seconds after which no answer is none


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """One process of the server, on a house without tables: every answer will do."""
    with socket.socket() as free:
        free.bind((serving.LOOPBACK, 0))
        port = int(free.getsockname()[1])
    environment = {
        **os.environ,
        "DRIEHOEK_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "driehoek.settings",
        "PYTHONPATH": str(HOUSE),
    }
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", SERVE, "--port", str(port), "--workers", "1"]
    started = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  # ourselves
    until = time.monotonic() + NEVER
    while not serving.taken(serving.LOOPBACK, port):
        assert time.monotonic() < until, "it does not listen"
        time.sleep(0.1)
    yield port
    started.terminate()
    started.wait()


def test_hundreds_of_idle_connections_keep_nobody_waiting(port: int) -> None:
    with ExitStack() as idle:
        for _one in range(MANY):
            idle.enter_context(socket.create_connection((serving.LOOPBACK, port)))
        with socket.create_connection((serving.LOOPBACK, port), timeout=NEVER) as asking:
            asking.sendall(b"GET /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            assert asking.recv(9) == b"HTTP/1.1 "
