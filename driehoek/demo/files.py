"""What stands in the file of a child without a story: tests that grow, talks with the parents, a measure."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from random import Random
from typing import NamedTuple
from uuid import UUID

from driehoek.demo.children import Child
from driehoek.demo.halfdays import open_days
from driehoek.demo.names import dice, ids
from driehoek.demo.pour import pour
from driehoek.pupils.kinds import KINDS, Kind
from driehoek.pupils.models import Entry

COLUMNS = ("id", "board_id", "pupil_id", "kind", "category", "day", "last_day", "title", "text", "details", "author_id")
# Domain, name of the test, and the norm at the start of the third year of primary; each half year adds GROWTH.
TESTS = (("maths", "Rekenen", 58), ("comprehension", "Begrijpend lezen", 41), ("spelling", "Spelling", 47))
GROWTH, SPREAD = 7, 12
ZONES = ("E", "D", "C", "B", "A")
MEASURES = (
    ("Zitplaats vooraan, weg van het raam", "Kijkt vaker naar het bord en begint sneller."),
    ("Koptelefoon bij zelfstandig werk", "Vraagt er zelf naar."),
    ("Tien minuten meer tijd bij toetsen", "Rustiger, minder fouten op het einde."),
    ("Stappenplan op de bank", "Werkt de eerste twee stappen alleen af."),
    ("Minder oefeningen, zelfde leerstof", "Haalt de leerstof zonder tranen."),
)
TALKS = (
    ("Oudercontact eerste trimester", "Voelt zich goed in de klas. Thuis tien minuten lezen per dag afgesproken."),
    ("Oudercontact", "Rekenen lukt, tafels van 6 tot 9 nog inoefenen."),
    ("Telefoon met de ouders", "Slaapt minder goed; ouders bekijken het schermgebruik ’s avonds."),
    ("Oudercontact", "Ouders tevreden. Vraag over het huiswerk op woensdag beantwoord."),
)
OBSERVATIONS = (
    ("Hielp een nieuwe leerling op weg", "Toonde uit zichzelf de kapstok en de boekentas-plaats."),
    ("Ruzie op de speelplaats", "Over de bal. Na een gesprek samen weer gespeeld."),
    ("Moe in de voormiddag", "Drie keer deze week hoofd op de bank."),
    ("Sterke spreekbeurt", "Over egels; antwoordde rustig op vragen."),
)


class Line(NamedTuple):
    """One entry before it has an id and an author. `turn`: in which of the two school years (0 is the year before)."""

    turn: int
    kind: Kind
    day: date
    title: str
    text: str = ""
    details: Mapping[str, object] | None = None
    last_day: date | None = None


def save(many: Iterable[Child], teacher_of: dict[UUID, UUID]) -> int:
    """Pour the ordinary entries of these children; returns how many."""
    kept = list(many)
    fresh = ids(f"entry {kept[0].id}")
    return pour(Entry, COLUMNS, _rows(kept, teacher_of, fresh))


def _rows(many: list[Child], teacher_of: dict[UUID, UUID], fresh: Iterator[UUID]) -> Iterator[tuple[object, ...]]:
    schools = {child.built.school.pk: child.built for child in many}
    spans = {pk: open_days(built) for pk, built in schools.items()}
    for child in many:
        years = (child.built.years.before.start, child.built.years.now.start)
        for line in _lines(child, spans[child.built.school.pk]):
            group = child.group_ids.get(years[line.turn])
            if group:
                yield (
                    next(fresh),
                    child.built.board,
                    child.id,
                    line.kind.value,
                    KINDS[line.kind].category.value,
                    line.day,
                    line.last_day,
                    line.title,
                    line.text,
                    json.dumps(line.details or {}),
                    teacher_of[group],
                )


def _lines(child: Child, spans: tuple[list[date], list[date]]) -> Iterator[Line]:
    throw = dice(child.id, "file")
    primary = child.step >= (3 if child.built.plan.jurisdiction == "be" else 2)
    if primary:
        yield from tests(child, spans, throw)
    for turn, span in enumerate(spans):
        for place in (len(span) // 4, len(span) * 3 // 4):
            if throw.random() < 0.55:
                title, text = throw.choice(TALKS)
                present = {"present": child.adults[0].name}
                yield Line(turn, Kind.PARENT_CONTACT, span[place], title, text, present)
        if throw.random() < 0.35:
            yield Line(turn, Kind.OBSERVATION, throw.choice(span), *throw.choice(OBSERVATIONS))
        if throw.random() < 0.14:
            title, works = throw.choice(MEASURES)
            day = span[throw.randrange(len(span) // 2)]
            said = {"works": throw.choice(("yes", "partly", "no", "unknown"))}
            yield Line(turn, Kind.MEASURE, day, title, works, said, None if turn else span[-1])
    if child.step == (3 if child.built.plan.jurisdiction == "be" else 0) and not child.newcomer:
        yield screening(spans[1][-30 if len(spans[1]) > 30 else 0], throw)


def screening(day: date, throw: Random) -> Line:
    enough = throw.random() < 0.8
    told = {
        "instrument": "Taalscreening lager onderwijs",
        "path_needed": not enough,
        "result": "Begrijpt verhaal en opdracht." if enough else "Woordenschat onder de norm.",
        "path": "" if enough else "Taalbad in kleine groep, drie keer per week.",
    }
    return Line(1, Kind.LANGUAGE_SCREENING, day, "Taalscreening", "", told)


def tests(child: Child, spans: tuple[list[date], list[date]], throw: Random) -> Iterator[Line]:
    """Tests at the start and in the middle of both years; a child keeps its level and grows along the norm."""
    level = throw.gauss(0, SPREAD / 2)
    halves = [(0, spans[0][10]), (0, spans[0][-30]), (1, spans[1][min(10, len(spans[1]) - 1)])]
    for domain, name, norm in TESTS:
        own = level + throw.gauss(0, 3)
        for place, (turn, day) in enumerate(halves):
            middle = norm + GROWTH * (2 * (child.step - 5) + place - 2)
            score = max(5, round(middle + own + throw.gauss(0, 3)))
            zone = ZONES[min(4, max(0, int((score - middle + SPREAD) // (SPREAD / 2.5))))]
            yield Line(
                turn,
                Kind.TRACKING_TEST,
                day,
                f"{name} {'midden' if turn == 0 and place else 'begin'}",
                "",
                {
                    "domain": domain,
                    "test": f"LVS {name}",
                    "score": score,
                    "norm_low": middle - 6,
                    "norm_high": middle + 6,
                    "zone": zone,
                },
            )
