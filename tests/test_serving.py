"""The house in one process tree: what dies comes back, what ends ends whole, and the reason that is given is true."""

import socket
import sys
from collections.abc import Iterator

import pytest

from driehoek import serving
from driehoek.serving import Child, Nightly, Tree

SLEEPS = [sys.executable, "-c", "import time; time.sleep(600)"]
ENDS = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind((serving.LOOPBACK, 0))
        return int(free.getsockname()[1])


@pytest.fixture
def child() -> Iterator[Child]:
    made = Child("worker", SLEEPS)
    made.start()
    yield made
    serving.sweep_up(made.process)
    made.process.wait()


def test_a_child_that_is_killed_is_started_again_and_said_to_be(child) -> None:
    said: list[str] = []
    before = child.process
    before.kill()
    before.wait()
    child.look(said.append)
    assert child.process is before, "first a pause"
    child.again_at = child.started
    child.look(said.append)
    assert child.process is not before
    assert child.process.poll() is None
    assert said == ["The worker ended (code -9) and is started again."]


def test_one_that_ends_at_once_is_tried_less_and_less_often(child) -> None:
    pauses = []
    for _time in range(8):
        child.process.kill()
        child.process.wait()
        child.look(lambda _text: None)
        pauses.append(child.pause)
        child.start()
    assert pauses == sorted(pauses)
    assert pauses[-1] == serving.LONGEST_PAUSE


def test_what_a_child_started_ends_with_it(port) -> None:
    nested = [sys.executable, "-c", "import subprocess, sys; subprocess.Popen(" + repr(SLEEPS) + ").wait()"]
    child = Child("server", nested)
    child.start()
    child.process.kill()
    child.process.wait()
    serving.sweep_up(child.process)
    serving.sweep_up(child.process)  # nothing is left to end; that is no error


def test_a_server_that_ends_before_it_answers_is_told_as_that_and_not_as_slowness(port) -> None:
    said: list[str] = []
    tree = Tree([Child("server", ENDS), Child("worker", SLEEPS)], said.append)
    assert tree.serve(serving.LOOPBACK, port, lambda: pytest.fail("it never answered")) == 3
    assert "ended before it answered" in said[-1]
    assert all(child.process.poll() is not None for child in tree.children)


def test_a_port_that_is_taken_is_known(port) -> None:
    assert not serving.taken(serving.LOOPBACK, port)
    with socket.socket() as other:
        other.bind((serving.LOOPBACK, port))
        other.listen()
        assert serving.taken("0.0.0.0", port)  # noqa: S104  # asked about, not listened on


def test_the_night_is_due_once_a_day_and_at_once_where_there_never_was_one(tmp_path, monkeypatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(serving, "start_quietly", started.append)
    night = Nightly(tmp_path / "last_night")
    night.look(None, lambda _text: None)
    assert len(started) == 1
    night.memory.write_text(night._today())
    night.look(None, lambda _text: None)
    assert len(started) == 1


def test_a_name_that_others_use_is_allowed_and_this_machine_alone_may_make_passkeys(monkeypatch) -> None:
    for name in ("ALLOWED_HOSTS", "DRIEHOEK_INSECURE_PASSKEYS"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    assert serving.prepare("school.example") == "school.example"
    assert serving.os.environ["ALLOWED_HOSTS"].endswith("school.example")
    assert "DRIEHOEK_INSECURE_PASSKEYS" not in serving.os.environ
    assert serving.prepare(serving.LOOPBACK) == "localhost"
    assert serving.os.environ["DRIEHOEK_INSECURE_PASSKEYS"] == "True"
