"""Fill an empty database with the demo's schools, and as many plain ones more as are asked for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from time import monotonic
from uuid import UUID

from django.db import transaction

from driehoek.access.wall import within
from driehoek.demo import (
    acts,
    care,
    cases,
    centres,
    children,
    files,
    halfdays,
    hardship,
    incidents,
    safetyplan,
    scale,
    stories,
)
from driehoek.demo import schools as places
from driehoek.demo.children import Child
from driehoek.demo.names import ids
from driehoek.demo.schools import BEUK, EIK, LINDEBOOM, Built
from driehoek.demo.staff import Staff
from driehoek.demo.year import years
from driehoek.schools.models import Board, Jurisdiction

Say = Callable[[str], object]


def fill(today: date, password: str, *, say: Say, pupils: int = 0, schools: int = 0) -> dict[str, UUID]:
    """The demo as it stands on a day, all or nothing. `password` as it is stored. Returns the children with a story."""
    at = years(today)
    leie, meierij = _boards()
    numbers = ids("school")
    with transaction.atomic(), within(leie.pk, meierij.pk):
        built = [
            places.lay(plan, board, next(numbers), at)
            for plan, board in ((LINDEBOOM, leie), (BEUK, meierij), (EIK, meierij))
        ]
        with timed("schools, people and children", say):
            Board.objects.bulk_create([leie, meierij])
            everybody, staff = people(built, password)
        with timed("half days", say):
            for one, many in everybody:
                halfdays.save([one], many, staff.teacher_of)
                halfdays.registers(one, staff.teacher_of)
        with timed("files", say):
            files.save((child for _one, many in everybody for child in many), staff.teacher_of)
        with timed("what people did", say):
            act(everybody)
        with timed("incidents", say):
            for one, many in everybody:
                incidents.tell(one, many)
        with timed("procedures and letters", say):
            for one, many in everybody:
                cases.tell(one, many)
        with timed("safety", say):
            for one, many in everybody:
                hardship.tell(one, many)
                care.tell(one, many)
        with timed("centres", say):
            centres.tell(at, password)
    there = sum(len(many) for _one, many in everybody)
    if pupils > there or schools > len(built):
        with timed("plain schools", say):
            scale.more(
                max(0, pupils - there), max(1, (schools or pupils // scale.SCHOOL) - len(built)), password, at, say
            )
    return {child.given: child.id for _one, many in everybody for child in many if child.known}


def _boards() -> tuple[Board, Board]:
    """One in Flanders, one in the Netherlands."""
    fresh = ids("board")
    return (
        Board(
            id=next(fresh),
            name="Scholen aan de Leie",
            jurisdiction=Jurisdiction.BE,
            community="Scholengemeenschap Leiestreek",
            is_demo=True,
        ),
        Board(id=next(fresh), name="Stichting De Meierij", jurisdiction=Jurisdiction.NL, is_demo=True),
    )


def act(everybody: list[tuple[Built, list[Child]]]) -> None:
    """Duties, and what the CLB and the schools did: through the product's own actions."""
    directors = {"De Lindeboom": ("Rita", "Maes"), "De Beuk": ("Bas", "Jansen"), "De Eik": ("Hanneke", "van Dongen")}
    for one, many in everybody:
        stories.tell(many)
        acts.settle_thresholds(one, many)
        acts.discharge_older(one, acts.acting(*directors[one.plan.name], one.years.day))
        safetyplan.keep_plans(one)
    lindeboom, many = everybody[0]
    acts.agree_with_clb(lindeboom)
    acts.ask_for_reports(lindeboom, {child.given: child for child in many if child.known})


@contextmanager
def timed(what: str, say: Say) -> Iterator[None]:
    started = monotonic()
    yield
    say(f"  {what}: {monotonic() - started:.1f} s")


def people(built: list[Built], password: str) -> tuple[list[tuple[Built, list[Child]]], Staff]:
    """Schools with their staff, children and parents."""
    staff = Staff(password)
    everybody = [(one, list(children.children(one))) for one in built]
    for one, many in everybody:
        staff.staff(one)
        for child in many:
            for adult in child.adults if child.known else ():
                staff.parent(adult, child)
    places.save(built)
    for _one, many in everybody:
        children.save(many)
    staff.save()
    return everybody, staff
