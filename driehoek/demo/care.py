"""Care and staff of the demo's schools: medicines, a fall, a parent who died, certificates, a coach, the roster."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.demo.children import Child
from driehoek.demo.halfdays import open_days
from driehoek.demo.incidents import PREVENTION, Reporter, Who
from driehoek.demo.schools import Built
from driehoek.demo.staff import email
from driehoek.people.models import Pupil
from driehoek.safety.actions import bereavement, firstaid, medication
from driehoek.safety.models import Bereavement, Call, CareMoment, MedicationForm
from driehoek.safety.queries.medication import consents_to_health
from driehoek.safetyplan.actions import supervision, training
from driehoek.safetyplan.models import Certificate, Post, Start, Talk

K = Certificate.Kind
# Per school: who takes the syrup at noon, who has an inhaler, who fell, whose parent died, and the teacher.
STORIES: dict[str, tuple[str, str, str, tuple[str, str], Who]] = {
    "De Lindeboom": ("Kobe", "Yusuf", "Lotte", ("Fien", "Maarten"), ("Kathleen", "Heylen")),
    "De Beuk": ("Saar", "Yara", "Sem", ("Luuk", "Erik"), ("Fenna", "Visser")),
}


def tell(built: Built, many: Iterable[Child]) -> None:
    if built.plan.name in STORIES:
        who = Carer(built, many)
        who.medicines()
        who.fall()
        who.death()
        who.staff()
        who.roster()


class Carer(Reporter):
    """Who cares at one school. A number stands for that many school days before the demo's day."""

    def __init__(self, built: Built, many: Iterable[Child]) -> None:
        super().__init__(built, many)
        self.noon, self.inhaler, self.fell, self.bereaved, self.teacher = STORIES[built.plan.name]
        before, _now = open_days(built)
        self.last = date(built.years.now.start + 1, 6, 25)
        self.long_ago = before[-20]

    def pupil(self, given: str) -> Pupil:
        return Pupil.objects.select_related("school").get(pk=self.ids[given])

    def user(self, who: Who) -> User:
        return User.objects.get(email=email(*who))

    def form(self, given: str, **more: object) -> MedicationForm:
        pupil, signed = self.pupil(given), self.ago(25)
        parent = pupil.guardianships.order_by("call_order")[0].guardian
        made = MedicationForm(
            pupil=pupil,
            parent=parent,
            first_day=self.ago(24),
            last_day=self.last,
            physician="Dr. L. Wouters (demo)",
            physician_phone="050 00 00 00",
            parent_signed_on=signed,
            storage="Koelkast in het zorglokaal",
            **more,
        )
        actor = self.actor(self.care, 24)
        return medication.record_form(actor, made, consents=not consents_to_health(pupil, actor.on))

    def medicines(self) -> None:
        """A syrup at noon with its register, an inhaler for when it is needed, a form that lacks the physician."""
        expires = date(self.last.year + 1, 1, 31)
        noon = self.form(
            self.noon,
            medicine="Siroop (demo)",
            dose="5 ml",
            times=["12:00"],
            expires_on=expires,
            physician_signed_on=self.ago(25),
            instructions="Na het eten.",
        )
        for number in range(8, 2, -1):
            at = timezone.make_aware(datetime.combine(self.ago(number), time(12, 4)))
            medication.give(self.at(self.teacher, at), noon, medication.Given(at=at, slot="12:00"))
        self.form(
            self.inhaler,
            medicine="Inhalator (demo)",
            dose="2 pufjes",
            most_a_day=3,
            hours_between=4,
            expires_on=expires,
        )

    def at(self, who: Who, at: datetime) -> Actor:
        base = self.actor(who, 0)
        return Actor(base.user_id, base.name, base.roles, at, timezone.localdate(at))

    def fall(self) -> None:
        """A child fell, one parent was not reached, the other came; the insurance papers are still to be given."""
        pupil, at = self.pupil(self.fell), timezone.make_aware(datetime.combine(self.ago(2), time(10, 12)))
        actor = self.at(self.teacher, timezone.make_aware(datetime.combine(self.ago(2), time(11, 30))))
        moment = firstaid.note(
            actor,
            CareMoment(
                pupil=pupil,
                kind=CareMoment.Kind.HURT,
                at=at,
                place="Speelplaats",
                seen="Viel van het klimrek; pijn aan de pols.",
                first_aid="Gekoeld met een coldpack.",
                helper=actor.name,
            ),
        )
        ties = list(pupil.guardianships.select_related("guardian").order_by("call_order"))
        for number, tie in enumerate(ties[:2]):
            firstaid.call(
                actor,
                Call(
                    moment=moment,
                    guardian=tie.guardian,
                    at=at,
                    reached=number == len(ties[:2]) - 1,
                    agreed="Komt meteen, gaat langs de huisarts." if number else "",
                ),
            )
        moment.outcome, moment.ended_at, moment.collected_by = "collected", actor.at, ties[-1].guardian
        firstaid.end(actor, moment)

    def death(self) -> None:
        """A father died some weeks ago: most is done, a visit is still to be made, the days are kept."""
        given, parent = self.bereaved
        pupil, actor = self.pupil(given), self.actor(self.direction, 15)
        guardian = pupil.guardianships.get(guardian__given_name=parent).guardian
        one = bereavement.begin(
            actor,
            Bereavement(
                pupil=pupil,
                kind=Bereavement.Kind.PARENT,
                guardian=guardian,
                died_on=self.ago(16),
                known="Demo: verzonnen.",
                farewell_on=self.ago(11),
            ),
        )
        for task in one.tasks.exclude(code__in=("visit", "ask_child", "days", "watch")).select_related("bereavement"):
            bereavement.finish(actor, task)

    def staff(self) -> None:
        """Certificates that count, one that expires soon and one that is over; a talk, and a starting teacher."""
        actor, year = self.actor(PREVENTION[self.built.plan.name], 5), self.built.years.now.start
        held = (
            (self.teacher, K.EMERGENCY_RESPONSE, date(year, 10, 3), date(year + 1, 10, 3)),
            (self.direction, K.EMERGENCY_RESPONSE, date(year, 1, 15), date(year + 1, 1, 15)),
            (self.care, K.FIRST_AID, date(year - 1, 10, 20), date(year, 10, 20)),
            (self.care, K.COACHING, date(year - 2, 3, 4), None),
        )
        for who, kind, since, until in held:
            training.add_certificate(
                actor,
                Certificate(
                    school=self.built.school,
                    person=self.user(who),
                    kind=kind,
                    issuer="Demo-opleiding",
                    issued_on=since,
                    expires_on=until,
                ),
            )
        training.hold_talk(
            self.actor(self.direction, 10),
            Talk(
                school=self.built.school,
                person=self.user(self.teacher),
                kind=Talk.Kind.CAREER,
                held_on=self.long_ago,
                safety="Voelt zich veilig in de klas; de speelplaats is soms druk.",
                report="Demo: verzonnen.",
            ),
        )
        training.start(
            self.actor(self.direction, 10),
            Start(
                school=self.built.school,
                person=self.user(self.teacher),
                coach=self.user(self.care),
                started_on=date(year, 9, 1),
            ),
            {"visit": self.ago(0), "climate": date(year, 12, 18)},
        )

    def roster(self) -> None:
        """Two places in the midday break of each day, one of them a risk place."""
        actor, school = self.actor(self.direction, 20), self.built.school
        for weekday in (0, 1, 3, 4):
            for who, place, risk, attention in (
                (self.teacher, "Speelplaats", False, "Iedereen mag meespelen."),
                (self.care, "Fietsenstalling", True, "Achter de muur kijken; de poort blijft dicht."),
            ):
                supervision.add_post(
                    actor,
                    Post(
                        school=school,
                        weekday=weekday,
                        moment=Post.Break.NOON,
                        begins=time(12, 5),
                        ends=time(12, 40),
                        place=place,
                        is_risk=risk,
                        attention=attention,
                        person=self.user(who),
                        first_day=self.ago(20),
                    ),
                )
