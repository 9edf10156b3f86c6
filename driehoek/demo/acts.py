"""What people did, through the same functions as on the screens: duties settled and discharged, reports asked for."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from driehoek.access.actions import acknowledge, distribute
from driehoek.access.actors import Actor
from driehoek.access.models import AccessAgreement, User
from driehoek.access.queries import actor_of
from driehoek.access.texts import STANDARD
from driehoek.attendance.actions import ground_of
from driehoek.attendance.thresholds import children_of, settle
from driehoek.clb.actions import answer_report, ask_report
from driehoek.clb.models import ReportRequest
from driehoek.demo.children import Child
from driehoek.demo.schools import Built
from driehoek.demo.staff import email
from driehoek.duties.actions import discharge
from driehoek.duties.models import Duty
from driehoek.people.models import Pupil

EVIDENCE = {
    "how": "phone",
    "who": "moeder",
    "at": "10:20",
    "outcome": "Zou ziek zijn; een briefje volgt niet. Besproken.",
}
CONTACTS = ("problematic_contact_parents", "unreported_ask_parents")
LEFT_OPEN = 4  # the newest duties of a school stay on the lists


def acting(given: str, family: str, day: date, hour: int = 9) -> Actor:
    """Somebody of the demo, at work at that hour of a school day."""
    at = timezone.make_aware(datetime(day.year, day.month, day.day, hour))  # noqa: DTZ001  # made aware here
    return actor_of(User.objects.get(email=email(given, family)), at)


def settle_thresholds(built: Built, many: Iterable[Child]) -> None:
    """The duties that the poured half days of this school year ask for, by the same rule as a teacher's tap."""
    there = [(child.id, child.born) for child in many if not child.left]
    on = built.years.day
    settle(ground_of(built.school), children_of(built.board, there, on), [on])


def discharge_older(built: Built, actor: Actor) -> int:
    """The school did what was due, but for the newest ones; returns how many were done."""
    older = list(Duty.objects.open().filter(school=built.school, code__in=CONTACTS).order_by("due", "key"))[:-LEFT_OPEN]
    for duty in older:
        discharge(actor, duty, {**EVIDENCE, "on": duty.due.isoformat()})
    return len(older)


def agree_with_clb(built: Built) -> None:
    """The access agreement of this year: acknowledged by three of the team, not yet by the others."""
    years = built.years
    rita = acting("Rita", "Maes", years.day)
    agreement = distribute(
        rita,
        AccessAgreement(
            school=built.school,
            version=years.now.as_text(),
            title="Afspraken toegang CLB tot het leerlingvolgsysteem",
            text=STANDARD.read_text(),
            audience="CLB-medewerkers",
            distributed_on=date(years.now.start, 9, 1),
            expires_on=date(years.now.start + 1, 8, 31),
        ),
    )
    for given, family in (("An", "Verlinden"), ("Hilde", "Roels"), ("Clara", "Baeten")):
        acknowledge(acting(given, family, years.day), agreement)


def ask_for_reports(built: Built, story: dict[str, Child]) -> None:
    """Two questions of the CLB, one of them answered."""
    years = built.years
    clara, zoe = acting("Clara", "Baeten", years.day), acting("Zoë", "Peeters", years.day, 11)
    what = ReportRequest.What
    _plan, meeting = (
        ask_report(
            clara,
            Pupil.objects.get(pk=story[name].id),
            ReportRequest(what=kind, details=details, why=why, needed_by=date(years.now.start, 12, 18)),
        )
        for name, kind, details, why in (
            ("Ilias", what.ACTION_PLAN, "Handelingsplan rekenen", "Voorbereiding van het gesprek met de ouders."),
            ("Merel", what.MEETING, "Verslag van het MDO", "Oriëntering na het laatste overleg."),
        )
    )
    meeting.answer, meeting.answer_text = ReportRequest.Answer.ADDED, "Staat in het dossier bij de vergaderingen."
    answer_report(zoe, meeting)
