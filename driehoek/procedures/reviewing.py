"""The two weeks a year in which a school talks over all aggression: a duty for the prevention officer (SAF-9)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.access.queries import in_force
from driehoek.access.wall import within
from driehoek.duties.actions import settle_many, wanted
from driehoek.schools.law import law_of
from driehoek.schools.models import Board, School
from lawbook.netherlands import aggression as law

RULE = "nl.aggression.review_meetings"


def settle(school: School, on: date) -> None:
    """Bring the review weeks of this year, and the first of the next, onto the school's list; twice changes nothing.

    Without a prevention officer the director holds them.
    """
    here = Appointment.objects.filter(in_force(on, timezone.now()), school=school)
    officer = here.filter(function=Function.PREVENTION_OFFICER).exists()
    holder = Function.PREVENTION_OFFICER if officer else Function.DIRECTOR
    for year, last in ((on.year, None), (on.year + 1, 1)):
        outcome = law.review_meetings(law_of(school), year)
        origin = f"aggression-review:{school.pk}:{year}"
        rows = [
            wanted(
                duty,
                outcome,
                key=f"week-{number}",
                due=on,
                facts={"year": year},
                rule=RULE,
                origin=origin,
                board=school.board_id,
                school=school.pk,
            )._replace(holder=holder)
            for number, duty in enumerate(outcome.duties[:last], start=1)
        ]
        wishes = [row for row in rows if row.due >= on or _stands(school, origin, row.key)]
        settle_many(school.board_id, [origin], wishes)


def _stands(school: School, origin: str, key: str) -> bool:
    """A week that went by stays a duty only when it was one before; a school that starts today missed nothing."""
    return school.duties.filter(origin=origin, key=key, withdrawn_at=None).exists()


def sweep(on: date) -> int:
    """All Dutch schools of all boards, one transaction each board; returns how many schools."""
    number = 0
    for board in Board.objects.filter(jurisdiction="nl").order_by("pk").values_list("pk", flat=True):
        with transaction.atomic(), within(board):
            for school in School.objects.filter(board_id=board, jurisdiction="nl"):
                settle(school, on)
                number += 1
    return number
