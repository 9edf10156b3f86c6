"""A board of many schools with a safety plan each, and the session of its member; printed as JSON."""

import json
import random
import sys
from uuid import UUID

import django
from django.db import transaction
from django.utils import timezone

django.setup()

from benchmarks.prepare import session  # noqa: E402  # models need Django set up
from driehoek.access.functions import Function  # noqa: E402  # idem
from driehoek.access.models import Appointment, User  # noqa: E402  # idem
from driehoek.access.wall import within  # noqa: E402  # idem
from driehoek.safety.models import Incident  # noqa: E402  # idem
from driehoek.safety.models.incidents import Place  # noqa: E402  # idem
from driehoek.safetyplan import catalogue  # noqa: E402  # idem
from driehoek.safetyplan.models import ChapterText, Measure, Turn  # noqa: E402  # idem
from driehoek.schools.models import Board, School  # noqa: E402  # idem

EMAIL = "board@bench.example"
INCIDENTS, VERSIONS = 40, 2


def fill(number: int) -> dict[str, str]:
    """Per school forty incidents, every kind of check, ten measures, and every chapter in two versions."""
    throw, today = random.Random(4), timezone.localdate()  # the same dice every time
    board = Board.objects.create(name="Bench", jurisdiction="nl")
    member = User.objects.create(email=EMAIL, given_name="Bench", family_name="Member")
    own = {"board_id": board.pk}
    with transaction.atomic(), within(board.pk):
        Appointment.objects.create(
            **own, user=member, function=Function.BOARD_MEMBER, first_day=today.replace(month=1, day=1)
        )
        schools = School.objects.bulk_create(
            School(**own, name=f"Bench {at:03}", jurisdiction="nl", region="zuid") for at in range(number)
        )
        incidents = [
            Incident(
                **own,
                school=school,
                happened_at=timezone.now(),
                place=throw.choice(Place.values),
                is_physical=throw.random() < 0.5,
                is_verbal=True,
                reported_by=member,
            )
            for school in schools
            for _time in range(INCIDENTS)
        ]
        Incident.objects.bulk_create(incidents, batch_size=2000)
        _plan(own, schools, member)
    return {"session": session(EMAIL), "incidents": str(len(incidents))}


def _plan(own: dict[str, UUID], schools: list[School], member: User) -> None:
    """What the safety plan of each school holds."""
    today = timezone.localdate()
    Turn.objects.bulk_create(
        [
            Turn(**own, school=school, kind=kind, done_on=today, result="good", done_by="Bench", recorded_by=member)
            for school in schools
            for kind in catalogue.kinds()
        ],
        batch_size=2000,
    )
    Measure.objects.bulk_create(
        [
            Measure(**own, school=school, what=f"Measure {at}", owner="director", due=today)
            for school in schools
            for at in range(10)
        ],
        batch_size=2000,
    )
    ChapterText.objects.bulk_create(
        [
            ChapterText(**own, school=school, code=code, owner="director", status="adopted", saved_by=member)
            for school in schools
            for code in catalogue.chapters()
            for _version in range(VERSIONS)
        ],
        batch_size=2000,
    )


if __name__ == "__main__":
    print(json.dumps(fill(int(sys.argv[1]))))
