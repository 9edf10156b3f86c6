"""A million pupils more, in schools of 250: only what searching touches. Prints the session of who looks for them."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import count

import django
from django.db import connection, transaction

django.setup()

from benchmarks.prepare import session  # noqa: E402  # models need Django set up
from driehoek.access.functions import Function  # noqa: E402  # idem
from driehoek.access.models import Appointment, User  # noqa: E402  # idem
from driehoek.demo.names import HOUSEHOLDS, dice, ids  # noqa: E402  # idem
from driehoek.demo.pour import pour  # noqa: E402  # idem
from driehoek.kit.names import search_name  # noqa: E402  # idem
from driehoek.people.models import Pupil  # noqa: E402  # idem
from driehoek.schools.models import Board, School  # noqa: E402  # idem

SCHOOL, OWN = 250, 10  # pupils a school, schools of the director who looks
COLUMNS = ("id", "board_id", "school_id", "key", "given_name", "family_name", "search_name", "birth_date", "is_demo")


def main(number: str) -> None:
    board = Board.objects.create(name="Een heel net", jurisdiction="be", is_demo=True)
    schools = [School(board=board, name=f"School {place}", jurisdiction="be") for place in range(int(number) // SCHOOL)]
    with transaction.atomic():
        School.objects.bulk_create(schools, batch_size=1000)
        pour(Pupil, COLUMNS, _pupils(board, schools))
        user = User.objects.create(email="net@driehoek.example", given_name="Net", family_name="Directie", is_demo=True)
        Appointment.objects.bulk_create(
            Appointment(board=board, user=user, function=Function.DIRECTOR, school=school, first_day=date(2026, 9, 1))
            for school in schools[:OWN]
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    json.dump({"session": session("net@driehoek.example"), "pupils": Pupil.objects.count()}, sys.stdout)


def _pupils(board: Board, schools: list[School]) -> Iterator[tuple[object, ...]]:
    throw, fresh, keys = dice("million"), ids("million"), count(1)
    origins = HOUSEHOLDS["be"]
    for school in schools:
        for _ in range(SCHOOL):
            origin = throw.choice(origins)
            given, family = throw.choice(origin.girls), throw.choice(origin.families)[1]
            yield (
                next(fresh),
                board.pk,
                school.pk,
                f"{next(keys):07}",
                given,
                family,
                search_name(given, "", "", family, "be"),
                date(2018, throw.randint(1, 12), 1),
                True,
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
