"""Plain schools without a story, as many as are asked for: what a network, a region or a country looks like."""

from collections.abc import Callable
from itertools import islice

from django.db import transaction

from driehoek.access.wall import within
from driehoek.demo import children, halfdays
from driehoek.demo import schools as places
from driehoek.demo.names import ids
from driehoek.demo.schools import LADDERS, Built, Plan, Seat
from driehoek.demo.staff import Staff
from driehoek.demo.year import Years
from driehoek.schools.models import Board

SCHOOL, CLASS, BOARD, BATCH = 250, 24, 8, 40  # pupils a school, pupils a class, schools a board, schools a transaction
REGIONS = ("noord", "midden", "zuid")


def more(pupils: int, schools: int, password: str, years: Years, say: Callable[[str], object]) -> None:
    """Add `pupils` in `schools`, a few dozen schools per transaction so that memory stays flat."""
    base, rest = divmod(pupils, schools)
    plans = ((number, _plan(number, base + (number < rest))) for number in range(schools))
    school_ids, board_ids = ids("plain school"), ids("plain board")
    done = 0
    while batch := list(islice(plans, BATCH)):
        boards = {}
        built = []
        for number, plan in batch:
            if number // BOARD not in boards:
                boards[number // BOARD] = Board(
                    id=next(board_ids),
                    name=f"Bestuur {number // BOARD + 1}",
                    jurisdiction=plan.jurisdiction,
                    is_demo=True,
                )
            built.append(places.lay(plan, boards[number // BOARD], next(school_ids), years, before=False))
        with transaction.atomic(), within(*(board.pk for board in boards.values())):
            Board.objects.bulk_create(boards.values())
            _save(built, password)
        done += len(batch)
        if done % 400 == 0:
            say(f"  {done} of {schools} schools")


def _save(built: list[Built], password: str) -> None:
    staff = Staff(password, f"plain {built[0].school.pk}", with_login=False)
    for one in built:
        staff.staff(one)
    places.save(built)
    staff.save()
    everybody = children.save(child for one in built for child in children.children(one))
    halfdays.save(built, everybody, staff.teacher_of, before=False)


def _plan(number: int, pupils: int) -> Plan:
    """A school of that many pupils, its classes filled evenly over the ladder; a board's schools share a country."""
    law = "nl" if number // BOARD % 3 == 2 else "be"
    steps = len(LADDERS[law])
    classes = max(1, round(pupils / CLASS))
    seats = []
    for place in range(classes):
        size = pupils // classes + (place < pupils % classes)
        seats.append(Seat(place % steps, chr(ord("A") + place // steps), "Hoofdgebouw", size))
    region = REGIONS[number % 3] if law == "nl" else ""
    return Plan(
        f"School {number + 1}", law, region, f"{number + 1:06}", (("Hoofdgebouw", "Schoolstraat 1"),), tuple(seats)
    )
