"""The demo's server and its worker for long tasks, as two processes that end together."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

HOST = "127.0.0.1"
PATIENCE = 30  # seconds until a server that does not answer is given up
KILL_AFTER = 5


def taken(port: int) -> bool:
    """Whether another program listens on the port already."""
    with contextlib.closing(socket.socket()) as probe:
        return probe.connect_ex((HOST, port)) == 0


def serve(port: int, workers: int, when_ready: Callable[[], None]) -> int:
    """Serve until Ctrl-C, until told to stop, or until one of the two dies. Returns the exit code."""
    running = [subprocess.Popen(command) for command in commands(port, workers)]  # noqa: S603  # our own two commands
    for sign in (signal.SIGTERM, signal.SIGINT):  # a shell starts what runs in the background deaf to Ctrl-C
        signal.signal(sign, signal.default_int_handler)
    try:
        if wait_until_it_answers(running[0], port):
            when_ready()
            while all(one.poll() is None for one in running):
                time.sleep(0.3)
        return next((one.returncode or 0 for one in running if one.poll() is not None), 1)
    except KeyboardInterrupt:
        return 0
    finally:
        stop(running)


def commands(port: int, workers: int) -> list[list[str]]:
    server = ["driehoek.server", "--host", HOST, "--port", str(port), "--workers", str(workers)]
    return [[sys.executable, "-m", *server], [sys.executable, "-m", "driehoek.cli", "manage", "work"]]


def wait_until_it_answers(server: "subprocess.Popen[bytes]", port: int) -> bool:
    started = time.monotonic()
    while server.poll() is None and time.monotonic() - started < PATIENCE:
        with contextlib.suppress(OSError, HTTPException):
            connection = HTTPConnection(HOST, port, timeout=PATIENCE)
            connection.request("GET", "/account/login/")
            return connection.getresponse().status < 500
        time.sleep(0.05)
    return False


def stop(running: "list[subprocess.Popen[bytes]]") -> None:
    for one in running:
        if one.poll() is None:
            one.terminate()
    for one in running:
        try:
            one.wait(KILL_AFTER)
        except subprocess.TimeoutExpired:
            one.kill()
            one.wait()
