"""The school at a glance for who leads it: how many, and the page where each number is people. Counts alone."""

from collections import Counter, defaultdict
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from driehoek.access.actors import Actor
from driehoek.access.models import Appointment
from driehoek.access.queries import in_force
from driehoek.attendance import reasons
from driehoek.attendance.actions import ground_of
from driehoek.attendance.models import Absence, Register
from driehoek.attendance.queries import groups_on
from driehoek.attendance.roll_page import NOON
from driehoek.attendance.standing import standing
from driehoek.attendance.thresholds import Ground, read
from driehoek.duties.models import Duty
from driehoek.kit.days import shifted
from driehoek.people.models import Brought, Membership
from driehoek.schools.models import School
from driehoek.web.words import function_name
from lawbook.core import NotInForce

RIGHT = "attendance.office"
SEEN_BACK = 42  # days in which Dutch hours can still count: four school weeks, with a holiday between


class Late(NamedTuple):
    """What one colleague, or whoever holds a function, has not done in time."""

    who: str
    number: int
    url: str


class Card(NamedTuple):
    """One school today. `near`: children one step from a threshold. `open`: classes of this half day not confirmed."""

    school: School
    is_open: bool
    absent: int
    late: int
    unreported: int
    classes: int
    unconfirmed: int
    near: int
    overdue: list[Late]


def cards(actor: Actor) -> list[Card]:
    return [_card(actor, school) for school in School.objects.visible_to(actor, RIGHT).order_by("name")]


def _card(actor: Actor, school: School) -> Card:
    ground, now = ground_of(school), timezone.localtime(actor.at)
    parts = ground.calendar.parts(actor.on)
    absent, late, unreported = _away(school, actor) if parts else (0, 0, 0)
    classes, unconfirmed = _classes(actor, school, _part(parts, now)) if parts else (0, 0)
    near = _near(ground, actor)
    return Card(school, bool(parts), absent, late, unreported, classes, unconfirmed, near, _overdue(actor, school))


def _part(parts: tuple[str, ...], now: datetime) -> str:
    return "pm" if "pm" in parts and now.time() >= NOON else "am"


def _away(school: School, actor: Actor) -> tuple[int, int, int]:
    """Children absent, late, and absent without a word, once each however many half days."""
    absent = Q(state=Absence.State.ABSENT)
    rows = Absence.objects.filter(board_id=school.board_id, pupil__school=school, day=actor.on)
    found = rows.aggregate(
        absent=Count("pupil", filter=absent, distinct=True),
        late=Count("pupil", filter=Q(state=Absence.State.LATE), distinct=True),
        unreported=Count("pupil", filter=absent & Q(reason=reasons.UNKNOWN, reported_by=""), distinct=True),
    )
    return found["absent"], found["late"], found["unreported"]


def _classes(actor: Actor, school: School, part: str) -> tuple[int, int]:
    groups = groups_on(actor, RIGHT).filter(school=school, pk__in=Membership.objects.on(actor.on).values("group"))
    taken = Register.objects.filter(board_id=school.board_id, group__in=groups, day=actor.on, part=part).count()
    number = groups.count()
    return number, max(0, number - taken)


def _near(ground: Ground, actor: Actor) -> int:
    """Flanders: one half day from the threshold. The Netherlands: half of the hours or more, and not there yet."""
    first, last = ground.calendar.year_of(actor.on)
    if not ground.is_flemish:
        first = max(first, shifted(actor.on, -SEEN_BACK))
    rows = Absence.objects.filter(
        board_id=ground.school.board_id,
        pupil__school=ground.school,
        day__range=(first, last),
        state=Absence.State.ABSENT,
        reason=reasons.UNAUTHORISED,
    )
    counted = rows.order_by().values_list("pupil_id").annotate(number=Count("pk"))
    if not ground.is_flemish:
        return _near_in_hours(ground, [pk for pk, _number in counted], actor)
    try:
        threshold = ground.law.value("be.absence.problematic_threshold", first).amount
    except NotInForce:
        return 0
    return _with_the_former_school(ground, Counter(dict(counted)), actor)[threshold - 1]


def _with_the_former_school(ground: Ground, here: Counter[UUID], actor: Actor) -> Counter[int]:
    """How many children have so many half days, here and at the school they came from this year."""
    year = ground.calendar.school_year(actor.on).as_text()
    pupils = Membership.objects.on(actor.on).filter(group__school=ground.school).values("pupil")
    elsewhere = Brought.objects.filter(pupil__in=pupils, school_year=year, unauthorised__gt=0)
    here.update(dict(elsewhere.values_list("pupil_id", "unauthorised")))
    return Counter(here.values())


def _near_in_hours(ground: Ground, pupils: list[UUID], actor: Actor) -> int:
    facts = read(ground, pupils, [ground.calendar.school_year(actor.on)]) if pupils else {}
    found = [standing(ground, one, actor.on) for one in facts.values()]
    return sum(one is not None and not one.reached and one.so_far * 2 >= one.threshold for one in found)


def _overdue(actor: Actor, school: School) -> list[Late]:
    """By colleague, the most first; a function that nobody holds by its own name."""
    rows = Duty.objects.visible_to(actor).open().filter(school=school, due__lt=actor.on)
    holders, sums = _holders(actor, school), Counter[tuple[str, str, str]]()
    for holder, group, person, number in (
        rows.order_by().values_list("holder", "group", "person").annotate(number=Count("pk"))
    ):
        found = holders[person] if person else holders[holder, group] | (holders[holder, None] if group else set())
        function = function_name(holder, school.jurisdiction)
        for who, field, value in [(name, "colleague", str(pk)) for pk, name in found] or [(function, "holder", holder)]:
            sums[who, field, value] += number
    late = [
        Late(who, number, f"{reverse('today')}?{urlencode({'whose': 'school', 'late': '1', field: value})}")
        for (who, field, value), number in sums.items()
    ]
    return sorted(late, key=lambda one: (-one.number, one.who))


def _holders(actor: Actor, school: School) -> dict[object, set[tuple[UUID, str]]]:
    """Who must do it: by person, and by function with its class where there is one."""
    rows = Appointment.objects.filter(in_force(actor.on, actor.at), school=school, pupil=None).select_related("user")
    held: dict[object, set[tuple[UUID, str]]] = defaultdict(set)
    for row in rows:
        who = (row.user_id, str(row.user))
        held[row.user_id].add(who)
        held[row.function, row.group_id].add(who)
    return held
