"""The doctor names what is wrong with its cure, on the command line and on the page of a house with one board."""

import contextlib
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from driehoek.exchange.management.commands.work import beat
from driehoek.keeping import actions, doctor, keys
from driehoek.keeping.models import Mark
from driehoek.schools.models import Board


def advice() -> dict[str, str]:
    return {one.what: one.advice for one in doctor.findings()}


@pytest.fixture
def well(cast, settings, tmp_path) -> None:
    """A house in which everything is as it should be."""
    tmp_path.chmod(0o700)
    settings.VAR, settings.BACKUP = tmp_path, None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.smtp.EmailBackend"
    for what in (Mark.What.BACKUP, Mark.What.NIGHTLY):
        actions.mark(what)
    for what in (Mark.What.KEYS, Mark.What.SEALED):
        actions.mark(what, keys.mark_of(settings.SEALING_KEY))
    settings.PUBLIC_ADDRESS = "https://school.example/"
    beat("alive")


def test_each_thing_that_is_wrong_is_named_with_its_cure(well, settings, monkeypatch) -> None:
    monkeypatch.setattr(doctor, "get_connection", lambda **_options: contextlib.nullcontext())
    monkeypatch.setattr(doctor, "LITTLE", 0)
    passing = [one for one in doctor.findings() if not one.good and one.what != "PostgreSQL"]
    assert not passing
    Mark.objects.all().delete()
    settings.VAR.chmod(0o755)
    monkeypatch.setattr(doctor, "LITTLE", 10**9)
    monkeypatch.setattr(doctor, "SILENT_AFTER", -1)
    settings.PUBLIC_ADDRESS = "http://localhost:8000/"
    settings.ALLOWED_HOSTS, settings.SECURE = ["school.example"], False
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    wrong = advice()
    told = " ".join(wrong.values())
    for cure in (
        "chmod",
        "manage backup",
        "manage nightly",
        "manage work",
        "--keys",
        "DRIEHOEK_HTTPS",
        "EMAIL_HOST",
        "DRIEHOEK_ADDRESS",
    ):
        assert cure in told, cure


def test_a_check_that_breaks_is_a_finding_and_the_others_still_run(well, monkeypatch) -> None:
    def broken(_title: str):
        raise OSError("a disk with a name in it")

    monkeypatch.setattr(doctor, "CHECKS", (("Schijf", broken), *doctor.CHECKS))
    found = doctor.findings()
    assert found[0].found == "OSError"
    assert len(found) > len(doctor.CHECKS) / 2


def test_the_page_is_for_who_runs_a_house_of_one_board(well, client, cast, monkeypatch) -> None:
    client.force_login(cast.rita)
    assert client.get(reverse("house")).status_code == 404  # three boards: somebody else runs the machine
    monkeypatch.setattr(Board.objects, "count", lambda: 1)
    for user, status in ((cast.rita, 200), (cast.oona, 200), (cast.kathleen, 404), (cast.dirk, 404)):
        client.force_login(user)
        assert client.get(reverse("house")).status_code == status


def test_another_key_is_the_first_thing_to_mend(well, settings) -> None:
    settings.SEALING_KEY = "aa" * 32
    assert any("sleutel" in text or "key" in text for text in advice().values())


@pytest.mark.parametrize(("days", "told"), [(None, False), (0, False), (1, False), (2, True), (9, True)])
def test_an_old_backup_stands_on_the_front_page_of_who_looks_after_the_house(
    cast, client, monkeypatch, days, told
) -> None:
    monkeypatch.setattr("driehoek.keeping.templatetags.keeping.one_board", lambda: True)
    if days is not None:
        Mark.objects.create(what=Mark.What.BACKUP, at=timezone.now() - timedelta(days=days, minutes=5))
    client.force_login(cast.rita)
    assert ('href="/house/"' in client.get("/today/").content.decode()) is told
    client.force_login(cast.zoe)
    assert "/house/" not in client.get("/today/").content.decode()
