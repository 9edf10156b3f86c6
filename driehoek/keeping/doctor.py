"""What is wrong with a house, and what to do about each: for the command and for the page. No person in any of it."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from driehoek.access import house
from driehoek.exchange.models import WorkerBeat
from driehoek.web.dates import moment

from .backup import keys_are_apart
from .keys import mark_of
from .models import Mark
from .queries import Kept, beside_the_data, broken_database, last_backup, last_nightly

GIBIBYTE = 1024**3
LITTLE = 2  # GiB: a backup and a busy week must fit
SILENT_AFTER = 60  # seconds
PATIENCE = 3  # seconds for a mail server to answer
CLOCK = 60  # seconds by which two clocks may differ
LOCAL = {"127.0.0.1", "localhost", "::1", "[::1]", "testserver"}
OLDEST_POSTGRES = 150_000


class Finding(NamedTuple):
    """One thing that was looked at. `advice` is empty where nothing has to be done."""

    what: str
    found: str
    advice: str = ""

    @property
    def good(self) -> bool:
        return not self.advice


def findings() -> list[Finding]:
    """Everything, in the order in which somebody would mend it. A check that breaks is a finding itself."""
    broken = broken_database()
    found = (
        [
            Finding(
                _("Database"),
                broken,
                _(
                    "It is damaged or does not answer. Stop the server, then put the last backup back; the old data is "
                    "moved aside: ./run manage restore FILE --replace"
                ),
            )
        ]
        if broken
        else []
    )
    for name, check in CHECKS if not broken else [one for one in CHECKS if one[1] in WITHOUT_IT]:
        title = str(name)
        try:
            found += check(title)
        except Exception as problem:  # noqa: BLE001  # whatever it was: the other checks must still be seen
            found.append(
                Finding(title, type(problem).__name__, _("This could not be looked at. Read the server's log."))
            )
    return found


def _tables(title: str) -> Iterator[Finding]:
    plan = MigrationExecutor(connection).loader
    missing = [name for name in plan.graph.leaf_nodes() if name not in plan.applied_migrations]
    yield Finding(
        title,
        _("up to date") if not missing else _("%(many)d changes are missing") % {"many": len(missing)},
        "./run update" if missing else "",
    )
    if settings.DEBUG:
        yield Finding(title, _("debugging is on"), _("Take DRIEHOEK_DEBUG away: error pages show what was in hand."))


def _postgres(title: str) -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls, rolname FROM pg_roles WHERE rolname = current_user")
        passes, role = cursor.fetchone()
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
        number, version = cursor.fetchone()
    yield Finding(title, role, _("This role passes the wall between boards. Log in as driehoek_app.") if passes else "")
    yield Finding(title, version, _("Move to PostgreSQL 15 or newer.") if number < OLDEST_POSTGRES else "")


def _keys(title: str) -> Iterator[Finding]:
    mine = mark_of(settings.SEALING_KEY)
    sealed = Mark.objects.filter(pk=Mark.What.SEALED).values_list("note", flat=True).first()
    if sealed and sealed != mine:
        yield Finding(
            title, _("another key than this house has"), _("Put the right sealing key back before anything else.")
        )
    elif not keys_are_apart(mine):
        yield Finding(
            title, _("never copied"), _("Once, to another place than the backups: ./run manage backup --keys FOLDER")
        )
    else:
        yield Finding(title, _("copied, and still these"))


def _rights(title: str) -> Iterator[Finding]:
    wide = [path for path in [settings.VAR, *settings.VAR.iterdir()] if _open_to_others(path)]
    names = ", ".join(path.name for path in wide[:4])
    yield Finding(
        title,
        names or _("for this account alone"),
        _("Other accounts of this machine can read it: chmod -R go= %(place)s") % {"place": settings.VAR}
        if wide
        else "",
    )
    if not os.access(settings.VAR, os.W_OK):
        yield Finding(title, _("cannot be written"), _("Give the folder to the account that runs the server."))


def _open_to_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _disk(title: str) -> Iterator[Finding]:
    free = shutil.disk_usage(settings.VAR).free / GIBIBYTE
    yield Finding(
        title,
        _("%(many).1f GiB free") % {"many": free},
        _("When it is full nobody can save or read. Make room or take a larger disk.") if free < LITTLE else "",
    )


def _mail(title: str) -> Iterator[Finding]:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield Finding(
            title, _("no mail server"), _("Set EMAIL_BACKEND and EMAIL_HOST. Until then mail stays in var/mailbox.")
        )
        return
    with get_connection(timeout=PATIENCE):
        yield Finding(title, _("%(host)s answers") % {"host": settings.EMAIL_HOST})


def _worker(title: str) -> Iterator[Finding]:
    heard = WorkerBeat.objects.order_by("-at").values_list("at", flat=True).first()
    silent = heard is None or timezone.now().timestamp() - heard.timestamp() > SILENT_AFTER
    yield Finding(
        title,
        _("silent") if silent else _("alive"),
        _("Start it: ./run serve, or ./run manage work as a service.") if silent else "",
    )


def _nightly(title: str) -> Iterator[Finding]:
    kept = last_nightly()
    yield Finding(
        title, _ago(kept), _("Every night: ./run manage nightly. ./run serve does it by itself.") if kept.old else ""
    )


def _backup(title: str) -> Iterator[Finding]:
    kept = last_backup()
    if kept.old:
        advice = _("Set DRIEHOEK_BACKUP to a folder on another disk, or: ./run manage backup FOLDER")
    elif beside_the_data():
        advice = _("The backups lie on the same disk as the data. Choose a folder on another one.")
    else:
        advice = ""
    yield Finding(title, _ago(kept), advice)


def _ago(kept: Kept) -> str:
    if kept.days is None:
        return _("never")
    return (
        ngettext("%(n)d day ago", "%(n)d days ago", kept.days) % {"n": kept.days}
        if kept.days
        else _("less than a day ago")
    )


def _clock(title: str) -> Iterator[Finding]:
    """Against the clock of PostgreSQL; on SQLite against what this house wrote down before."""
    now = timezone.now()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            off = abs((cursor.fetchone()[0] - now).total_seconds()) > CLOCK
    else:
        later = datetime.fromtimestamp(now.timestamp() + CLOCK, tz=now.tzinfo)
        off = Mark.objects.filter(at__gt=later).exists() or WorkerBeat.objects.filter(at__gt=later).exists()
    yield Finding(
        title,
        moment(now),
        _("The clock went back, or differs from the database's. Let it be set by the network (NTP).") if off else "",
    )


def _https(title: str) -> Iterator[Finding]:
    outside = [host for host in settings.ALLOWED_HOSTS if host not in LOCAL]
    if not outside:
        yield Finding(title, _("this machine only"))
    elif settings.SECURE:
        yield Finding(title, ", ".join(outside))
    else:
        advice = _("Passwords go in the clear. Put a proxy with HTTPS in front and set DRIEHOEK_HTTPS=True.")
        yield Finding(title, ", ".join(outside), advice)


def _address(title: str) -> Iterator[Finding]:
    """What stands on letters and in mails."""
    chosen = house.chosen()
    good = bool(chosen) and not house.is_only_here(chosen)
    advice = _(
        "Letters and mails lead to the browser's own address. Choose it on the start-up list, or DRIEHOEK_ADDRESS."
    )
    yield Finding(title, chosen or _("not chosen"), "" if good else advice)


CHECKS: tuple[tuple[Promise, Callable[[str], Iterator[Finding]]], ...] = (
    (gettext_lazy("Tables"), _tables),
    (gettext_lazy("PostgreSQL"), _postgres),
    (gettext_lazy("Keys"), _keys),
    (gettext_lazy("The folder with the data"), _rights),
    (gettext_lazy("Disk"), _disk),
    (gettext_lazy("Backup"), _backup),
    (gettext_lazy("Nightly work"), _nightly),
    (gettext_lazy("Background program"), _worker),
    (gettext_lazy("Mail"), _mail),
    (gettext_lazy("Clock"), _clock),
    (gettext_lazy("HTTPS"), _https),
    (gettext_lazy("Address"), _address),
)
WITHOUT_IT = {_rights, _disk, _mail, _https}  # what can be looked at while the database cannot be read
