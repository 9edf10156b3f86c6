"""The fixed cast. Whoever reads one test knows the people of the next.

De Lindeboom (Flanders, board Scholen aan de Leie): director Rita, secretary Sam, care coordinator Zoë, teacher Kathleen
of class 3A with Adam and Noor, teacher Tom of class 4B with Ilias. Clara works for the CLB, Dirk is Adam's father, Oona
sits on the board. De Beuk (the Netherlands, board Stichting De Meierij): director Bas, prevention officer Petra, intern
begeleider Ivo, teacher Fenna of groep 5 with Daan and Mila. Mallory directs a school of another board and should see
nothing of all this.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils import timezone

from driehoek.access.functions import Function
from driehoek.access.models import AccessAgreement, Acknowledgement, Appointment, User
from driehoek.people.models import Enrolment, Guardian, Guardianship, Membership, Pupil
from driehoek.schools.models import Board, Group, Jurisdiction, School, Weekday

LEIE, MEIERIJ, OTHER = (UUID(int=number) for number in (1, 2, 3))
BOARDS = (LEIE, MEIERIJ, OTHER)
YEAR = "2026-2027"
FIRST = date(2026, 9, 1)
MONDAY = date(2026, 11, 23)  # the day most stories happen on


@dataclass(frozen=True)
class Cast:
    lindeboom: School
    beuk: School
    elsewhere: School
    class_3a: Group
    class_4b: Group
    groep_5: Group
    adam: Pupil
    noor: Pupil
    ilias: Pupil
    daan: Pupil
    mila: Pupil
    eve: Pupil
    rita: User
    sam: User
    zoe: User
    kathleen: User
    tom: User
    clara: User
    dirk: User
    oona: User
    bas: User
    fenna: User
    petra: User
    ivo: User
    mallory: User


def person(given: str, family: str) -> User:
    return User.objects.create(email=f"{given.lower()}@driehoek.example", given_name=given, family_name=family)


def appoint(user: User, function: Function, board: UUID, **where: object) -> Appointment:
    return Appointment.objects.create(board_id=board, user=user, function=function, **{"first_day": FIRST, **where})


def agreed(where: School, *workers: User) -> AccessAgreement:
    """The access agreement of a school with its CLB, acknowledged this year by these workers (ACC-8)."""
    made = AccessAgreement.objects.create(
        board_id=where.board_id,
        school=where,
        version="1",
        title="Afspraken toegang",
        text="Enkel lezen.",
        audience="CLB",
        distributed_on=FIRST,
        expires_on=date(2027, 8, 31),
    )
    for worker in workers:
        Acknowledgement.objects.create(
            board_id=where.board_id, agreement=made, user=worker, school_year=YEAR, at=timezone.now()
        )
    return made


def school(board: UUID, name: str, jurisdiction: str, region: str = "") -> School:
    made = School.objects.create(board_id=board, name=name, jurisdiction=jurisdiction, region=region)
    Weekday.objects.bulk_create(
        Weekday(
            board_id=board,
            school=made,
            weekday=day,
            morning_from="08:30",
            morning_until="12:05",
            afternoon_from=None if day == 2 else "13:10",
            afternoon_until=None if day == 2 else "15:00",
        )
        for day in range(5)
    )
    return made


def child(group: Group, given: str, family: str, born: date, key: str = "") -> Pupil:
    made = Pupil.objects.create(
        board_id=group.board_id,
        school=group.school,
        key=key or f"{given}-1",
        given_name=given,
        family_name=family,
        birth_date=born,
    )
    Enrolment.objects.create(board_id=group.board_id, pupil=made, first_day=FIRST, agreed_on=FIRST)
    Membership.objects.create(board_id=group.board_id, pupil=made, group=group, first_day=FIRST)
    return made


def build() -> Cast:
    Board.objects.create(id=LEIE, name="Scholen aan de Leie", jurisdiction=Jurisdiction.BE)
    Board.objects.create(id=MEIERIJ, name="Stichting De Meierij", jurisdiction=Jurisdiction.NL)
    Board.objects.create(id=OTHER, name="Het Andere Bestuur", jurisdiction=Jurisdiction.BE)
    lindeboom = school(LEIE, "De Lindeboom", "be")
    beuk = school(MEIERIJ, "De Beuk", "nl", "zuid")
    elsewhere = school(OTHER, "Elders", "be")
    class_3a, class_4b, groep_5, class_e = (
        Group.objects.create(board_id=where.board_id, school=where, school_year=YEAR, name=name, year=year)
        for where, name, year in (
            (lindeboom, "3A", 3),
            (lindeboom, "4B", 4),
            (beuk, "Groep 5", 5),
            (elsewhere, "1E", 1),
        )
    )
    adam = child(class_3a, "Adam", "Nowak", date(2018, 4, 9))
    dirk = person("Dirk", "Nowak")
    father = Guardian.objects.create(
        board_id=LEIE, given_name="Dirk", family_name="Nowak", phone="0470 00 00 01", account=dirk
    )
    Guardianship.objects.create(board_id=LEIE, pupil=adam, guardian=father, relation="father")
    cast = Cast(
        lindeboom=lindeboom,
        beuk=beuk,
        elsewhere=elsewhere,
        class_3a=class_3a,
        class_4b=class_4b,
        groep_5=groep_5,
        adam=adam,
        noor=child(class_3a, "Noor", "Véral", date(2018, 7, 2)),
        ilias=child(class_4b, "Ilias", "Tahiri", date(2017, 2, 11)),
        daan=child(groep_5, "Daan", "de Wit", date(2018, 1, 5)),
        mila=child(groep_5, "Mila", "Bakker", date(2018, 3, 8)),
        eve=child(class_e, "Eve", "Elders", date(2020, 3, 3)),
        rita=person("Rita", "Maes"),
        sam=person("Sam", "Claes"),
        zoe=person("Zoe", "Peeters"),
        kathleen=person("Kathleen", "Heylen"),
        tom=person("Tom", "Aerts"),
        clara=person("Clara", "Baeten"),
        dirk=dirk,
        oona=person("Oona", "Deckers"),
        bas=person("Bas", "Jansen"),
        fenna=person("Fenna", "Visser"),
        petra=person("Petra", "Smit"),
        ivo=person("Ivo", "Kok"),
        mallory=person("Mallory", "Vreemd"),
    )
    for user, function in (
        (cast.rita, Function.DIRECTOR),
        (cast.sam, Function.SECRETARIAT),
        (cast.zoe, Function.CARE_COORDINATOR),
        (cast.clara, Function.CLB_WORKER),
    ):
        appoint(user, function, LEIE, school=lindeboom)
    agreed(lindeboom, cast.clara)
    appoint(cast.kathleen, Function.CLASS_TEACHER, LEIE, school=lindeboom, group=class_3a)
    appoint(cast.tom, Function.CLASS_TEACHER, LEIE, school=lindeboom, group=class_4b)
    appoint(cast.dirk, Function.PARENT, LEIE, school=lindeboom, pupil=adam)
    appoint(cast.oona, Function.BOARD_MEMBER, LEIE)
    appoint(cast.bas, Function.DIRECTOR, MEIERIJ, school=beuk)
    appoint(cast.petra, Function.PREVENTION_OFFICER, MEIERIJ, school=beuk)
    appoint(cast.ivo, Function.CARE_COORDINATOR, MEIERIJ, school=beuk)
    appoint(cast.fenna, Function.CLASS_TEACHER, MEIERIJ, school=beuk, group=groep_5)
    Authenticator.objects.bulk_create(
        Authenticator(user=user, type=Authenticator.Type.TOTP, data={})
        for user in vars(cast).values()
        if isinstance(user, User) and user != dirk
    )
    appoint(cast.mallory, Function.DIRECTOR, OTHER, school=elsewhere)
    return cast
