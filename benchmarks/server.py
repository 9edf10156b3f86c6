"""A real server process, real clients over HTTP, and what both cost the processor."""

import http.client
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from statistics import quantiles

import psutil
import psycopg

from benchmarks.places import HOUSE, Place

PATIENCE = 60


@dataclass
class Server:
    port: int
    process: psutil.Process
    database: psutil.Process | None  # the PostgreSQL server, when it runs on this machine

    def cpu(self) -> tuple[float, float]:
        """Processor seconds so far: of the server's processes, and of the database's."""
        return _cpu(self.process), _cpu(self.database) if self.database else 0.0

    def memory(self) -> float:
        """Proportional set size of the server's processes, in MiB."""
        return sum(one.memory_full_info().pss for one in _tree(self.process)) / 2**20


@dataclass
class Cost:
    """CPU milliseconds per operation (application, database) and latencies in milliseconds."""

    application: float
    database: float
    p50: float
    p95: float
    rate: float

    @property
    def cpu(self) -> float:
        return self.application + self.database


def _tree(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def _cpu(process: psutil.Process) -> float:
    """Of the process, of those it started and of those that ended since."""
    total = 0.0
    for one in _tree(process):
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


OURS = ("driehoek.server",)
FLOOR = ("granian", "benchmarks.floor.views:application", "--interface", "wsgi", "--blocking-threads", "4",
         "--backpressure", "64", "--workers-kill-timeout", "5", "--log-level", "error")  # fmt: skip


@contextmanager
def serve(place: Place, application: str, workers: int = 2) -> Iterator[Server]:
    port = _free_port()
    environment = place.environment
    if application.startswith("benchmarks.floor"):
        environment = environment | {"DJANGO_SETTINGS_MODULE": "benchmarks.floor.settings"}
    command = [
        sys.executable,
        "-m",
        *(FLOOR if "floor" in application else OURS),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workers",
        str(workers),
    ]
    running = subprocess.Popen(command, cwd=HOUSE, env=environment)
    try:
        _wait(port, running)
        yield Server(port, psutil.Process(running.pid), _postmaster(place))
    finally:
        running.terminate()
        try:
            running.wait(10)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, running: "subprocess.Popen[bytes]") -> None:
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE:
        if running.poll() is not None:
            raise RuntimeError(f"The server ended by itself with exit code {running.returncode}")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("The server did not answer")


def _postmaster(place: Place) -> psutil.Process | None:
    if not place.is_postgres:
        return None
    with psycopg.connect(place.owner["DATABASE_URL"]) as connection:
        pid = connection.execute("SELECT pg_backend_pid()").fetchone()
        try:
            return psutil.Process(pid[0] if pid else -1).parent()
        except (psutil.NoSuchProcess, ValueError):
            return None  # it runs on another machine: only the application's time is counted


class Client:
    """One logged-in person with one connection that stays open."""

    def __init__(self, server: Server, session: str, number: int = 0) -> None:
        self.number, self.turns = number, 0
        self.seen: dict[tuple[str, str], int] = {}  # versions of half days, as the page's script keeps them
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        self.cookies = {"sessionid": session}

    def get(self, path: str, expect: int = 200) -> str:
        return self._ask("GET", path, None, {}, expect)

    def post(self, path: str, body: str, expect: int = 200, **headers: str) -> str:
        headers |= {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
        }
        return self._ask("POST", path, body, headers, expect)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str], expect: int) -> str:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, {"Cookie": cookie, **headers})
        response = self.connection.getresponse()
        text = response.read().decode()
        for name, value in re.findall(r"(?:^|\n)[Ss]et-[Cc]ookie: (\w+)=([^;]*)", str(response.headers)):
            self.cookies[name] = value
        if response.status != expect:
            raise AssertionError(f"{method} {path}: {response.status} instead of {expect}\n{text[:600]}")
        return text


Operation = Callable[[Client, int], object]


def cost(server: Server, session: str, operation: Operation, times: int, clients: int = 1) -> Cost:
    """Do an operation `times` times with so many clients at once. The operation checks its own answer."""
    people = [Client(server, session, number) for number in range(clients)]
    for number, client in enumerate(people):
        for turn in range(6):
            operation(client, -1 - number * 6 - turn)
    latencies: list[float] = []
    errors: list[BaseException] = []
    threads = [
        threading.Thread(target=_work, args=(client, operation, range(place, times, clients), latencies, errors))
        for place, client in enumerate(people)
    ]
    before, started = server.cpu(), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds, after = time.perf_counter() - started, server.cpu()
    if errors:
        raise errors[0]
    cuts = quantiles(latencies, n=100)
    application, database = ((late - early) * 1000 / times for early, late in zip(before, after, strict=True))
    return Cost(application, database, cuts[49], cuts[94], times / seconds)


def _work(
    client: Client, operation: Operation, turns: range, latencies: list[float], errors: list[BaseException]
) -> None:
    try:
        for turn in turns:
            started = time.perf_counter()
            operation(client, turn)
            latencies.append((time.perf_counter() - started) * 1000)
    except (AssertionError, OSError, http.client.HTTPException) as error:
        errors.append(error)
