"""Who looked at what is kept about a child: its file, its attendance, and the lists and papers it stood on (ACC-11)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from driehoek.access.models import Appointment
from driehoek.access.policy import POLICY
from driehoek.journal.acts import act_of, acts
from driehoek.journal.models import Line, Mention
from driehoek.journal.words import purposes
from driehoek.kit.days import morrow
from driehoek.people.models import Pupil
from driehoek.web.words import function_name

MOST = 30  # days and readers of each kind; a class is opened every day, and must not push the file out of sight
LINES = 300  # of the journal, looked through for them


@dataclass(frozen=True)
class Look:
    """That somebody looked: which day, in which function, at what and what for. Never who by name."""

    day: date
    functions: tuple[str, ...]
    what: str
    purpose: str


def lines_of_pupil(pupil: Pupil) -> QuerySet[Line]:
    """Everything about one child in its school: reads, acts, refusals that named a row of it, lists on which it stood,
    and the pages of a class while the child was in it (ACC-11)."""
    about = Q(pupil_id=pupil.pk) | Q(pk__in=Mention.objects.filter(pupil_id=pupil.pk).values("line_id"))
    for group, first, last in pupil.memberships.values_list("group", "first_day", "last_day"):
        of_class = Q(kind="schools.group", subject_id=group, pupil_id=None, at__gte=_begins(first))
        about |= of_class & Q(at__lt=_begins(morrow(last))) if last else of_class
    return Line.objects.filter(about, stream=pupil.school_id).order_by("-at", "-number")


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def looks(pupil: Pupil) -> list[Look]:
    """The latest looks at the file, at attendance and at lists: the same reader at the same thing on one day once.

    The functions are those the reader holds at the school or for the child that open something.
    """
    at_all = lines_of_pupil(pupil).filter(allowed=True)
    found = [
        look
        for of_file in (True, False)
        for look in _told(pupil, list(at_all.filter(is_look(reads_file=of_file))[:LINES]))[:MOST]
    ]
    return sorted(found, key=lambda look: look.day, reverse=True)


def is_look(*, reads_file: bool) -> Q:
    """The lines of acts that show what is kept about a child: of its file, or of the rest."""
    looks_at = {code: act for code, act in acts().items() if act.look and act.reads_file is reads_file}
    kinds = (Q(act__startswith=f"{code}:") for code, act in looks_at.items() if act.has_kinds)
    return reduce(or_, kinds, Q(act__in=list(looks_at)))


def _told(pupil: Pupil, lines: list[Line]) -> list[Look]:
    held: dict[UUID | None, set[str]] = {}
    appointments = Appointment.objects.filter(user__in={line.actor_id for line in lines}, board=pupil.board_id)
    for user, function, school, child in appointments.values_list("user", "function", "school", "pupil"):
        if child in {None, pupil.pk} and school in {None, pupil.school_id} and function in POLICY:
            held.setdefault(user, set()).add(function_name(function, pupil.school.jurisdiction))
    why = purposes(lines)
    found = [
        Look(
            timezone.localdate(line.at),
            tuple(sorted(held.get(line.actor_id, ()))),
            _what(line.act),
            why.get(line.pk, ""),
        )
        for line in lines
    ]
    return list(dict.fromkeys(found))


def _what(act: str) -> str:
    found = act_of(act)
    return str(found.look) if found else ""
