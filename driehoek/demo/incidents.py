"""Incidents of the demo's schools, reported and taken care of by their people through the product's own actions."""

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.demo.acts import acting
from driehoek.demo.children import Child
from driehoek.demo.halfdays import open_days
from driehoek.demo.schools import Built
from driehoek.demo.staff import email
from driehoek.demo.told import CARE, DIRECTION
from driehoek.kit.days import shifted
from driehoek.safety.actions import accidents, care, discussions, incidents
from driehoek.safety.models import AftercareTalk, Discussion, Incident, Kind, Place, PlanAction, Thread
from driehoek.schools.models import Group

Who = tuple[str, str]
PREVENTION = {"De Lindeboom": ("Guy", "Baert"), "De Beuk": ("Corrie", "Vos")}
FENNA, KATHLEEN = ("Fenna", "Visser"), ("Kathleen", "Heylen")


class Reporter:
    """Who reports at one school. A number stands for that many school days before the demo's day."""

    def __init__(self, built: Built, many: Iterable[Child]) -> None:
        self.built, name = built, built.plan.name
        self.officer, self.direction, self.care = PREVENTION[name], DIRECTION[name], CARE[name]
        before, now = open_days(built)
        self.days = [*before, *now]
        self.ids: dict[str, UUID] = {child.given: child.id for child in many if child.known}

    def ago(self, number: int) -> date:
        return self.days[len(self.days) - 1 - number]

    def actor(self, who: Who, number: int) -> Actor:
        return acting(*who, self.ago(number))

    def child(self, given: str, role: str, said: str = "", **facts: object) -> Thread:
        return Thread(role=role, pupil_id=self.ids[given], description=said, **facts)

    def reports(
        self,
        by: Who,
        number: int,
        place: Place,
        *kinds: Kind,
        hour: int = 10,
        serious: bool = True,
        people: Iterable[Thread] = (),
        done: str = "",
    ) -> Incident:
        at = timezone.make_aware(datetime.combine(self.ago(number), time(hour, 20)))
        incident = Incident(school=self.built.school, happened_at=at, place=place, serious=serious, done_at_once=done)
        incident.kinds = kinds
        return incidents.report(self.actor(by, number), incident, people)

    def talks(self, thread: Thread, number: int, code: str, *said: str, by: Who | None = None) -> None:
        """A talk as it was held: with whom, and what was agreed."""
        who, (with_whom, agreed) = by or self.direction, said
        talk = AftercareTalk(code=code, on=self.ago(number), with_whom=with_whom, agreed=agreed, held_by=_user(who))
        care.record_talk(self.actor(who, number), thread, talk)


def tell(built: Built, many: Iterable[Child]) -> None:
    """The incidents of one school; De Eik has none, so that its pages show what empty looks like."""
    told = {"De Beuk": beuk, "De Lindeboom": lindeboom}.get(built.plan.name)
    if told:
        told(Reporter(built, many))


def beuk(school: Reporter) -> None:
    pushed(school)
    threatened(school)
    fallen(school)
    school.reports(FENNA, 2, Place.ENTRANCE, Kind.THEFT, hour=15, serious=False, done="Ouders gebeld; fiets gezocht.")


def pushed(school: Reporter) -> None:
    """A child is pushed; the first talks were held, the group talked it over, the rest is to come."""
    made = school.reports(
        FENNA,
        9,
        Place.PLAYGROUND,
        Kind.PHYSICAL,
        Kind.VERBAL,
        done="Uit elkaar gehaald, naar binnen, ijs gegeven.",
        people=[
            school.child(
                "Daan",
                "victim",
                "Geduwd en uitgescholden bij het klimrek.",
                treatments=["first_aid"],
                physical_damage="blauwe knie",
            ),
            school.child("Sem", "perpetrator", "Werd boos om een bal en duwde."),
            school.child("Yara", "witness", "Zag het en haalde hulp."),
        ],
    )
    victim = made.threads.get(role="victim")
    school.talks(victim, 9, "aftercare_contact_parents", "moeder", "Zij weet wat er gebeurd is en haalt hem zelf op.")
    school.talks(
        victim,
        8,
        "aftercare_offer_help",
        "moeder en vader",
        "Geen hulp nodig; wel even bellen na een week.",
        by=school.officer,
    )
    school.talks(victim, 7, "aftercare_talk", "moeder en vader", "Samen met de juf; Daan mag een vaste plek kiezen.")
    care.record_return(school.actor(school.care, 8), victim, school.ago(8))
    actions = [
        PlanAction(text="Tweede pleinwacht bij het klimrek", holder="prevention_officer", due=_later(school, 5)),
        PlanAction(text="Spelafspraken ophangen", holder="class_teacher", due=_later(school, 2)),
    ]
    discussions.hold(school.actor(school.officer, 6), made, _circle(school), actions)


def _circle(school: Reporter) -> Discussion:
    return Discussion(
        audience="pupils",
        group=_group(school, "Groep 5"),
        on=school.ago(6),
        leader=_user(FENNA),
        rules=["own_story", "stays_here", "no_interrupting", "no_tearing_down"],
        course="In de kring, een half uur. Iedereen die wilde, kwam aan het woord.",
        agreements="Bij ruzie om een bal: eerst stoppen, dan naar de pleinwacht.",
    )


def threatened(school: Reporter) -> None:
    """A father threatened a teacher; closed while the closing talk was missed, and it says so."""
    made = school.reports(
        school.direction,
        40,
        Place.ENTRANCE,
        Kind.THREAT,
        Kind.VERBAL,
        hour=15,
        done="De vader weggestuurd.",
        people=[
            Thread(
                role="victim",
                user=_user(FENNA),
                standing="employee",
                description="Bedreigd bij de deur.",
                police_called=True,
                police_reported_on=school.ago(39),
            ),
            Thread(role="perpetrator", name="Een vader", standing="parent", description="Schold en dreigde."),
        ],
    )
    victim = made.threads.get(role="victim")
    for number, code in (
        (40, "aggression_first_talk"),
        (39, "aftercare_contact_victim"),
        (39, "aftercare_offer_help"),
        (38, "aftercare_talk"),
        (37, "aggression_second_talk"),
        (28, "aftercare_follow_up_talk"),
        (16, "aggression_third_talk"),
    ):
        school.talks(victim, number, code, "Fenna", "Gaat weer goed; loopt niet alleen naar buiten.")
    reason = "Fenna wilde geen gesprekken meer; ze weet bij wie ze terecht kan."
    incidents.close(school.actor(school.officer, 3), made, reason)


def fallen(school: Reporter) -> None:
    """A fall with an admission: reported at once to the labour inspectorate, the council not told yet."""
    made = school.reports(
        FENNA,
        4,
        Place.GYM,
        Kind.ACCIDENT,
        hour=11,
        done="112 gebeld, ouders gebeld.",
        people=[
            school.child(
                "Yara", "victim", "Viel uit het wandrek.", treatments=["admitted"], physical_damage="gebroken pols"
            )
        ],
    )
    accident = accidents.begun(made.threads.get())
    accident.admitted, accident.admitted_within_hours = True, 2
    accident.injury, accident.injured_part, accident.nature = "breuk", "linkerpols", "val van 1,5 meter hoogte"
    accident.activity, accident.equipment = "klimmen in de gymles", "wandrek, dunne mat"
    accident.inspectorate_told_on = accident.responders_told_on = school.ago(4)
    accidents.record(school.actor(school.officer, 4), accident)


def lindeboom(school: Reporter) -> None:
    """In Flanders the same care is advice; here it is late."""
    school.reports(
        KATHLEEN,
        7,
        Place.PLAYGROUND,
        Kind.PHYSICAL,
        people=[
            school.child("Adam", "victim", "Kreeg een stamp in de rij."),
            school.child("Noor", "witness", "Stond ernaast."),
        ],
        done="Apart genomen, juf van dienst verwittigd.",
    )
    made = school.reports(
        school.direction, 25, Place.TOILETS, Kind.VANDALISM, hour=12, serious=False, done="Poetsdienst verwittigd."
    )
    incidents.close(school.actor(school.officer, 20), made, "")


def _user(who: Who) -> User:
    return User.objects.get(email=email(*who))


def _group(school: Reporter, name: str) -> Group:
    start = school.built.years.now.start
    return next(group for (year, *_seat), group in school.built.groups.items() if (year, group.name) == (start, name))


def _later(school: Reporter, days: int) -> date:
    return shifted(school.built.years.day, days)
