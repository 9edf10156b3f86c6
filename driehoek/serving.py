"""The house in one process tree: the server, the worker for long tasks and the nightly work, kept running until told to
stop. Standard library alone, so that what watches over the others stays small.

`./run serve` is `main`; the demo keeps its server and worker by the same `Tree`.
"""

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

LOOPBACK = "127.0.0.1"
SLOW = 20  # seconds after which the wait is spoken of; it goes on for as long as the server is starting
KILL_AFTER = 10
LOOK_EVERY = 0.3
LONGEST_PAUSE = 60.0
NIGHT = 2  # o'clock
ANSWERS, BROKEN, DIED = "answers", "broken", "died"
Say = Callable[[str], None]


def taken(host: str, port: int) -> bool:
    """Whether another program listens on the port already."""
    with contextlib.closing(socket.socket()) as probe:
        return probe.connect_ex((reachable(host), port)) == 0


def reachable(host: str) -> str:
    """The address by which this machine reaches a server that listens on `host`."""
    return LOOPBACK if host in {"0.0.0.0", ""} else host  # noqa: S104  # compared, not listened on


def django(*command: str) -> list[str]:
    return [sys.executable, "-m", "driehoek.cli", "manage", *command]


def server(host: str, port: int, workers: int) -> list[str]:
    named = ["--host", host, "--port", str(port), "--workers", str(workers)]
    return [sys.executable, "-m", "driehoek.server", *named]


@dataclass
class Child:
    """A process that is started again when it ends; after a longer pause each time it lives short."""

    name: str
    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    pause: float = 1.0
    again_at: float = 0.0

    def start(self) -> None:
        # A group of its own: what it started ends with it, also when it was killed and could not say so itself.
        self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603  # our own commands
        self.started, self.again_at = time.monotonic(), 0.0

    def look(self, say: Say) -> None:
        """Start it again when it ended and its pause is over."""
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        if not self.again_at:
            sweep_up(self.process)
            self.pause = 1.0 if now - self.started > LONGEST_PAUSE else min(self.pause * 2, LONGEST_PAUSE)
            self.again_at = now + self.pause
            say(f"The {self.name} ended (code {self.process.returncode}) and is started again.")
        elif now >= self.again_at:
            self.start()


def start_quietly(command: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603  # our own commands


def sweep_up(process: "subprocess.Popen[bytes]") -> None:
    """End what is left of a process and of those it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


@dataclass
class Tree:
    """Every process of the house. One that dies comes back; all end together."""

    children: list[Child]
    say: Say
    nightly: "Nightly | None" = None
    _night: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def serve(self, host: str, port: int, when_ready: Callable[[], None]) -> int:
        """Serve until Ctrl-C or until told to stop. Returns the exit code: not 0 where the server never answered."""
        for sign in (signal.SIGTERM, signal.SIGINT):  # a shell starts what runs in the background deaf to Ctrl-C
            signal.signal(sign, signal.default_int_handler)
        try:
            for child in self.children:
                child.start()
            found = wait_until_it_answers(self.children[0], reachable(host), port, self.say)
            if found == ANSWERS:
                when_ready()
                self.keep()
            return self._why(found)
        except KeyboardInterrupt:
            self.say("Stopping …")
            return 0
        finally:
            self.stop()

    def keep(self) -> None:
        while True:
            for child in self.children:
                child.look(self.say)
            if self.nightly and (self._night is None or self._night.poll() is not None):
                self._night = self.nightly.look(self._night, self.say)
            time.sleep(LOOK_EVERY)

    def _why(self, found: str) -> int:
        process = self.children[0].process
        if found == BROKEN:
            self.say("The server answers every page with an error; the lines above say where it broke.")
        else:
            self.say("The server ended before it answered a page; the lines above are its own words.")
        return (process.returncode if process else None) or 1

    def stop(self) -> None:
        night = [self._night] if self._night else []
        running = [child.process for child in self.children if child.process] + night
        for one in running:
            if one.poll() is None:
                one.terminate()
        for one in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                one.wait(KILL_AFTER)
            sweep_up(one)
            one.wait()


@dataclass
class Nightly:
    """The nightly work, once a day after two o'clock, and at the start when the last night was missed."""

    memory: Path  # the day of the last one that went well

    def look(self, before: "subprocess.Popen[bytes] | None", say: Say) -> "subprocess.Popen[bytes] | None":
        """Note how the last one ended, and start the next when its time has come."""
        if before is not None:
            if before.returncode:
                say("The nightly work failed; it is tried again tomorrow. By hand: ./run manage nightly")
            self.memory.write_text(self._today())
        return start_quietly(django("nightly")) if self.is_due() else None

    def is_due(self) -> bool:
        last = self.memory.read_text().strip() if self.memory.exists() else ""
        return last != self._today() and (time.localtime().tm_hour >= NIGHT or not last)

    @staticmethod
    def _today() -> str:
        return time.strftime("%Y-%m-%d")


def wait_until_it_answers(child: Child, host: str, port: int, say: Say) -> str:
    """As long as it takes: a busy machine is slow, not broken."""
    began = spoken = time.monotonic()
    while child.process is not None and child.process.poll() is None:
        if time.monotonic() - spoken > SLOW:
            spoken = time.monotonic()
            say(f"Still starting, for {spoken - began:.0f} s now: this machine is busy. Ctrl-C stops it.")
        with contextlib.suppress(OSError, HTTPException):
            connection = HTTPConnection(host, port, timeout=SLOW)
            connection.request("GET", "/account/login/")
            return ANSWERS if connection.getresponse().status < 500 else BROKEN  # HTTP's own number
        time.sleep(0.1)
    return DIED


def own_names() -> list[str]:
    """Names and numbers by which others on the network reach this machine."""
    found = {socket.gethostname(), socket.getfqdn()}
    with contextlib.suppress(OSError), contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing: asks the system which own address would be used
        found.add(probe.getsockname()[0])
    return sorted(found)


def prepare(host: str) -> str:
    """Set what the environment leaves open. Returns the name in the address to print."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driehoek.settings")
    if host in {LOOPBACK, "localhost", "::1"}:
        # A browser makes a passkey for `localhost`, not for a number; over this machine alone plain HTTP is no risk.
        os.environ.setdefault("DRIEHOEK_INSECURE_PASSKEYS", "True")
        return "localhost"
    names = [host] if reachable(host) == host else own_names()
    os.environ.setdefault("ALLOWED_HOSTS", ",".join(["127.0.0.1", "localhost", *names]))
    return names[0]


def main(given: list[str]) -> int:
    """`./run serve`: tables, server, worker and nightly work, and the address to open."""
    parser = argparse.ArgumentParser(prog="./run serve", description="Serve a house of your own until Ctrl-C.")
    parser.add_argument("--host", default=LOOPBACK, help="where to listen; 0.0.0.0 for the whole network")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="server processes")
    asked = parser.parse_args(given)
    if taken(asked.host, asked.port):
        return _refuse(f"Port {asked.port} is taken. Stop what runs there, or: ./run serve --port {asked.port + 1}")
    name = prepare(asked.host)
    _say("Bringing the tables up to date …")
    if code := bring_up():
        return code
    root = f"{'https' if os.environ.get('DRIEHOEK_HTTPS') == 'True' else 'http'}://{name}:{asked.port}/"
    var = Path(os.environ.get("DRIEHOEK_VAR", "var"))
    (var / "served_at").write_text(root)
    tree = Tree(
        [Child("server", server(asked.host, asked.port, asked.workers)), Child("worker", django("work"))],
        _say,
        Nightly(var / "last_night"),
    )
    _say("Starting …")
    return tree.serve(asked.host, asked.port, lambda: _ready(root, asked.host))


def bring_up() -> int:
    """Make or update the tables. A database that cannot be read is told as that, with the cure, not as a traceback."""
    done = subprocess.run(django("migrate", "--verbosity", "0"), stderr=subprocess.PIPE, check=False)  # noqa: S603  # ours
    if done.returncode and subprocess.call(django("doctor", "--database")) == 0:  # noqa: S603  # our own command
        sys.stderr.write(done.stderr.decode(errors="replace"))
        return _refuse("The tables could not be made or updated; the lines above say why.", done.returncode)
    return done.returncode


def _ready(root: str, host: str) -> None:
    """The address; on an empty house also the one at which it is set up."""
    subprocess.call(django("setup_link", "--when-empty", "--root", root))  # noqa: S603  # our own command
    if host == LOOPBACK and os.environ.get("DRIEHOEK_HTTPS") != "True":
        _say("Telephones and other computers of the school reach it after: ./run serve --host 0.0.0.0")
    if host != LOOPBACK and root.startswith("http:"):
        _say("Without HTTPS others on the network can read along. docs/running.md shows the way to HTTPS.")
    _say(f"Driehoek: {root}   Ctrl-C stops it.")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _refuse(text: str, code: int = 1) -> int:
    sys.stderr.write(f"{text}\n")
    return code
