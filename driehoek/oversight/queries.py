"""Reads of the journal for whoever must answer for it, with names put to the ids it keeps."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import Appointment, User
from driehoek.access.policy import TABLE
from driehoek.journal.acts import act_name
from driehoek.journal.categories import category_name
from driehoek.journal.models import Line
from driehoek.journal.words import purposes
from driehoek.people.models import Pupil
from driehoek.pupils.looking import is_look
from driehoek.safety.queries.accused import subjects_against
from driehoek.schools.models import School
from driehoek.web.words import function_name

READ, REVIEW = "journal.read", "emergency.review"
LATELY, SHORT = 200, 5  # lines looked through, and readers shown, for the short list beside a file


class Shown(NamedTuple):
    """A line of the journal as a person reads it: who, whose file, what, why, under which rule."""

    line: Line
    who: str
    functions: str
    pupil: str
    what: str
    why: str
    ground: str


class Filter(NamedTuple):
    """What of the journal is asked for."""

    refusals: bool = False
    function: str = ""
    first: date | None = None
    last: date | None = None


def lines(actor: Actor, chosen: Filter) -> QuerySet[Line]:
    """The journal of the schools a direction answers for, the newest first."""
    found = without_own(actor, Line.objects.filter(stream__in=actor.reach(READ).schools)).order_by("-at", "-number")
    if chosen.refusals:
        found = found.filter(allowed=False)
    if chosen.function:
        held = Appointment.objects.visible_to(actor, READ).filter(function=chosen.function)
        found = found.filter(actor_id__in=held.values("user"))
    if chosen.first:
        found = found.filter(at__gte=timezone.make_aware(datetime.combine(chosen.first, time.min)))
    if chosen.last:
        found = found.filter(at__lte=timezone.make_aware(datetime.combine(chosen.last, time.max)))
    return found


def without_own(actor: Actor, rows: QuerySet[Line]) -> QuerySet[Line]:
    """Without what tells somebody who stands accused that it was reported, by whom and about which child (SAF-11).

    Another of the direction, or the board, makes the extract that holds everything.
    """
    return rows.exclude(subject_id__in=subjects_against(actor))


def last_readers(actor: Actor, pupil: Pupil) -> list[Shown]:
    """Who opened the file lately, each once and the last first; whoever asks is not among them."""
    of_child = Line.objects.filter(stream=pupil.school_id, pupil_id=pupil.pk, allowed=True)
    reads = of_child.filter(is_look(reads_file=True))
    rows = without_own(actor, reads).exclude(actor_id=actor.user_id).order_by("-at", "-number")
    latest: dict[UUID | None, Line] = {}
    for row in rows[:LATELY]:
        latest.setdefault(row.actor_id, row)
    return shown(actor, list(latest.values())[:SHORT])


def emergencies(actor: Actor) -> QuerySet[Appointment]:
    """Emergency accesses that the direction of a school answers for, or the board in its place."""
    rows = Appointment.objects.visible_to(actor, REVIEW).filter(function=Function.EMERGENCY)
    return rows.select_related("user", "pupil", "school")


def lines_of_emergency(opened: Appointment) -> QuerySet[Line]:
    """What was read of this child by whoever opened the file, from that moment on."""
    rows = Line.objects.filter(
        stream=opened.school_id or opened.board_id, pupil_id=opened.pupil_id, actor_id=opened.user_id
    )
    return rows.filter(at__date__gte=opened.first_day).order_by("-at", "-number")


def lines_of_reader(actor: Actor, user: User) -> QuerySet[Line]:
    """What one person did and saw at the schools a direction answers for."""
    rows = Line.objects.filter(stream__in=actor.reach(READ).schools, actor_id=user.pk)
    return without_own(actor, rows).order_by("-at", "-number")


def readers(actor: Actor) -> QuerySet[User]:
    """The people who hold or held a function at these schools."""
    return User.objects.filter(appointments__in=Appointment.objects.visible_to(actor, READ)).distinct()


def shown(actor: Actor, found: Iterable[Line]) -> list[Shown]:
    """Lines with names: three queries however many lines there are."""
    rows = list(found)
    people = User.objects.in_bulk({row.actor_id for row in rows if row.actor_id})
    pupils = Pupil.objects.visible_to(actor, READ).in_bulk({row.pupil_id for row in rows if row.pupil_id})
    held, why = _functions(set(people)), purposes(rows)
    return [_shown(row, people, pupils, held, why.get(row.pk, "")) for row in rows]


def _shown(
    row: Line, people: dict[UUID, User], pupils: dict[UUID, Pupil], held: dict[UUID, list[Appointment]], why: str
) -> Shown:
    day = timezone.localdate(row.at)
    mine = [one for one in held.get(row.actor_id, []) if one.is_in_force(day, row.at)] if row.actor_id else []
    reader = people.get(row.actor_id) if row.actor_id else None
    pupil = pupils.get(row.pupil_id) if row.pupil_id else None
    rights = [f"{row.act}:{category}" for category in _categories(row)] or [row.act]
    held_rights = [(Function(one.function), right) for one in mine for right in rights]
    grounds = [TABLE[key].ground for key in held_rights if key in TABLE]
    return Shown(
        line=row,
        who=str(reader or ""),
        functions=", ".join(dict.fromkeys(function_name(one.function, one.jurisdiction) for one in mine)),
        pupil=pupil.name if pupil else "",
        what=_what(row),
        why=why,
        ground=row.ground or "; ".join(dict.fromkeys(f"{one.act}, {one.article}" for one in grounds)),
    )


def _what(row: Line) -> str:
    """The act, with the kinds of data that were on the page."""
    named = ", ".join(map(category_name, _categories(row)))
    if not named:
        return act_name(row.act)
    name = act_name(f"{row.act}:{named}")
    return name if named in name else f"{name} ({named})"


def _categories(row: Line) -> list[str]:
    """The kinds of data beside the act; none where the act itself names its one (file.read:tests)."""
    if ":" in row.act:
        return []
    return str(row.facts.get("categories", "")).split() or [row.category] * bool(row.category)


def _functions(user_ids: Collection[UUID]) -> dict[UUID, list[Appointment]]:
    found: dict[UUID, list[Appointment]] = {}
    for row in Appointment.objects.filter(user__in=user_ids).select_related("school", "board"):
        found.setdefault(row.user_id, []).append(row)
    return found


def schools_of(actor: Actor) -> QuerySet[School]:
    return School.objects.visible_to(actor, READ)


def subject_of(actor: Actor, right: str, key: str) -> Pupil | None:
    """A pupil by the administration number or id, among the schools of whoever asks what somebody may do."""
    rows = Pupil.objects.visible_to(actor, right)
    try:
        return rows.filter(Q(pk=UUID(key))).first()
    except ValueError:
        return rows.filter(key=key).first()
