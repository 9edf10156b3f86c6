"""One import of absence rows as a process of its own, into schools of its own; prints seconds and peak memory."""

import json
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from uuid import UUID

import django
from django.db import transaction
from uuid_utils.compat import uuid7

django.setup()

from driehoek.access.wall import within  # noqa: E402  # models need Django set up
from driehoek.attendance.models import Absence  # noqa: E402  # idem
from driehoek.demo.pour import pour  # noqa: E402  # idem
from driehoek.exchange.absences import AbsenceRow, import_absences  # noqa: E402  # idem
from driehoek.people.models import Pupil  # noqa: E402  # idem
from driehoek.schools.models import Board, School  # noqa: E402  # idem
from lawbook import days  # noqa: E402  # idem

SCHOOLS, PUPILS = 40, 250
REASONS = ("ill_note", "ill_certificate", "unauthorised", "Z", "B", "late")
FLOOR = ("id", "board_id", "pupil_id", "day", "part", "state", "reason")


def main(number: str) -> None:
    board, schools = Board.objects.create(name="Invoer", jurisdiction="be"), []
    with transaction.atomic(), within(board.pk):
        schools = [School(board=board, name=f"Invoer {place}", jurisdiction="be") for place in range(SCHOOLS)]
        School.objects.bulk_create(schools)
        pupils = [(uuid7(), board.pk, school.pk, f"{n}") for school in schools for n in range(PUPILS)]
        pour(Pupil, ("id", "board_id", "school_id", "key"), pupils)
    started = time.perf_counter()
    with transaction.atomic(), within(board.pk):
        pour(Absence, FLOOR, islice(_blind(board.pk, [row[0] for row in pupils]), int(number)))
    floor, started = time.perf_counter() - started, time.perf_counter()
    result = import_absences(board, islice(_rows([school.pk for school in schools]), int(number)))
    seconds = time.perf_counter() - started
    if result.written != int(number) or result.bad:
        raise AssertionError(f"{result.written} of {number} rows were written, {result.bad} refused")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"seconds": seconds, "floor": floor, "peak": peak}, sys.stdout)


def _half_days(year: int) -> list[tuple[date, str]]:
    first, last = date(year, 9, 1), date(year + 1, 6, 30)
    return [(day, part) for day in days.school_days("be").nth if first <= day <= last for part in ("am", "pm")]


def _blind(board: UUID, pupils: list[UUID]) -> Iterator[tuple[object, ...]]:
    for day, part in _half_days(2023):
        for pupil in pupils:
            yield uuid7(), board, pupil, day, part, "absent", "ill_note"


def _rows(schools: list[UUID]) -> Iterator[AbsenceRow]:
    for place, (day, part) in enumerate(_half_days(2024)):
        told = day.isoformat()
        for school in schools:
            for n in range(PUPILS):
                yield AbsenceRow(school, str(n), told, part, REASONS[(n + place) % len(REASONS)])


if __name__ == "__main__":
    main(*sys.argv[1:])
