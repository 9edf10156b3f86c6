"""Class page, save of a class, file page with an audit row, search: as few lines as will do it."""

import hashlib
import json
from collections import defaultdict
from datetime import UTC, datetime

from django.contrib.auth.decorators import login_required
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

STATES = ("present", "late", "ill", "unauthorised", "unknown")
THRESHOLD = 5


def ask(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def audit(actor: int, act: str, subject: int) -> None:
    """A row whose digest covers the one before, under a lock on the head."""
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    before = ask(f"SELECT digest FROM head WHERE id = 1{lock}")[0][0]
    at = datetime.now(UTC).isoformat()
    digest = hashlib.sha256(json.dumps([before, at, actor, act, subject]).encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit (at, actor, act, subject, digest) VALUES (%s, %s, %s, %s, %s)",
            [at, actor, act, subject, digest],
        )
        cursor.execute("UPDATE head SET digest = %s WHERE id = 1", [digest])


def counts(group: int) -> dict[int, int]:
    return dict(
        ask(
            "SELECT pupil, count(*) FROM absence WHERE state = 'unauthorised' AND pupil IN"
            " (SELECT id FROM pupil WHERE grp = %s) GROUP BY pupil",
            group,
        )
    )


@login_required
def class_page(request: HttpRequest, group: int, day: str) -> HttpResponse:
    pupils = ask("SELECT id, name FROM pupil WHERE grp = %s ORDER BY name", group)
    found: dict[tuple[int, str], str] = defaultdict(lambda: "present")
    for pupil, part, state in ask(
        "SELECT pupil, part, state FROM absence WHERE day = %s AND pupil IN (SELECT id FROM pupil WHERE grp = %s)",
        day,
        group,
    ):
        found[pupil, part] = state
    number = counts(group)
    rows = [
        (pupil, name, found[pupil, "am"], found[pupil, "pm"], number.get(pupil, 0), number.get(pupil, 0) >= THRESHOLD)
        for pupil, name in pupils
    ]
    return render(request, "class.html", {"rows": rows, "states": STATES, "day": day})


@login_required
@transaction.atomic
def class_save(request: HttpRequest, group: int, day: str) -> HttpResponse:
    pupils = [row[0] for row in ask("SELECT id FROM pupil WHERE grp = %s", group)]
    cells = [
        (pupil, day, part, request.POST[f"{pupil}.{part}"])
        for pupil in pupils
        for part in ("am", "pm")
        if request.POST.get(f"{pupil}.{part}") in STATES
    ]
    marks = ",".join(["(%s,%s,%s,%s)"] * len(cells))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO absence (pupil, day, part, state) VALUES {marks}"
            " ON CONFLICT (pupil, day, part) DO UPDATE SET state = excluded.state",
            [value for cell in cells for value in cell],
        )
    reached = sum(number >= THRESHOLD for number in counts(group).values())
    audit(request.user.pk, "save", group)
    return HttpResponse(f"saved {len(cells)} cells, {reached} over the threshold")


@login_required
@transaction.atomic
def file_page(request: HttpRequest, pupil: int) -> HttpResponse:
    row = ask("SELECT name, born, grp FROM pupil WHERE id = %s", pupil)[0]
    entries = ask("SELECT day, kind, title, text, author FROM entry WHERE pupil = %s ORDER BY day DESC", pupil)
    absences = ask("SELECT day, part, state FROM absence WHERE pupil = %s ORDER BY day", pupil)
    audit(request.user.pk, "read", pupil)
    return render(request, "file.html", {"pupil": row, "entries": entries, "absences": absences})


@login_required
def search(request: HttpRequest) -> HttpResponse:
    like = request.GET["q"].lower() + "%"
    rows = ask(
        "SELECT id, name, grp, born FROM pupil WHERE school = 1 AND search LIKE %s ORDER BY search LIMIT 60", like
    )
    return render(request, "search.html", {"rows": rows, "q": request.GET["q"]})


urlpatterns = [
    path("class/<int:group>/<str:day>/", class_page),
    path("class/<int:group>/<str:day>/save/", class_save),
    path("pupils/", search),
    path("pupils/<int:pupil>/", file_page),
]
application = get_wsgi_application()
