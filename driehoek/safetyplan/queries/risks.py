"""Reads of the risk inventory: risks by weight, what incidents add to it, what an inspection would do (SAF-3)."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from driehoek.safety.models.incidents import Place
from driehoek.safety.queries import figures
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.models import Measure, Risk, Turn
from driehoek.schools.law import ask
from driehoek.schools.models import School
from lawbook.core import Outcome

STATUS = "nl.rie.status"
OFTEN, VERY_OFTEN = 3, 6  # incidents in a year at one place or hour that raise a risk by one step, by two
HIGHEST = Risk.Likelihood.OFTEN.value
HOURS = range(7, 18)
YES = "yes"


class Weighed(NamedTuple):
    """A risk with the incidents of the last year at its place or hour, and its weight raised by them."""

    risk: Risk
    incidents: int

    @property
    def steps(self) -> int:
        return 2 if self.incidents >= VERY_OFTEN else 1 if self.incidents >= OFTEN else 0

    @property
    def weight(self) -> int:
        return min(self.risk.likelihood + self.steps, HIGHEST) * self.risk.effect

    @property
    def raised(self) -> bool:
        return self.weight > self.risk.weight

    @property
    def tone(self) -> str:
        return "late" if self.weight >= 15 else "warn" if self.weight >= 8 else "ok"

    @property
    def topic(self) -> str:
        found = catalogue.topics().get(self.risk.topic)
        return found.title if found else self.risk.topic

    @property
    def place(self) -> str:
        return str(Place(self.risk.place).label) if self.risk.place in Place.values else ""

    @property
    def moment(self) -> str:
        return moment_name(self.risk.moment)


class Unseen(NamedTuple):
    """Where or when it happened again and again while no risk of the inventory names it."""

    what: str
    times: int
    place: str
    moment: str


def moments() -> list[tuple[str, str]]:
    """The hours of a school week, as a risk names them: weekday and hour."""
    return [(f"{day}-{hour}", moment_name(f"{day}-{hour}")) for day in range(1, 6) for hour in HOURS]


def moment_name(code: str) -> str:
    day, _dash, hour = code.partition("-")
    if not hour:
        return ""
    return _("%(day)s from %(hour)s to %(next)s o'clock") % {
        "day": WEEKDAYS[int(day) - 1],
        "hour": hour,
        "next": int(hour) + 1,
    }


def _counts(school: UUID, on: date) -> dict[str, int]:
    """Incidents of the last year by place and by hour of the week, where there were several."""
    first = date(on.year - 1, on.month, min(on.day, 28))
    return {one.place or f"{one.weekday}-{one.hour}": one.times for one in figures.repeated([school], first, on, OFTEN)}


def weighed(school: UUID, on: date) -> list[Weighed]:
    """The open risks, the heaviest first."""
    counts = _counts(school, on)
    rows = Risk.objects.filter(school=school, closed_on=None).prefetch_related(_by_term())
    found = [Weighed(risk, max(counts.get(risk.place, 0), counts.get(risk.moment, 0))) for risk in rows]
    return sorted(found, key=lambda one: (-one.weight, one.risk.pk))


def one(risk: Risk, on: date) -> Weighed:
    counts = _counts(risk.school_id, on)
    return Weighed(risk, max(counts.get(risk.place, 0), counts.get(risk.moment, 0)))


def _by_term() -> "Prefetch[str, QuerySet[Measure], str]":
    return Prefetch("measures", Measure.objects.order_by("due", "pk"))


def unseen(school: UUID, on: date) -> list[Unseen]:
    known = Risk.objects.filter(school=school, closed_on=None)
    named = set(known.values_list("place", flat=True)) | set(known.values_list("moment", flat=True))
    found = []
    for code, count in _counts(school, on).items():
        if code in named:
            continue
        if code in Place.values:
            found.append(Unseen(str(Place(code).label), count, code, ""))
        else:
            found.append(Unseen(moment_name(code), count, "", code))
    return sorted(found, key=lambda one: -one.times)


def closed(school: UUID) -> QuerySet[Risk]:
    return Risk.objects.filter(school=school, closed_on__isnull=False).order_by("-closed_on")


def untouched_subjects(school: UUID) -> list[str]:
    """The subjects for which the law asks special attention and of which no risk speaks, open or closed."""
    named = set(Risk.objects.filter(school=school).values_list("topic", flat=True))
    return [topic.title for topic in catalogue.topics().values() if topic.special and topic.code not in named]


def plan_of_action(school: UUID) -> list[Measure]:
    """Every measure, what is open first, by term; those without a term at the end of the open ones."""
    rows = Measure.objects.filter(school=school).select_related("risk", "turn")
    return sorted(rows, key=lambda one: (bool(one.done_on), one.due or date.max, one.pk))


class Inspection(NamedTuple):
    """What an inspection would find today: the missing points of completeness, and what follows (9.3)."""

    status: str
    months: int | None
    missing: list[str]
    outcome: Outcome
    why: dict[str, Any]


def inspection(school: School, last: Turn | None, on: date) -> Inspection | None:
    """The rule's answer on the last inventory. None on a day before the first value."""
    details = last.details if last else {}
    points = missing_points(school.pk, details.get("items", {})) if last else []
    facts: dict[str, Any] = {
        "exists": last is not None,
        "reviewed": bool(details.get("reviewed_on")),
        "force_majeure": details.get("force_majeure") == YES,
        "missing_points": len(points),
    }
    answer = ask(school, STATUS, facts | {"on": on})
    if answer.outcome is None:
        return None
    return Inspection(answer.value["status"], answer.value["term_months"], points, answer.outcome, answer.why)


def missing_points(school: UUID, answers: dict[str, str]) -> list[str]:
    """The listed points that were not ticked; what the plan of action itself shows is believed over the tick."""
    open_ones = Measure.objects.filter(school=school, done_on=None)
    wrong = {"terms"} if open_ones.filter(due=None).exists() else set()
    if not Measure.objects.filter(school=school).exists():
        wrong.add("plan_of_action")
    items = catalogue.kinds()["rie"].items
    return [item.label for item in items if item.code in wrong or answers.get(item.code) != YES]
