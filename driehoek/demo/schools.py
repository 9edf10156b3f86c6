"""The boards and schools of the demo: sites, groups of two school years, hours, calendars and outside bodies."""

from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from driehoek.demo.names import DOMAIN, ids
from driehoek.demo.year import Years, closures
from driehoek.schools.models import Board, ClbMoment, Closure, Group, Level, OutsideBody, School, Site, Weekday
from lawbook.kinds import SchoolYear

BODY = OutsideBody.Kind


class Step(NamedTuple):
    """One year of the ladder a child climbs: its level, the country's own number, and what a group is called there."""

    level: Level
    year: int
    name: str


LADDERS = {
    "be": (
        *(Step(Level.NURSERY, year, f"K{year}{{}}") for year in (1, 2, 3)),
        *(Step(Level.PRIMARY, year, f"{year}{{}}") for year in range(1, 7)),
    ),
    "nl": tuple(Step(Level.PRIMARY, year, f"Groep {year}{{}}") for year in range(1, 9)),
}
CLB_DAY = 1  # Tuesday: the anchor person's fixed moment
YOUNGEST = {"be": 3, "nl": 4}  # the age on the first step, in the calendar year the school year starts


class Seat(NamedTuple):
    """A group of this year: its step on the ladder, its letter, its site and how many children are in it."""

    step: int
    letter: str
    site: str
    size: int


class Plan(NamedTuple):
    """What a school looks like before it exists."""

    name: str
    jurisdiction: str
    region: str
    number: str
    sites: tuple[tuple[str, str], ...]
    seats: tuple[Seat, ...]


@dataclass
class Built:
    """A school with its groups by (start of the school year, step, letter), in the order they were made."""

    plan: Plan
    school: School
    years: Years
    closures: list[Closure] = field(default_factory=list)
    sites: dict[str, Site] = field(default_factory=dict)
    groups: dict[tuple[int, int, str], Group] = field(default_factory=dict)

    @property
    def board(self) -> UUID:
        return self.school.board_id

    def group(self, name: str) -> Group:
        """A group of the running year by its name."""
        return next(
            group
            for (start, _step, _letter), group in self.groups.items()
            if group.name == name and start == self.years.now.start
        )


LINDEBOOM = Plan(
    "De Lindeboom", "be", "", "012345",
    (("Dorp", "Dorpsplein 4, 9999 Leiedorp"), ("Veld", "Veldstraat 61, 9999 Leiedorp"),
     ("Molen", "Molenweg 12, 9998 Leiemolen")),
    (
        Seat(0, "A", "Molen", 22), Seat(1, "A", "Molen", 23), Seat(2, "A", "Molen", 24), Seat(2, "B", "Molen", 23),
        *(Seat(step, letter, site, 25 if (step, letter) == (5, "A") else 23 if (step, letter) == (8, "B") else 24)
          for step in range(3, 9) for letter, site in (("A", "Dorp"), ("B", "Veld"))),
    ),
)  # fmt: skip
BEUK = Plan("De Beuk", "nl", "zuid", "99XA", (("Beukenlaan", "Beukenlaan 7, 5999 ZZ Meierdorp"),),
            tuple(Seat(step, "", "Beukenlaan", 24 + step % 3) for step in range(8)))  # fmt: skip
EIK = Plan("De Eik", "nl", "zuid", "99XB", (("Eikenhof", "Eikenhof 2, 5998 ZZ Meiereind"),),
           tuple(Seat(step, "", "Eikenhof", 20 + step % 4) for step in range(8)))  # fmt: skip


def lay(plan: Plan, board: Board, number: UUID, years: Years, *, before: bool = True) -> Built:
    """A school as rows not saved yet: its groups of the running year and, if wanted, of the year before."""
    school = School(
        id=number,
        board=board,
        name=plan.name,
        jurisdiction=plan.jurisdiction,
        region=plan.region,
        official_number=plan.number,
        cut_off="08:25" if plan.jurisdiction == "be" else "08:30",
        phone="000 00 00 00",
        email=f"{plan.name.lower().replace(' ', '')}@{DOMAIN}",
        parents=sum(seat.size for seat in plan.seats) * 3 // 2,
        parents_asking=sum(seat.size for seat in plan.seats) // 8,
    )
    built = Built(plan, school, years)
    fresh = ids(f"school {number}")
    built.sites = {
        name: Site(id=next(fresh), board=board, school=school, name=name, address=address)
        for name, address in plan.sites
    }
    for seat in plan.seats:
        _group(built, years.now, seat.step, seat, next(fresh))
        if before and seat.step:
            _group(built, years.before, seat.step - 1, seat, next(fresh))
    last = len(LADDERS[plan.jurisdiction]) - 1
    for seat in plan.seats:
        if before and seat.step == last:
            _group(built, years.before, last, seat, next(fresh))
    built.closures = [*closures(school, years.before), *closures(school, years.now)]
    return built


def _group(built: Built, year: SchoolYear, step: int, seat: Seat, number: UUID) -> None:
    rung = LADDERS[built.plan.jurisdiction][step]
    built.groups[year.start, step, seat.letter] = Group(
        id=number,
        board_id=built.board,
        school=built.school,
        site=built.sites[seat.site],
        school_year=year.as_text(),
        name=rung.name.format(seat.letter),
        level=rung.level,
        year=rung.year,
    )


def weekdays(school: School) -> list[Weekday]:
    """Monday to Friday; on Wednesday the afternoon is free."""
    be = school.jurisdiction == "be"
    return [
        Weekday(
            board_id=school.board_id,
            school=school,
            weekday=day,
            opens="07:00" if be else "08:15",
            supervision_from="08:10" if be else "08:15",
            morning_from="08:30",
            morning_until="12:05" if be else "12:00",
            afternoon_from=None if day == 2 else "13:10" if be else "12:45",
            afternoon_until=None if day == 2 else "15:45" if be else "14:45",
            care_until="12:30" if day == 2 else "18:00",
        )
        for day in range(5)
    ]


BODIES = {
    "be": (
        (BODY.CLB, "CLB Leieland", "Leerlingenbegeleiding: studeren, onderwijsloopbaan, welbevinden en gezondheid."),
        (BODY.CLB_CHAT, "CLBch@t", "Ouders en leerlingen stellen er anoniem een vraag."),
        (BODY.CONSULTATION_PLATFORM, "Lokaal overlegplatform Leiestreek", "Bemiddelt bij een geweigerde inschrijving."),
        (BODY.PUPIL_RIGHTS, "Commissie inzake leerlingenrechten", "Klachten over een geweigerde inschrijving."),
        (BODY.GOOD_GOVERNANCE, "Commissie zorgvuldig bestuur", "Klachten over kosten, reclame en politiek op school."),
        (BODY.COMPLAINTS, "Klachtencommissie", "Klachten van ouders die de school niet kan oplossen."),
        (BODY.SUPPORT_NETWORK, "Ondersteuningsnetwerk Leie", "Ondersteuning van leerlingen met een verslag."),
        (BODY.INSPECTORATE, "Onderwijsinspectie", "Houdt toezicht op de kwaliteit van het onderwijs."),
        (BODY.POLICE, "Politiezone Leiedorp", "Aanspreekpunt voor de school bij spijbelen en geweld."),
    ),
    "nl": (
        (BODY.ATTENDANCE_OFFICER, "Leerplicht gemeente Meierdorp", "Ongeoorloofd verzuim en langdurig verlof."),
        (BODY.HEALTH, "Jeugdgezondheidszorg Meierij", "Schoolarts: twijfel over ziekte, langdurig ziekteverzuim."),
        (BODY.REPORTING_CENTRE, "Veilig Thuis Meierij", "Advies en melding bij een vermoeden van geweld thuis."),
        (BODY.COMPLAINTS, "Landelijke klachtencommissie", "Klachten die de school en het bestuur niet oplossen."),
        (BODY.SUPPORT_NETWORK, "Samenwerkingsverband De Meierij", "Extra ondersteuning en toelaatbaarheid."),
        (BODY.INSPECTORATE, "Inspectie van het Onderwijs", "Vertrouwensinspecteur en melding van schorsing."),
        (BODY.POLICE, "Wijkagent Meierdorp", "Aanspreekpunt voor de school."),
    ),
}  # fmt: skip


def outside_bodies(school: School) -> list[OutsideBody]:
    return [
        OutsideBody(
            board_id=school.board_id,
            school=school,
            kind=kind,
            name=name,
            purpose=purpose,
            phone="000 00 00 00",
            email=f"{kind.value}@{DOMAIN}",
        )
        for kind, name, purpose in BODIES[school.jurisdiction]
    ]


def save(built: list[Built]) -> None:
    """Store schools with everything that belongs to them, one statement per table."""
    School.objects.bulk_create([one.school for one in built], batch_size=1000)
    Site.objects.bulk_create([site for one in built for site in one.sites.values()], batch_size=1000)
    Group.objects.bulk_create([group for one in built for group in one.groups.values()], batch_size=1000)
    Weekday.objects.bulk_create([day for one in built for day in weekdays(one.school)], batch_size=1000)
    Closure.objects.bulk_create([row for one in built for row in one.closures], batch_size=1000)
    OutsideBody.objects.bulk_create([row for one in built for row in outside_bodies(one.school)], batch_size=1000)
    ClbMoment.objects.bulk_create(
        [
            ClbMoment(board_id=one.board, school=one.school, weekday=CLB_DAY, first_day=one.years.now.first("be"))
            for one in built
            if one.plan.jurisdiction == "be"
        ]
    )
