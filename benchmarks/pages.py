"""The three pages of the day over HTTP: a class, saving it whole, and a pupil's file; each beside the floor's page."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from benchmarks.places import Place
from benchmarks.server import Client, Cost, Operation, Server, cost, serve
from benchmarks.table import Row

FULL, QUICK = (300, 480), (60, 80)
STATES = ("late", "absent")


def rows(place: Place, quick: bool) -> Iterator[Row]:
    ids = place.ask("benchmarks.prepare", owner=True)
    floor_ids = _floor(place)
    with serve(place, "benchmarks.floor.views:application") as floor:
        floors = [_both(floor, floor_ids["session"], operation, quick) for operation in floor_operations(floor_ids)]
    with serve(place, "driehoek.wsgi:application") as ours:
        asked = (
            ("class attendance page, 25 pupils", "teacher", class_page(ids), 15),
            ("save of a class, 50 half days", "teacher", class_save(ids), 8),
            ("file page with its journal line", "director", file_page(ids), 10),
            ("search by name in the school", "director", search(), 7),
            ("case page with its timeline and journal line", "director", case_page(ids), 10),
            ("list of running cases", "director", case_list(), 15),
            ("registering an incident of one pupil, with its care", "teacher", incident_report(ids), 10),
            ("staffing plan of 60 jobs: a typed letter, its figures", "centre", staffing_letter(ids), 10),
        )
        # A case beside a file with its audited line, a list beside a list, a report or a letter beside saving a class.
        floors += [floors[2], floors[3], floors[1], floors[1]]
        for (what, who, operation, must), least in zip(asked, floors, strict=True):
            yield _row(what, place, _both(ours, ids[who], operation, quick), least, must)
    with serve(place, "driehoek.wsgi:application", workers=4) as ours:
        for _turn in range(2):
            cost(ours, ids["teacher"], class_page(ids), 80, clients=8)
        yield Row("server memory, 4 workers, after use", place.name, ours.memory(), "MiB PSS", None, 300)


def _floor(place: Place) -> dict[str, Any]:
    settings = {"DJANGO_SETTINGS_MODULE": "benchmarks.floor.settings"}
    return Place(place.name, place.environment, place.owner | settings, place.folder).ask(
        "benchmarks.floor.fill", owner=True
    )


def _both(server: Server, session: str, operation: Operation, quick: bool) -> tuple[Cost, Cost]:
    one, many = QUICK if quick else FULL
    return cost(server, session, operation, one), cost(server, session, operation, many, clients=8)


def _row(what: str, place: Place, ours: tuple[Cost, Cost], floor: tuple[Cost, Cost], must: float) -> Row:
    alone, together = ours
    return Row(
        what,
        place.name,
        alone.cpu,
        "CPU ms",
        floor[0].cpu,
        must,
        notes={
            "app+db": f"{alone.application:.1f}+{alone.database:.1f}",
            "p50/p95 @1": f"{alone.p50:.1f}/{alone.p95:.1f}",
            "@8": f"{together.p50:.0f}/{together.p95:.0f}",
            "at": f"{together.rate:.0f}/s",
            "floor p50 @1": f"{floor[0].p50:.1f}",
            "floor at": f"{floor[1].rate:.0f}/s",
        },
    )


def class_page(ids: dict[str, Any]) -> Operation:
    path = f"/class/{ids['group']}/{ids['day']}/"

    def operation(client: Client, _turn: int) -> None:
        text = client.get(path)
        if text.count('class="kind"') != len(ids["children"]) or len(ids["children"]) != 25:
            raise AssertionError(f"The class page shows {text.count('class=kind')} children instead of 25")

    return operation


def class_save(ids: dict[str, Any]) -> Operation:
    """All 50 half days change at each save, each client on a day of its own; what is stored must be all of them."""
    places = [(child, part) for child in ids["children"] for part in ("am", "pm")]

    def operation(client: Client, turn: int) -> None:
        page = f"/class/{ids['group']}/{ids['days'][client.number]}/"
        if not client.seen:
            client.get(page)  # the CSRF cookie
        state = STATES[client.turns % 2]
        taps = [
            {"pupil": child, "part": part, "state": state, "version": client.seen.get((child, part), 0)}
            for child, part in places
        ]
        answer = json.loads(client.post(f"{page}save/", json.dumps({"changes": taps})))
        client.turns += 1
        client.seen |= {(row["pupil"], row["part"]): row["version"] for row in (*answer["saved"], *answer["conflicts"])}
        if turn >= 0 and len(answer["saved"]) != len(places):
            raise AssertionError(f"{len(answer['saved'])} half days were saved instead of {len(places)}")

    return operation


def file_page(ids: dict[str, Any]) -> Operation:
    def operation(client: Client, _turn: int) -> None:
        text = client.get(f"/pupils/{ids['pupil']}/")
        if "Adam" not in text or text.count("<article") + text.count("<li") < 10:
            raise AssertionError("The file page does not show Adam's timeline")

    return operation


def search() -> Operation:
    def operation(client: Client, _turn: int) -> None:
        if "Nowak" not in client.get("/pupils/?q=nowak"):
            raise AssertionError("Looking for nowak does not find Adam")

    return operation


def case_page(ids: dict[str, Any]) -> Operation:
    def operation(client: Client, _turn: int) -> None:
        text = client.get(f"/cases/{ids['case']}/")
        if text.count('class="tl-event"') != ids["events"] or "tl-last" not in text:
            raise AssertionError(f"The case page does not show {ids['events']} events and a last day")

    return operation


def case_list() -> Operation:
    def operation(client: Client, _turn: int) -> None:
        if client.get("/cases/").count('href="/cases/0') < 4:
            raise AssertionError("The list does not show four running cases")

    return operation


def incident_report(ids: dict[str, Any]) -> Operation:
    """A serious incident with one victim: five duties of care and three lines of the journal come with it."""
    path = "/safety/incidents/new/"
    typed = urlencode(
        {
            "day": ids["day"],
            "at": "08:31",
            "place": "playground",
            "kinds": "physical",
            "serious": "yes",
            "p-TOTAL_FORMS": 1,
            "p-INITIAL_FORMS": 1,
            "p-0-name": "Adam Nowak · 3A",
            "p-0-whom": "school",
            "p-0-role": "victim",
            "p-0-description": "Geduwd.",
        }
    )

    def operation(client: Client, _turn: int) -> None:
        if "csrftoken" not in client.cookies:
            client.get(path)
        client.post(path, typed, expect=302)

    return operation


def staffing_letter(ids: dict[str, Any]) -> Operation:
    """One changed percentage in a plan of sixty jobs: kept, journalled, and every figure computed again."""
    page = f"/clb/staffing/jobs/{ids['job']}/"

    def operation(client: Client, turn: int) -> None:
        if "csrftoken" not in client.cookies:
            client.get("/clb/staffing/")
        fields = {"person": "Tine Vos", "percent": "50" if turn % 2 else "60", "kind": "temporary"}
        text = client.post(page, urlencode(fields), **{"HX-Request": "true"})
        if 'id="figures"' not in text or "<html" in text or 'class="bars"' not in text:
            raise AssertionError("The figures do not come back")

    return operation


def floor_operations(ids: dict[str, Any]) -> tuple[Operation, ...]:
    page = f"/class/{ids['group']}/{ids['day']}/"
    numbers = range(ids["group"] * 25, ids["group"] * 25 + 25)

    def class_page(client: Client, _turn: int) -> None:
        if client.get(page).count("<tr>") != 26:
            raise AssertionError("The floor's class page does not show 25 pupils")

    def save(client: Client, turn: int) -> None:
        if "csrftoken" not in client.cookies:
            client.get(page)
        states = ("late", "ill")
        fields = {f"{n}.{part}": states[(turn + n) % 2] for n in numbers for part in ("am", "pm")}
        if "saved 50 cells" not in client.post(f"{page}save/", urlencode(fields)):
            raise AssertionError("The floor did not save 50 cells")

    def file_page(client: Client, _turn: int) -> None:
        if client.get(f"/pupils/{ids['pupil']}/").count("<article>") != 40:
            raise AssertionError("The floor's file does not show 40 entries")

    def search(client: Client, _turn: int) -> None:
        if client.get("/pupils/?q=maes").count("<li>") != 60:
            raise AssertionError("The floor's search does not find 60")

    return class_page, save, file_page, search
