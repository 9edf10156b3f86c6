"""Both databases for every test: SQLite, or the PostgreSQL of DATABASE_URL, there as the role that RLS binds."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

from driehoek.access.wall import APP_ROLE, within
from driehoek.journal import actions as journal
from tests.cast import BOARDS, Cast, build

pytest_plugins = ["tests.browser"]


def pytest_configure() -> None:
    """Each worker of the tests counts wrong passwords for itself."""
    settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """With a browser the server's threads need SQLite in a file: in memory they lock each other's tables."""
    database = settings.DATABASES["default"]
    drives = any(item.get_closest_marker("browser") for item in request.session.items)
    if drives and database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "driehoek.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """After the owner made the tables, tests connect as the role that row-level security binds."""
    if connection.vendor == "postgresql":
        owner = connection.settings_dict["USER"]
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}")
        connection.close()
        connection.settings_dict["USER"] = APP_ROLE
        yield
        with django_db_blocker.unblock():
            connection.close()
        connection.settings_dict["USER"] = owner
    else:
        yield


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """The fixed cast of every story: De Lindeboom in Flanders, De Beuk in the Netherlands, and Het Andere Bestuur."""
    with within(*BOARDS):
        yield build()


# Ids, codes, days, numbers, kinds of data after each other: nothing that somebody wrote.
CODE = re.compile(r"[\w.:/+*@#-]*( [a-z_]+)*", re.ASCII)


@pytest.fixture(autouse=True)
def the_journal_keeps_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test does: no free words come into the facts of a line, where nobody could erase them."""
    canonical = journal.canonical

    def watched(facts: dict[str, object]) -> str:
        told = [str(one) for value in facts.values() for one in (value if isinstance(value, list) else [value])]
        assert all(CODE.fullmatch(one) for one in told), f"words in the journal: {told}"
        return canonical(facts)

    monkeypatch.setattr(journal, "canonical", watched)
