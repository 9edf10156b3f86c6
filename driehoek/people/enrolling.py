"""May this child be enrolled here and now? Reads for ORG-7 and ORG-11."""

from datetime import date

from django.db.models import Q, QuerySet

from driehoek.schools.law import Answer, ask
from lawbook.kinds import SchoolYear

from .models import Enrolment, Pupil

EXCLUSION_RULE = "be.enrolment.may_refuse_after_exclusion"


def same_child(pupil: Pupil) -> QuerySet[Pupil]:
    """The child as the board's schools know it: the same chain identifier, or the same name and date of birth."""
    known = Q(search_name=pupil.search_name, birth_date=pupil.birth_date, birth_date__isnull=False)
    if pupil.eckid:
        known |= Q(eckid=pupil.eckid)
    return Pupil.objects.filter(Q(pk=pupil.pk) | known, board=pupil.board_id)


def overlapping(pupil: Pupil, first_day: date) -> Enrolment | None:
    """An enrolment of the same child that still runs on that day, here or at another school of the board."""
    running = Q(last_day__isnull=True) | Q(last_day__gte=first_day)
    found = Enrolment.objects.filter(running, pupil__in=same_child(pupil)).select_related("pupil__school")
    return found.order_by("first_day").first()


def left_within(pupil: Pupil, year_starts: date) -> Enrolment | None:
    """An enrolment at this same school that ended in the school year by changing school: the child would alternate."""
    return pupil.enrolments.filter(end=Enrolment.End.CHANGE_OF_SCHOOL, last_day__gte=year_starts).first()


def excluded_on(pupil: Pupil) -> date | None:
    """The last definitive exclusion of the child from a school of this board (ORG-7)."""
    found = Enrolment.objects.filter(pupil__in=same_child(pupil), end=Enrolment.End.DEFINITIVE_EXCLUSION)
    return found.order_by("-last_day").values_list("last_day", flat=True).first()


def may_refuse(pupil: Pupil, on: date) -> Answer | None:
    """What the law says of refusing a child once excluded for good; None where it never was (ORG-7, Flanders)."""
    excluded = excluded_on(pupil)
    if excluded is None or pupil.school.jurisdiction != "be":
        return None
    return ask(pupil.school, EXCLUSION_RULE, {"excluded_on": excluded, "school_year": SchoolYear.of(on, "be")})
