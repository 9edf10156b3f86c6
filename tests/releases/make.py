"""The small database of a release, made at that release (needs an empty DRIEHOEK_VAR):

    DJANGO_SETTINGS_MODULE=driehoek.settings SEALING_KEY=$(printf '5e%.0s' {1..32}) DRIEHOEK_VAR=/tmp/new \
      .venv/bin/python -m django shell -c "from tests.releases.make import main; main('tests/releases/0.2.0')"

The cast with a day of work: a roster taken in, half days, a sealed number, pages that were read, the nightly sweeps.
Beside it the list of the release's migrations: from then on none of them is edited (`tests/test_releases.py`).
"""

import gzip
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import Client

from driehoek.access.queries import actor_of
from driehoek.attendance.actions import Change, ground_of, record
from driehoek.exchange.tests.importing import FILES, imported
from driehoek.people import personal_number
from driehoek.people.models import Pupil
from tests.cast import MONDAY, build

ADDRESSES = ("/", "/today/", "/class/", "/pupils/", "/journal/", "/people/")


def fill() -> None:
    call_command("migrate", verbosity=0)
    cast = build()
    imported(cast.lindeboom, FILES / "lindeboom.xml", by=cast.sam)
    changes = [
        Change(pupil.pk, MONDAY, part, "absent", 0, {}) for pupil in (cast.adam, cast.noor) for part in ("am", "pm")
    ]
    record(actor_of(cast.kathleen), ground_of(cast.lindeboom), changes, about=cast.class_3a)
    sealed = personal_number.seal("18040900123", cast.adam.pk)
    Pupil.objects.filter(pk=cast.adam.pk).update(personal_number=sealed)
    call_command("nightly", on=MONDAY, verbosity=0)
    for who in (cast.kathleen, cast.rita, cast.zoe, cast.bas, cast.oona, cast.dirk):
        client = Client(headers={"host": "localhost"})
        client.force_login(who)
        for address in (*ADDRESSES, f"/pupils/{cast.adam.pk}/"):
            client.get(address)


def main(name: str) -> None:
    fill()
    small = settings.VAR / "small.sqlite3"
    with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as connection:
        connection.execute("DELETE FROM django_session")
        connection.commit()
        connection.execute("VACUUM INTO ?", [str(small)])
    Path(f"{name}.sqlite3.gz").write_bytes(gzip.compress(small.read_bytes(), 9, mtime=0))
    paths = sorted(settings.BASE_DIR.glob("driehoek/*/migrations/[0-9]*.py"))
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(settings.BASE_DIR)}\n" for path in paths
    ]
    Path(f"{name}.migrations").write_text("".join(lines))
