"""Who looked at what is kept about a child: its file, its attendance, and the lists and papers it stood on (ACC-11)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from driehoek.access.models import Appointment
from driehoek.access.policy import POLICY
from driehoek.access.reading import purpose_label
from driehoek.journal.models import Line, Mention
from driehoek.kit.days import morrow
from driehoek.web.words import function_name

from .models import Pupil

MOST = 30  # days and readers of each kind; a class is opened every day, and must not push the file out of sight
LINES = 300  # of the journal, looked through for them
# What begins a code of the journal, and what a parent calls it. Whatever else is written of a child is an act and no
# look, or is about what happened between children: that the school tells itself.
SEEN: dict[str, Promise] = {
    "file.": _("the file"),
    "attendance.": _("attendance"),
    "list.": _("a list with your child on it"),
    "roster.export": _("a list with your child on it"),
    "absences.export": _("a list with your child on it"),
    "page.seen": _("a page about your child"),
    "number.reveal": _("the personal number"),
}


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
    of_file = list(at_all.filter(act__startswith="file.")[:LINES])
    others = Q(*(("act__startswith", one) for one in SEEN if one != "file."), _connector=Q.OR)
    found = _told(pupil, of_file)[:MOST] + _told(pupil, list(at_all.filter(others)[:LINES]))[:MOST]
    return sorted(found, key=lambda look: look.day, reverse=True)


def _told(pupil: Pupil, lines: list[Line]) -> list[Look]:
    held: dict[UUID | None, set[str]] = {}
    appointments = Appointment.objects.filter(user__in={line.actor_id for line in lines}, board=pupil.board_id)
    for user, function, school, child in appointments.values_list("user", "function", "school", "pupil"):
        if child in {None, pupil.pk} and school in {None, pupil.school_id} and function in POLICY:
            held.setdefault(user, set()).add(function_name(function, pupil.school.jurisdiction))
    found = [
        Look(timezone.localdate(line.at), tuple(sorted(held.get(line.actor_id, ()))), _what(line.act),
             purpose_label(line.purpose))
        for line in lines
    ]  # fmt: skip
    return list(dict.fromkeys(found))


def _what(act: str) -> str:
    return next(str(words) for begin, words in SEEN.items() if act.startswith(begin))
