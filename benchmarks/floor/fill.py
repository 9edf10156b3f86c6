"""Tables and rows of the floor: sizes as in the product's demo school. Prints what to ask for."""

import json
import sys

import django
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection

SCHEMA = """
CREATE TABLE pupil (id integer PRIMARY KEY, school integer, grp integer, name text, search text, born text);
CREATE INDEX pupil_search ON pupil (school, search);
CREATE INDEX pupil_grp ON pupil (grp);
CREATE TABLE absence (pupil integer, day text, part text, state text, PRIMARY KEY (pupil, day, part));
CREATE INDEX absence_day ON absence (day);
CREATE TABLE entry (id integer PRIMARY KEY, pupil integer, day text, kind text, title text, text text, author text);
CREATE INDEX entry_pupil ON entry (pupil, day);
CREATE TABLE head (id integer PRIMARY KEY, digest text);
CREATE TABLE audit (id {serial}, at text, actor integer, act text, subject integer, digest text);
INSERT INTO head VALUES (1, 'none');
"""
PUPILS, GROUP, ABSENCES, ENTRIES = 600, 25, 14, 40
DAY = "2026-11-20"
NAMES = ("Maes", "Peeters", "Claes", "Nowak", "Demir", "Tahiri", "De Smet", "Goossens", "Hermans", "Wouters")


def rows() -> tuple[list[tuple], list[tuple], list[tuple]]:
    pupils = [
        (n, 1, n // GROUP, f"Kind{n} {NAMES[n % 10]}", f"{NAMES[n % 10]} kind{n}".lower(), "2018-04-09")
        for n in range(PUPILS)
    ]
    absences = [
        (
            n,
            f"2026-{9 + k % 2:02}-{1 + (n * 7 + k * 3) % 28:02}",
            ("am", "pm")[k % 2],
            ("ill", "unauthorised", "late")[(n + k) % 3],
        )
        for n in range(PUPILS)
        for k in range(ABSENCES)
    ]
    entries = [
        (
            n * ENTRIES + k,
            n,
            f"2026-{1 + k % 10:02}-{1 + k % 28:02}",
            ("tests", "parent_contact", "care")[k % 3],
            f"Notitie {k}",
            "Voelt zich goed in de klas. Thuis tien minuten lezen per dag afgesproken.",
            "Kathleen Heylen",
        )
        for n in range(PUPILS)
        for k in range(ENTRIES)
    ]
    return pupils, sorted(set(absences)), entries


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    serial = "bigserial PRIMARY KEY" if connection.vendor == "postgresql" else "integer PRIMARY KEY"
    pupils, absences, entries = rows()
    once = {row[:3]: row for row in absences}
    with connection.cursor() as cursor:
        for statement in SCHEMA.format(serial=serial).split(";\n"):
            if statement.strip():
                cursor.execute(statement)
        cursor.executemany("INSERT INTO pupil VALUES (%s, %s, %s, %s, %s, %s)", pupils)
        cursor.executemany("INSERT INTO absence VALUES (%s, %s, %s, %s)", list(once.values()))
        cursor.executemany("INSERT INTO entry VALUES (%s, %s, %s, %s, %s, %s, %s)", entries)
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
    user = get_user_model().objects.create_user("floor")
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    json.dump({"session": session.session_key, "group": 4, "pupil": 101, "day": DAY}, sys.stdout)


if __name__ == "__main__":
    main()
