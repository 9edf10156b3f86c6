"""Reads of incidents: the list, one incident as far as its reader may see it, the people who can be named in one."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.models import Appointment
from driehoek.access.queries import in_force
from driehoek.duties.models import Duty
from driehoek.kit.names import fold, named
from driehoek.ready import Ready
from driehoek.safety.models import AftercareTalk, Incident, IncidentDraft, IncidentFile, Thread
from driehoek.safety.models.incident_sight import HEAD, READ, REPORT, about_head
from driehoek.schools.models import School

SORTS = {"": ("-happened_at", "pk"), "oldest": ("happened_at", "pk"), "place": ("place", "-happened_at")}


class Asked(NamedTuple):
    """What the list was asked for. `state`: open, closed or all."""

    words: str = ""
    kind: str = ""
    place: str = ""
    first: date | None = None
    last: date | None = None
    state: str = "open"
    sort: str = ""


class Holder(NamedTuple):
    """Somebody with a function: who, and where and in which language a mail goes."""

    user: UUID
    email: str | None
    language: str


class Shown(NamedTuple):
    """A thread as its reader may see it.

    `level`: whole, with the care; written, what the reader wrote and nobody changed; name, who was named and no more.
    """

    thread: Thread
    level: str
    may_write: bool
    duties: list[Duty]

    @property
    def shows_text(self) -> bool:
        return self.level != "name"

    @property
    def shows_care(self) -> bool:
        return self.level == "whole"


def listing(actor: Actor, asked: Asked) -> QuerySet[Incident]:
    """Incidents of which somebody may open something, each with the threads that person may see in `shown`."""
    rows = Incident.objects.visible_to(actor).filter(_state(asked.state))
    threads = Thread.objects.visible_to(actor)
    for word in fold(asked.words).split():
        rows = rows.filter(Exists(threads.filter(_named(word), incident=OuterRef("pk"))))
    if asked.kind:
        rows = rows.filter(**{f"is_{asked.kind}": True})
    if asked.place:
        rows = rows.filter(place=asked.place)
    if asked.first:
        rows = rows.filter(happened_at__gte=_moment(asked.first, time.min))
    if asked.last:
        rows = rows.filter(happened_at__lte=_moment(asked.last, time.max))
    seen = Prefetch("threads", threads.select_related("pupil", "user"), to_attr="shown")
    return rows.select_related("school").prefetch_related(seen).order_by(*SORTS.get(asked.sort, SORTS[""]))


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def _state(state: str) -> Q:
    return {"open": Q(closed_at=None), "closed": Q(closed_at__isnull=False)}.get(state, Q())


def _named(word: str) -> Q:
    return (
        named(word, "pupil__search_name")
        | Q(user__given_name__icontains=word)
        | Q(user__family_name__icontains=word)
        | Q(name__icontains=word)
    )


class Listed(NamedTuple):
    """An incident on the list: who of it may be seen, how much of their care is open, and how much of that overdue."""

    incident: Incident
    threads: list[Thread]
    due: int
    late: int


def with_care(rows: Iterable[Any], today: date) -> list[Listed]:
    """The incidents of a list, with the care that is open for the people in them that its reader sees."""
    found = list(rows)
    duties: dict[str, list[date]] = {}
    origins = [thread.origin for one in found for thread in one.shown]
    for origin, due in Duty.objects.open().filter(origin__in=origins).values_list("origin", "due"):
        duties.setdefault(origin, []).append(due)
    return [_listed(one, duties, today) for one in found]


def _listed(row: Any, duties: dict[str, list[date]], today: date) -> Listed:
    days = [day for thread in row.shown for day in duties.get(thread.origin, ())]
    return Listed(row, row.shown, len(days), sum(day < today for day in days))


def loaded(actor: Actor, right: str = REPORT) -> QuerySet[Incident]:
    """Incidents as their own page needs them."""
    rows = Incident.objects.visible_to(actor, right)
    return rows.select_related("school__board", "reported_by", "closed_by")


def threads(actor: Actor, right: str = REPORT) -> QuerySet[Thread]:
    """Threads as their own page needs them."""
    rows = Thread.objects.visible_to(actor, right)
    return rows.select_related("incident__school__board", "incident__reported_by", "pupil", "user", "last_by")


def files(actor: Actor) -> QuerySet[IncidentFile]:
    """Attachments: a picture or a paper may show the others, so they are for who reads all, and for who added them."""
    whole = Q(thread__incident__school__in=actor.reach(READ).schools) | Q(added_by=actor.user_id)
    if actor.reach(HEAD).boards:
        whole |= Q(thread__incident__in=about_head(actor, Thread.objects.all()))
    rows = IncidentFile.objects.filter(whole, thread__in=Thread.objects.visible_to(actor))
    return rows.select_related("thread__incident__school", "thread__pupil")


def talks(actor: Actor) -> QuerySet[AftercareTalk]:
    reached = Thread.objects.visible_to(actor, "incident.care")
    return AftercareTalk.objects.filter(thread__in=reached, withdrawn_at=None).select_related(
        "thread__incident__school"
    )


def reads_whole(actor: Actor, incident: Incident) -> bool:
    """Whether somebody reads everything about it: direction, prevention officer, care coordinator of the school."""
    return incident.school_id in actor.reach(READ).schools or for_head(actor, incident)


def for_head(actor: Actor, incident: Incident) -> bool:
    """Whether somebody of the board stands in the place of the head, who stands accused in it."""
    mine = incident.board_id in actor.reach(HEAD).boards
    return mine and Incident.objects.visible_to(actor).filter(pk=incident.pk).exists()


def manages(actor: Actor, incident: Incident) -> bool:
    return incident.school_id in actor.reach("incident.manage").schools or for_head(actor, incident)


def wrote(actor: Actor, incident: Incident) -> bool:
    """Whether somebody reported it: that person reads what was done at once, and whom he or she named."""
    return incident.reported_by_id == actor.user_id


def cares(actor: Actor, incident: Incident) -> bool:
    return incident.school_id in actor.reach("incident.care").schools or for_head(actor, incident)


def shown(actor: Actor, incident: Incident, only: Thread | None = None) -> list[Shown]:
    """The threads of an incident that somebody may see, each as far as it may be seen, with its duties of care."""
    rows = [only] if only else list(threads(actor).filter(incident=incident))
    reached = Thread.objects.visible_to(actor, READ).filter(pk__in=[row.pk for row in rows])
    readable = set(reached.values_list("pk", flat=True))
    duties: dict[str, list[Duty]] = {}
    for duty in Duty.objects.filter(origin__in=[row.origin for row in rows], withdrawn_at=None).order_by("due", "code"):
        duties.setdefault(duty.origin, []).append(duty)
    return [_shown(actor, row, row.pk in readable, duties.get(row.origin, [])) for row in rows]


def _shown(actor: Actor, thread: Thread, readable: bool, duties: list[Duty]) -> Shown:
    own = thread.user_id == actor.user_id and thread.role != Thread.Role.PERPETRATOR
    written = thread.last_by_id == actor.user_id
    level = "whole" if readable or own else "written" if written else "name"
    may_write = thread.incident.is_open and (cares(actor, thread.incident) or written)
    return Shown(thread, level, may_write, duties if level == "whole" else [])


def schools_of(actor: Actor) -> QuerySet[School]:
    """The schools where somebody may report something: the own ones, a teacher's too."""
    reach = actor.reach(REPORT)
    own = {role.school for role in actor.roles if role.school and role.group in reach.groups}
    return School.objects.filter(pk__in=reach.schools | own).order_by("name")


def draft_of(actor: Actor) -> IncidentDraft | None:
    return IncidentDraft.objects.filter(user=actor.user_id).first()


def open_duties(incident: Incident) -> list[Duty]:
    """What the care of an incident still asks, talks that are not due yet included; the first due first."""
    origins = [thread.origin for thread in incident.threads.all()]
    return list(Duty.objects.open().filter(origin__in=origins).order_by("due", "code"))


def holders_of(school: School, functions: Iterable[str], on: date, at: datetime) -> list[Holder]:
    """Who holds these functions at a school now."""
    return [Holder(*row) for row in _holders(school.pk, sorted(functions), on, at)]


@Ready
def _holders(school: UUID, functions: Collection[str], on: date, at: datetime) -> QuerySet[Appointment, Any]:
    rows = Appointment.objects.filter(in_force(on, at), school_id=school, function__in=functions)
    return rows.values_list("user_id", "user__email", "user__language")
