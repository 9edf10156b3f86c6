"""`python -m driehoek.server`: granian in front of the application, loaded once before the workers are forked.

Forked workers share the pages of what was loaded: four of them took 222 MiB (PSS) together, four that each loaded
everything took 413. Nothing here may draw a random number or keep a database open over the fork.
"""

import argparse
import contextlib
import gc
import os
import resource

from django.conf import settings
from django.db import DatabaseError, connections
from django.urls import get_resolver
from django.utils import translation
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

import driehoek.wsgi
from driehoek.keeping.keys import refuse_another_key
from lawbook import catalogue, days

# Per process. Granian counts open connections, idle ones too, and lets the next ones wait: a browser holds up to six.
CONNECTIONS = 4096
IDLE_MILLISECONDS = 10_000  # a connection that asks nothing gives its place back; longer than between two taps
APPLICATION = f"{driehoek.wsgi.__name__}:application"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="driehoek.server")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


def load() -> None:
    """Read what the first requests would: every app's addresses, the texts, the lawbook and its tables of days."""
    get_resolver(settings.ROOT_URLCONF).url_patterns  # noqa: B018  # reading it imports every view
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Save")
    catalogue.rules()
    for calendar in (days.procedure_days, days.working_days, days.calendar_days):
        calendar()


def allow_connections() -> None:
    """As many open files as this account may have: each connection is one, and most systems start with 1,024."""
    _soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * CONNECTIONS if most == resource.RLIM_INFINITY else min(2 * CONNECTIONS, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def main() -> None:
    given = arguments()
    os.umask(0o077)  # what the server writes is for its own account alone
    allow_connections()
    load()
    with contextlib.suppress(DatabaseError):  # no tables yet, or a database that is away: each request says so itself
        refuse_another_key()
    connections.close_all()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)  # a page makes thousands of objects and few cycles: looking less often costs less
    Granian(
        APPLICATION,
        address=given.host,
        port=given.port,
        interface=Interfaces.WSGI,
        workers=given.workers,
        blocking_threads=4,
        backpressure=CONNECTIONS,
        http=HTTPModes.http1,  # while it still guesses which HTTP it is, no time limit holds
        http1_settings=HTTP1Settings(header_read_timeout=IDLE_MILLISECONDS),
        respawn_failed_workers=True,  # one that dies (out of memory, a crash in a library) is not the end of the others
        respawn_interval=1,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
