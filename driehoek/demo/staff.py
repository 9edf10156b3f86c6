"""Everybody with a function around the demo's schools, and which functions the start of the demo names."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from driehoek.access.functions import Function
from driehoek.access.models import Appointment, User
from driehoek.demo.children import Adult, Child
from driehoek.demo.names import DOMAIN, HOUSEHOLDS, dice, full, ids
from driehoek.demo.schools import Built
from driehoek.kit.names import fold
from driehoek.people.models import Guardian
from driehoek.web.words import function_name

CLB = "CLB Leieland"
TUESDAY_AND_THURSDAY = 0b0001010
EVERY_DAY = 0b1111111


class Post(NamedTuple):
    """A function somebody holds; `group` is a name of the running year, `ends` a month and day of this autumn."""

    given: str
    family: str
    function: Function
    group: str = ""
    organisation: str = ""
    weekdays: int = EVERY_DAY
    ends: tuple[int, int] | None = None
    whole_board: bool = False
    reason: str = ""


F = Function
LINDEBOOM = (
    Post("Rita", "Maes", F.DIRECTOR),
    Post("Sam", "Claes", F.SECRETARIAT),
    Post("Zoë", "Peeters", F.CARE_COORDINATOR),
    Post("Kathleen", "Heylen", F.CLASS_TEACHER, "3A"),
    Post("Tom", "Aerts", F.CLASS_TEACHER, "4B"),
    Post("Nele", "Wuyts", F.SUPPORT_TEACHER, "3A"),
    Post("Nele", "Wuyts", F.SUPPORT_TEACHER, "4B"),
    Post("An", "Verlinden", F.CLB_ANCHOR, organisation=CLB),
    Post("Hilde", "Roels", F.CLB_DOCTOR, organisation=CLB),
    Post("Clara", "Baeten", F.CLB_WORKER, organisation=CLB),
    Post("Mehdi", "Bouazza", F.CLB_WORKER, organisation=CLB, weekdays=0b0010101),
    Post("Lien", "Mertens", F.CLB_WORKER, organisation=CLB,
         weekdays=TUESDAY_AND_THURSDAY, reason="Stage, dinsdag en donderdag"),
    Post("Jef", "Cools", F.CLB_WORKER, organisation=CLB, ends=(10, 30), reason="Vervanging tot eind oktober"),
    Post("Oona", "Deckers", F.BOARD_MEMBER, whole_board=True),
    Post("Pieter", "Dewaele", F.DATA_PROTECTION_OFFICER, whole_board=True),
    Post("Guy", "Baert", F.PREVENTION_OFFICER),
    Post("Tom", "Aerts", F.EMERGENCY_RESPONDER),
    Post("Sam", "Claes", F.FIRST_AIDER),
    Post("Zoë", "Peeters", F.ANTI_BULLYING),
    Post("Els", "Haesaert", F.COUNSELLOR),
    Post("Rita", "Maes", F.MEDIA_CONTACT),
    Post("Wim", "Véral", F.PARENTS_COUNCIL_CHAIR),
    Post("Leen", "Van Hove", F.SCHOOL_COUNCIL_CHAIR),
    Post("Griet", "Lambrecht", F.COUNCIL_PARENTS),
    Post("Bilal", "Amrani", F.COUNCIL_PARENTS),
    Post("Nele", "Wuyts", F.COUNCIL_STAFF),
    Post("Kathleen", "Heylen", F.COUNCIL_STAFF),
    Post("Lutgart", "Nuyts", F.COUNCIL_COMMUNITY),
    Post("Staf", "Goossens", F.COUNCIL_COMMUNITY),
    Post("Dries", "Opsomer", F.POLICE_CONTACT, organisation="Politiezone Leiedorp"),
    Post("Rik", "Vandaele", F.COMMITTEE_MEMBER, organisation="Onafhankelijk voorzitter"),
    Post("Mia", "Callewaert", F.INSPECTORATE_CONTACT, organisation="Onderwijsinspectie"),
)  # fmt: skip
BEUK = (
    Post("Bas", "Jansen", F.DIRECTOR),
    Post("Joke", "Bakker", F.SECRETARIAT),
    Post("Irene", "Smits", F.CARE_COORDINATOR),
    Post("Fenna", "Visser", F.CLASS_TEACHER, "Groep 5"),
    Post("Ruud", "de Groot", F.BOARD_MEMBER, whole_board=True),
    Post("Ank", "Verhoeven", F.DATA_PROTECTION_OFFICER, whole_board=True),
    Post("Corrie", "Vos", F.PREVENTION_OFFICER),
    Post("Fenna", "Visser", F.EMERGENCY_RESPONDER),
    Post("Irene", "Smits", F.CONTACT_PERSON),
    Post("Loes", "Kuipers", F.COUNSELLOR),
    Post("Bas", "Jansen", F.MEDIA_CONTACT),
    Post("Henk", "Dekker", F.PARTICIPATION_CHAIR),
    Post("Wouter", "Schipper", F.COUNCIL_PARENTS),
    Post("Amina", "Yilmaz", F.COUNCIL_PARENTS),
    Post("Joke", "Bakker", F.COUNCIL_STAFF),
    Post("Fenna", "Visser", F.COUNCIL_STAFF),
    Post("Marjan", "Brouwer", F.ATTENDANCE_OFFICER, organisation="Gemeente Meierdorp"),
    Post("Sjoerd", "Bos", F.POLICE_CONTACT, organisation="Wijkteam Meierdorp"),
)
EIK = (Post("Hanneke", "van Dongen", F.DIRECTOR), Post("Peter", "Meijer", F.SECRETARIAT),
       Post("Saskia", "Mulder", F.CARE_COORDINATOR))  # fmt: skip
POSTS = {"De Lindeboom": LINDEBOOM, "De Beuk": BEUK, "De Eik": EIK}
# Contacts outside the school are known by name and have no way in.
NO_LOGIN = {F.POLICE_CONTACT, F.INSPECTORATE_CONTACT, F.ATTENDANCE_OFFICER}


class Staff:
    """The people of all schools, made once each and stored together."""

    def __init__(self, password: str, whose: str = "staff", *, with_login: bool = True) -> None:
        self.password = password  # as it is stored
        self.users: dict[str, User] = {}
        self.adults: dict[UUID, UUID] = {}  # whose account it is
        self.appointments: list[Appointment] = []
        self.teacher_of: dict[UUID, UUID] = {}
        self.with_login = with_login  # people of plain schools have none: the login page would list thousands
        self._fresh = ids(f"user {whose}")

    def person(self, given: str, family: str, email: str | None) -> User:
        """One account per address; the same person may hold many functions."""
        key = email or f"{given} {family}"
        if key not in self.users:
            self.users[key] = User(
                id=next(self._fresh),
                email=email if self.with_login else None,
                given_name=given,
                family_name=family,
                password=self.password,
                is_demo=True,
            )
        return self.users[key]

    def appoint(self, user: User, function: Function, board: UUID, **where: object) -> Appointment:
        made = Appointment(board_id=board, user=user, function=function, **where)
        self.appointments.append(made)
        return made

    def staff(self, built: Built) -> None:
        """The named people of a school, then a teacher for every group that has none."""
        first = built.years.before.first(built.plan.jurisdiction)
        direction: Appointment | None = None
        for post in POSTS.get(built.plan.name, ()):
            address = None if post.function in NO_LOGIN else email(post.given, post.family)
            user = self.person(post.given, post.family, address)
            group = built.group(post.group) if post.group else None
            made = self.appoint(
                user,
                post.function,
                built.board,
                school=None if post.whole_board else built.school,
                group=group,
                organisation=post.organisation,
                weekdays=post.weekdays,
                reason=post.reason,
                first_day=first,
                last_day=date(built.years.now.start, *post.ends) if post.ends else None,
                opened_by=direction.user if direction else None,
            )
            direction = direction or made
            if group and post.function == F.CLASS_TEACHER:
                self.teacher_of[group.pk] = user.pk
        if direction is None:
            user = self.person("Directie", built.plan.name, email("directie", built.plan.name))
            self.appoint(user, F.DIRECTOR, built.board, school=built.school, first_day=first)
        self._teachers(built)

    def _teachers(self, built: Built) -> None:
        """Groups of the running year get a teacher; those of the year before had the same one, whose task has ended."""
        law = built.plan.jurisdiction
        throw = dice(built.school.pk, "teachers")
        for (start, step, letter), group in built.groups.items():
            if group.pk in self.teacher_of:
                continue
            running = built.groups.get((built.years.now.start, step, letter))
            if running and running.pk in self.teacher_of:
                self.teacher_of[group.pk] = self.teacher_of[running.pk]
                continue
            origin = throw.choice(HOUSEHOLDS[law])
            prefix, family = throw.choice(origin.families)
            given, family = (
                throw.choice(origin.mothers if throw.random() < 0.8 else origin.fathers),
                full("", prefix, family),
            )
            user = self.person(given, family, email(given, f"{family} {group.name} {built.plan.number}"))
            year = built.years.now if start == built.years.now.start else built.years.before
            self.appoint(
                user,
                F.CLASS_TEACHER,
                built.board,
                school=built.school,
                group=group,
                first_day=year.first(law),
                last_day=year.last(law),
            )
            self.teacher_of[group.pk] = user.pk

    def parent(self, adult: Adult, child: Child) -> None:
        law = child.built.plan.jurisdiction
        user = self.person(adult.given, full("", adult.prefix, adult.family), parent_email(adult))
        self.appoint(
            user,
            F.PARENT,
            child.built.board,
            school=child.built.school,
            pupil_id=child.id,
            first_day=child.built.years.now.first(law),
        )
        self.adults[adult.id] = user.pk

    def save(self) -> None:
        User.objects.bulk_create(self.users.values(), batch_size=2000)
        for adult, user in self.adults.items():
            Guardian.objects.filter(pk=adult).update(account=user)
        Appointment.objects.bulk_create(self.appointments, batch_size=2000)


def email(given: str, family: str) -> str:
    return f"{fold(given)}.{fold(family).replace(' ', '')}@{DOMAIN}"


def parent_email(adult: Adult) -> str:
    return email(adult.given, full("", adult.prefix, adult.family))


# One line per function at the start of the demo, and the order of the login page.
SHOWN = (
    ("Rita", "Maes"), ("Sam", "Claes"), ("Zoë", "Peeters"), ("Kathleen", "Heylen"), ("Tom", "Aerts"), ("Nele", "Wuyts"),
    ("An", "Verlinden"), ("Hilde", "Roels"), ("Clara", "Baeten"), ("Greet", "Lambert"), ("Omar", "Haddad"),
    ("Oona", "Deckers"), ("Pieter", "Dewaele"), ("Dirk", "Nowak"),
    ("Bas", "Jansen"), ("Irene", "Smits"), ("Fenna", "Visser"), ("Corrie", "Vos"), ("Marloes", "de Wit"),
)  # fmt: skip


def shown() -> Iterable[tuple[str, str]]:
    """Function and address of one person per function, for whoever starts the demo."""
    by_address = {email(given, family): place for place, (given, family) in enumerate(SHOWN)}
    rows = Appointment.objects.filter(user__email__in=by_address).select_related("user", "school", "group", "pupil")
    first: dict[str, Appointment] = {}
    for row in sorted(rows, key=lambda row: (by_address[str(row.user.email)], row.pk)):
        first.setdefault(str(row.user.email), row)
    for address, row in first.items():
        where = next((str(part) for part in (row.group, row.pupil, row.school, row.organisation) if part), "")
        words = function_name(row.function, row.school.jurisdiction if row.school else "be")
        yield f"{words}{f', {where}' if where else ''}", address
