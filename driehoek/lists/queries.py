"""The reads behind the lists: each a statement or two, whatever the number of children."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from driehoek.access.actors import Actor, Reach
from driehoek.attendance import reasons
from driehoek.attendance.actions import ground_of
from driehoek.attendance.models import Absence
from driehoek.attendance.nursery import NEAR, Presence, presence
from driehoek.attendance.queries import groups_on
from driehoek.attendance.runs import episodes
from driehoek.people.calling import whom_to_call
from driehoek.people.models import Enrolment, Membership, Pupil
from driehoek.pupils.kinds import Kind
from driehoek.pupils.models import Entry
from driehoek.pupils.models.photo import photos_of
from driehoek.schools.models import Group, Level, School
from driehoek.web.dates import short_date
from lawbook.kinds import HalfDay

from .definition import RIGHT, Asked, Face, Listing, Row

CALLS = 3  # columns of who is called: first, second, third


def groups_for(actor: Actor, *rights: str) -> QuerySet[Group]:
    """The classes of this school year that every one of these rights reaches."""
    rows = groups_on(actor, RIGHT)
    for right in rights:
        rows = rows.filter(_reached(actor.reach(right)))
    return rows


def _reached(reach: Reach) -> Q:
    """`named`: a right over what names the reader stands at the whole school; the entries decide."""
    return Q(school__in=reach.schools | reach.named) | Q(pk__in=reach.groups) | Q(board__in=reach.boards)


def whole_schools(actor: Actor, listing: Listing) -> QuerySet[School]:
    """The schools of which somebody may take the list as a whole."""
    wide = actor.reach(listing.right)
    return School.objects.filter(
        pk__in=actor.reach(RIGHT).schools & (wide.schools | wide.named), jurisdiction__in=listing.countries
    )


def places(asked: Asked, right: str) -> list[tuple[Pupil, Group]]:
    """The children of the list with their class, by class and in the order of lists; each once, in the own class."""
    rows = Membership.objects.on(asked.day).filter(pupil__in=Pupil.objects.visible_to(asked.actor, right))
    rows = rows.filter(group=asked.group) if asked.group else rows.filter(group__composite=False)
    rows = rows.filter(group__school=asked.school).filter(Q(pupil__left_on=None) | Q(pupil__left_on__gte=asked.day))
    found = {row.pupil_id: (row.pupil, row.group) for row in rows.select_related("pupil", "group")}
    return sorted(found.values(), key=_place)


def _place(one: tuple[Pupil, Group]) -> tuple[str, int, str, str]:
    pupil, group = one
    return group.level, group.year or 0, group.name, pupil.search_name


def class_list(asked: Asked) -> list[Row]:
    found = places(asked, RIGHT)
    photos = photos_of({pupil.pk for pupil, _group in found}, asked.actor.on)
    return [
        Row(pupil.pk, (pupil.name, group.name, number), face=Face(pupil.initials, photos.get(pupil.pk)))
        for number, (pupil, group) in enumerate(found, 1)
    ]


def telephones(asked: Asked) -> list[Row]:
    found = places(asked, "file.read:contacts")
    calls = whom_to_call({pupil.pk for pupil, _group in found}, asked.day)
    return [Row(one.pk, (one.name, group.name, *_three(calls[one.pk]))) for one, group in found]


def _three(calls: Sequence[object]) -> tuple[object, ...]:
    return (*calls, *[""] * CALLS)[:CALLS]


def birthdays(asked: Asked) -> list[Row]:
    """By day of the year, from the day of the list on."""
    found = [one for one in places(asked, "file.read:identity") if one[0].birth_date]
    start = (asked.day.month, asked.day.day)

    def coming(one: tuple[Pupil, Group]) -> tuple[bool, tuple[int, int]]:
        born = one[0].birth_date or asked.day
        return (born.month, born.day) < start, (born.month, born.day)

    return [
        Row(pupil.pk, (pupil.name, group.name, pupil.birth_date, _turns(pupil, asked.day)))
        for pupil, group in sorted(found, key=coming)
    ]


def _turns(pupil: Pupil, day: date) -> int | None:
    """The age on the next birthday; on the day itself that of today."""
    born, age = pupil.birth_date, pupil.age_on(day)
    if born is None or age is None:
        return None
    return age if (born.month, born.day) == (day.month, day.day) else age + 1


def allergies(asked: Asked) -> list[Row]:
    """Entries on health that say what a child is allergic to, as far as they name the reader (ACC-9)."""
    found = places(asked, "file.read:health")
    rows = Entry.objects.visible_to(asked.actor).filter(kind=Kind.HEALTH, pupil__in=[one.pk for one, _group in found])
    told: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for entry in rows.order_by("day"):
        allergic = str(entry.details.get("allergic_to") or "")
        if allergic:
            told[entry.pupil_id].append((allergic, entry.text))
    return [
        Row(one.pk, (one.name, group.name, allergic, what))
        for one, group in found
        for allergic, what in told.get(one.pk, ())
    ]


def papers(asked: Asked) -> list[Row]:
    """Absences of this school year whose note, certificate or decision has not come in: a line per absence."""
    ground, found = ground_of(asked.school), {one.pk: (one, group) for one, group in places(asked, RIGHT)}
    children = [pk for pk, (_one, group) in found.items() if _needs_papers(asked.school, group)]
    first, _last = ground.calendar.year_of(asked.day)
    wanting = [code for code in reasons.codes(asked.school.jurisdiction) if _document(asked.school, code)]
    rows = Absence.objects.visible_to(asked.actor, "attendance.office").filter(
        pupil__in=children,
        day__range=(first, asked.day),
        state=Absence.State.ABSENT,
        reason__in=wanting,
        document="",
    )
    by_reason: dict[tuple[UUID, str], dict[HalfDay, Absence]] = defaultdict(dict)
    for row in rows:
        by_reason[row.pupil_id, row.reason][HalfDay(row.day, row.part)] = row
    runs = [
        (run, [known[one] for one in run], pupil, reason)
        for (pupil, reason), known in by_reason.items()
        for run in episodes(ground.calendar, known)
    ]
    return [_paper(asked, run, kept[0], *found[pupil]) for run, kept, pupil, _reason in sorted(runs, key=_oldest)]


def _oldest(one: tuple[list[HalfDay], list[Absence], UUID, str]) -> tuple[HalfDay, str]:
    return one[0][0], str(one[2])


def _paper(asked: Asked, run: list[HalfDay], row: Absence, pupil: Pupil, group: Group) -> Row:
    first, last = run[0].date, run[-1].date
    days = short_date(first) if first == last else f"{short_date(first)} – {short_date(last)}"
    document = reasons.spoken(_document(asked.school, row.reason))
    cells = (pupil.name, group.name, days, len(run), reasons.spoken(row.reason), document)
    return Row(pupil.pk, cells, reverse("office_absence", args=[row.pk]))


def _document(school: School, code: str) -> str:
    known = reasons.find(school.jurisdiction, code)
    return known.document or "" if known else ""


def _needs_papers(school: School, group: Group) -> bool:
    """In Flanders no paper is asked of a nursery pupil (ATT-2)."""
    return school.jurisdiction != "be" or group.level != Level.NURSERY


def without_agreement(asked: Asked) -> list[Row]:
    """Running and coming enrolments to which the parents have not agreed in writing (ORG-5), the oldest first."""
    children = Pupil.objects.visible_to(asked.actor, "enrolment.manage").filter(school=asked.school)
    rows = Enrolment.objects.filter(pupil__in=children, agreed_on=None)
    rows = rows.filter(Q(last_day=None) | Q(last_day__gte=asked.day))
    groups = {pupil.pk: group for pupil, group in places(asked, "enrolment.manage")}
    return [
        Row(
            row.pupil_id,
            (row.pupil.name, groups[row.pupil_id].name if row.pupil_id in groups else "", row.first_day),
            reverse("pupil_enrolment", args=[row.pupil_id]),
        )
        for row in rows.select_related("pupil").order_by("first_day", "pupil__search_name")
        if asked.group is None or groups.get(row.pupil_id) == asked.group
    ]


def not_screened(asked: Asked) -> list[Row]:
    """Children in the first year of primary without language screening; newcomers have their own path (DOS-6)."""
    done = Entry.objects.filter(pupil=OuterRef("pk"), kind=Kind.LANGUAGE_SCREENING, withdrawn_at=None)
    found = {
        pupil.pk: (pupil, group)
        for pupil, group in places(asked, "file.read:language")
        if group.level == Level.PRIMARY and group.year == 1 and not pupil.newcomer
    }
    missing = set(Pupil.objects.filter(~Exists(done), pk__in=found).values_list("pk", flat=True))
    return [
        Row(pk, (pupil.name, group.name, pupil.birth_date), reverse("pupil", args=[pk]))
        for pk, (pupil, group) in found.items()
        if pk in missing
    ]


def years_not_known(asked: Asked) -> str:
    """The classes of primary of which nobody filled in the year: their children stand on no list of a year."""
    groups = {
        group.name
        for _pupil, group in places(asked, "file.read:language")
        if group.level == Level.PRIMARY and group.year is None
    }
    told = _("The year of these classes is not known, so their children are not looked at: %(classes)s.")
    return told % {"classes": ", ".join(sorted(groups))} if groups else ""


def near_nursery_minimum(asked: Asked) -> list[Row]:
    """Five-year-olds who can miss few half days more before the year's minimum is out of reach, or for whom it is."""
    found = {pupil.pk: (pupil, group) for pupil, group in places(asked, "attendance.figures")}
    counted = presence(ground_of(asked.school), asked.day, found)
    near = sorted((one.spare, pk) for pk, one in counted.items() if one.spare <= NEAR)
    return [_nursery(*found[pk], counted[pk]) for _spare, pk in near]


def _nursery(pupil: Pupil, group: Group, one: Presence) -> Row:
    cells = (pupil.name, group.name, one.counted, one.required, one.remaining, one.spare)
    return Row(pupil.pk, cells, reverse("pupil", args=[pupil.pk]))
