"""What a parent reads of the own child beside the child's page: the year's absences and what the school asks (ACC-11).

Nothing of a file: half days with their reason as the parents know it, papers that are missing, talks they were written
to about by name, a form they must sign. Who holds no right over the child's attendance reads none of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from driehoek.access.actors import Actor
from driehoek.attendance import brought, figures, reasons
from driehoek.attendance.actions import ground_of
from driehoek.attendance.models import Absence
from driehoek.attendance.nursery import Presence, presence
from driehoek.attendance.office_queries import notes_before
from driehoek.attendance.runs import episodes
from driehoek.attendance.thresholds import Ground, children_of, must_attend
from driehoek.letters.models import Letter
from driehoek.people.models import Guardian, Pupil
from driehoek.pupils.parents import Child
from driehoek.safety.models import MedicationForm
from driehoek.web.dates import spoken_date
from driehoek.web.words import half_day
from lawbook.core import NotInForce
from lawbook.kinds import HalfDay

RIGHT = "file.read:attendance"
KINDS: dict[str, Promise] = {
    figures.ILL: gettext_lazy("ill"),
    figures.JUSTIFIED: gettext_lazy("with a valid reason"),
    figures.PROBLEMATIC: gettext_lazy("without a valid reason"),
    figures.OPEN: gettext_lazy("the school does not know why yet"),
    figures.LATE: gettext_lazy("too late"),
}
# Papers that parents bring; the others the school writes itself.
PAPERS = frozenset({"parents_note", "medical_certificate", "official_document", "parents_statement"})
# The day in a letter on which parents are expected.
TALKS = ("talk_on", "hearing_on", "meeting_on")


class Ask(NamedTuple):
    """One thing that the school asks: what, of which days or when, and what to do."""

    on: date
    what: str
    when: str
    todo: str


class Run(NamedTuple):
    """Half days on end of one kind."""

    kind: str
    text: str


@dataclass(frozen=True)
class Attendance:
    """The year in sums and in runs; `notes` and `threshold` where the country counts them for this child."""

    year: str
    away: int
    unauthorised: int
    late: int
    runs: list[Run]
    brought: int  # without a valid reason, at a former school
    presence: Presence | None  # of a five-year-old in nursery
    notes: tuple[int, int] | None
    threshold: int | None


@dataclass(frozen=True)
class Known:
    """A child with what its parent may read; `attendance` None: nothing of it."""

    child: Child
    attendance: Attendance | None
    asks: list[Ask]


def known(actor: Actor, children: Iterable[Child]) -> list[Known]:
    """Each child of this parent's page with the year and what is asked."""
    may = actor.reach(RIGHT).pupils
    return [_known(actor, child) if child.pupil.pk in may else Known(child, None, []) for child in children]


def _known(actor: Actor, child: Child) -> Known:
    pupil, ground = child.pupil, ground_of(child.pupil.school)
    rows = _rows(ground, pupil, actor.on)
    mine = Guardian.objects.filter(account=actor.user_id, guardianships__pupil=pupil)
    names = [str(one) for one in mine]
    asks = [*_papers(ground, rows), *_talks(pupil, names, actor.on), *_forms(pupil, mine, actor.on)]
    return Known(child, _attendance(ground, pupil, rows, actor.on), sorted(asks))


def _rows(ground: Ground, pupil: Pupil, on: date) -> list[Absence]:
    first, last = ground.calendar.year_of(on)
    found = pupil.absences.filter(day__range=(first, last)).exclude(state=Absence.State.PRESENT).order_by("day", "part")
    return [row for row in found if row.part in ground.calendar.parts(row.day)]


def _attendance(ground: Ground, pupil: Pupil, rows: list[Absence], on: date) -> Attendance:
    land, year = ground.school.jurisdiction, ground.calendar.school_year(on).as_text()
    elsewhere = brought.of_year(pupil.board_id, [pupil.pk], year).get(pupil.pk)
    by_kind: dict[str, list[HalfDay]] = defaultdict(list)
    for row in rows:
        by_kind[figures.kind_of(land, row.state, row.reason)].append(HalfDay(row.day, row.part))
    runs = [(run, kind) for kind, half_days in by_kind.items() for run in episodes(ground.calendar, half_days)]
    return Attendance(
        year=year,
        brought=elsewhere.unauthorised if elsewhere else 0,
        presence=presence(ground, on, [pupil.pk]).get(pupil.pk),
        away=sum(len(by_kind[kind]) for kind in figures.AWAY),
        unauthorised=len(by_kind[figures.PROBLEMATIC]),
        late=len(by_kind[figures.LATE]),
        runs=[Run(str(KINDS[kind]), of_days(run, land)) for run, kind in sorted(runs, reverse=True)],
        **_limits(ground, pupil, on),
    )


def _limits(ground: Ground, pupil: Pupil, on: date) -> dict[str, Any]:
    """The notes of the parents and the half days after which the CLB is asked, of the law of that day."""
    none: dict[str, Any] = {"notes": None, "threshold": None}
    (child,) = children_of(pupil.board_id, [(pupil.pk, pupil.birth_date)], on)
    if not ground.is_flemish or not must_attend(ground, child.level, child.birth_date, on):
        return none
    first, last = ground.calendar.year_of(on)
    try:
        most = ground.law.value("be.absence.parents_notes_per_year", on).amount
        threshold = ground.law.value("be.absence.problematic_threshold", first).amount
    except NotInForce:
        return none
    return {"notes": (notes_before(ground, pupil.pk, last), most), "threshold": threshold}


def of_days(run: list[HalfDay], land: str) -> str:
    """Half days on end in words: one, a whole day, or from the first to the last."""
    first, last = run[0], run[-1]
    if first == last:
        return _("%(day)s, %(part)s") % {"day": spoken_date(first.date), "part": half_day(first.part, land)}
    if first.date == last.date:
        return _("%(day)s, the whole day") % {"day": spoken_date(first.date)}
    count = ngettext("%(count)d half day", "%(count)d half days", len(run)) % {"count": len(run)}
    told = {"first": spoken_date(first.date), "last": spoken_date(last.date), "count": count}
    return _("%(first)s until %(last)s, %(count)s") % told


def _papers(ground: Ground, rows: list[Absence]) -> Iterator[Ask]:
    """Absences of which the school knows no reason or has no paper; one for each run of half days."""
    land, wanted = ground.school.jurisdiction, defaultdict(list)
    for row in rows:
        if row.state == Absence.State.ABSENT:
            wanted[_missing(land, row)].append(HalfDay(row.day, row.part))
    wanted.pop("", None)
    for paper, half_days in wanted.items():
        for run in episodes(ground.calendar, half_days):
            when = of_days(run, land)
            if paper == reasons.UNKNOWN:
                yield Ask(run[0].date, _("Tell us why your child was not at school"), when, _("Call the school."))
            else:
                what = _("Give us: %(paper)s") % {"paper": reasons.spoken(paper)}
                yield Ask(run[0].date, what, when, _("Give it to the school. Is that not possible? Call the school."))


def _missing(land: str, row: Absence) -> str:
    if row.reason == reasons.UNKNOWN:
        return "" if row.reported_by else reasons.UNKNOWN
    reason = reasons.find(land, row.reason)
    paper = (reason.document if reason else None) or ""
    return paper if paper in PAPERS and not row.document else ""


def _talks(pupil: Pupil, names: list[str], on: date) -> Iterator[Ask]:
    """The talks that this parent was written to about, by name, and that are still to come."""
    rows = Letter.objects.standing().filter(pupil=pupil, state=Letter.State.SENT, restricted=False)
    for letter in rows.only("kind", "data", "recipient"):
        day = next((letter.data[name] for name in TALKS if letter.data.get(name)), None)
        if day is None or letter.recipient["name"] not in names or date.fromisoformat(day) < on:
            continue
        hour, place = letter.data.get("talk_time", ""), letter.data.get("talk_place", "")
        when = ", ".join(filter(None, (spoken_date(date.fromisoformat(day)), hour, place)))
        todo = _("You got a letter about this. Can you not come? Call the school.")
        yield Ask(date.fromisoformat(day), _("Come to a talk at school"), when, todo)


def _forms(pupil: Pupil, mine: Iterable[Guardian], on: date) -> Iterator[Ask]:
    """A form for a medicine that waits for this parent's signature. Which medicine stands on the paper, not here."""
    rows = MedicationForm.objects.filter(pupil=pupil, parent__in=mine, parent_signed_on=None, stopped_on=None)
    for (first,) in rows.filter(followed_by=None, last_day__gte=on).values_list("first_day"):
        when = _("needed from %(day)s") % {"day": spoken_date(first)}
        todo = _("Without your signature the school gives nothing. Call the school for the form.")
        yield Ask(first, _("Sign the form for a medicine"), when, todo)
