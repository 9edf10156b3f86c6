"""The CLB centres of the demo: their plans, transfers and cells, with both examples of circular CLB/2006/02, 3.

School year 2017-2018 is the last one of the weights that the circular gives; the running year and the two after it rest
on weights of the centre's own, invented like everything here and said to be so.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from uuid_utils.compat import uuid7

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import Appointment, User
from driehoek.access.wall import within
from driehoek.demo.acts import acting
from driehoek.demo.names import ids
from driehoek.demo.staff import CLB, LINDEBOOM, Staff, email
from driehoek.demo.year import Years
from driehoek.schools.models import Board, Jurisdiction
from driehoek.staffing.actions import cells, jobs, members, papers, plans, transfers
from driehoek.staffing.actions.cells import Post
from driehoek.staffing.actions.transfers import Proposal
from driehoek.staffing.models import Cell, Centre, Job, JobKind, Member, Office, OwnWeight, Plan, Transfer
from driehoek.staffing.queries.papers import needed

KNOWN_YEAR = "2017-2018"
SEPTEMBER = date(2017, 9, 20)
FIRST = date(2015, 9, 1)
HOST = 4  # the centre that employs who works for all five in the second example


class Place(NamedTuple):
    """A centre and who leads it."""

    name: str
    given: str
    family: str
    kind: str = Centre.Kind.CENTRE


PLACES = (
    Place(CLB, "Greet", "Lambert"), Place("CLB Scheldeland", "Omar", "Haddad"), Place("CLB Netevallei", "Lut", "Peers"),
    Place("CLB Dijledal", "Joris", "Wauters"), Place("CLB Zennebeek", "Ria", "Cnops"),
    Place("POC De Koepel", "Piet", "Celis", Centre.Kind.SUPPORT_CELL),
)  # fmt: skip
# The base formation, with what each centre has beside it for the two cells.
BASE = (
    (Office.DIRECTEUR, ("Directeur",)),
    (Office.ARTS, ("Hilde Roels",)),
    (Office.MAATSCHAPPELIJK_WERKER, ("Clara Baeten", "Mehdi Bouazza")),
    (Office.PARAMEDISCH_WERKER, ("Lien Mertens", "Bo Stevens")),
    (Office.PSYCHO_PEDAGOGISCH_CONSULENT, ("An Verlinden", "Sien Goris")),
    (Office.ADMINISTRATIEF_WERKER, ("Rik Thys",)),
)
MORE = (
    (Office.MAATSCHAPPELIJK_WERKER, "Jana Smet", "1"),
    (Office.PSYCHO_PEDAGOGISCH_CONSULENT, "Wout Lens", "0.5"),
    (Office.PARAMEDISCH_WERKER, "Fleur Maas", "0.3"),
    (Office.ERVARINGSDESKUNDIGE, "Aziz Amrani", "0.5"),
    (Office.INTERCULTUREEL_BEMIDDELAAR, "Nora Idrissi", "0.8"),
    (Office.CONSULENT, "Tine Vos", "0.6"),
)
WEIGHTS = {"arts": "1.6", "consulent": "1.3", "psycho_pedagogisch_consulent": "1.3", "medewerker": "0.7",
           "intercultureel_bemiddelaar": "0.7", "ervaringsdeskundige": "0.5"}  # fmt: skip


def boards() -> list[Board]:
    """The boards of the centres, with the same ids in every demo."""
    fresh = ids("centre")
    return [Board(id=next(fresh), name=one.name, jurisdiction=Jurisdiction.BE, is_demo=True) for one in PLACES]


def tell(years: Years, password: str) -> None:
    """Everything about the centres, through the product's own actions."""
    made = boards()
    with within(*(board.pk for board in made)):
        Board.objects.bulk_create(made)
        centres = [
            Centre.objects.create(board=board, kind=one.kind, number=f"11400{place}", address="Kade 1, 8500 Leiedorp")
            for place, (board, one) in enumerate(zip(made, PLACES, strict=True))
        ]
        _people(centres, password)
        formations = [_formation(centre, KNOWN_YEAR) for centre in centres[:-1]]
        _part_time_learners(centres)
        _diagnostics(centres, formations[HOST])
        _papers(centres[0], formations[0])
        _years_to_come(centres[0], years)
        _open_proposal(centres, years)


def _people(centres: Sequence[Centre], password: str) -> None:
    staff = Staff(password, "centres")
    for centre, one in zip(centres, PLACES, strict=True):
        user = staff.person(one.given, one.family, email(one.given, one.family))
        staff.appoint(user, Function.CLB_DIRECTOR, centre.pk, first_day=FIRST)
    staff.save()
    workers = {email(post.given, post.family) for post in LINDEBOOM if post.organisation == CLB}
    Appointment.objects.bulk_create(
        Appointment(board_id=centres[0].pk, user=user, function=Function.CLB_WORKER, first_day=FIRST)
        for user in User.objects.filter(email__in=workers)
    )


def leader(place: int, day: date) -> Actor:
    return acting(PLACES[place].given, PLACES[place].family, day)


def _formation(centre: Centre, year: str, more: Iterable[tuple[Office, str, str]] = MORE) -> Plan:
    """A formation that counts, negotiated: the base, and what the centre has beside it."""
    plan = Plan(
        school_year=year,
        name="basis",
        total_weight=Decimal("16.4"),
        linear_weight=Decimal("15"),
        negotiated_on=date(int(year[:4]), 9, 10),
    )
    plans.begin(leader([one.name for one in PLACES].index(str(centre)), SEPTEMBER), centre, plan)
    rows = [(office, person, Decimal(1), JobKind.PERMANENT) for office, people in BASE for person in people]
    rows += [(office, person, Decimal(part), JobKind.TEMPORARY) for office, person, part in more]
    people = members.named(centre.pk, [person for _office, person, _part, _kind in rows])
    Job.objects.bulk_create(
        Job(
            id=uuid7(),
            board_id=centre.pk,
            plan=plan,
            office=office,
            member=people[person],
            person=person,
            fraction=part,
            kind=kind,
        )
        for office, person, part, kind in rows
    )
    return plan


def _job(centre: Centre, person: str) -> Job:
    return Job.objects.get(board=centre.pk, plan__school_year=KNOWN_YEAR, person=person)


def _part_time_learners(centres: Sequence[Centre]) -> None:
    """Example 1: a full-time social worker, a half-time consultant and a paramedic for 30%, each of another centre."""
    cell = cells.found(
        leader(0, SEPTEMBER),
        centres[0],
        centres[1:3],
        school_year=KNOWN_YEAR,
        name="Begeleiding Deeltijds Lerenden Regio Netevallei - ROC CLB",
        purpose="Leerlingen uit Syntra en het DBSO",
    )
    brought = ("Jana Smet", "Wout Lens", "Fleur Maas")
    for place, person in enumerate(brought):
        own = _copy_of(cell.shared, centres[place])
        cells.contribute(leader(place, SEPTEMBER), own, [Post(_job(centres[place], person), Decimal(1))], "", "nl")
    for place in range(len(brought)):
        cells.sign(leader(place, SEPTEMBER), _copy_of(cell.shared, centres[place]), _name(place), "nl")


def _diagnostics(centres: Sequence[Centre], plan: Plan) -> None:
    """Example 2: four centres hand over what is left of their weight, the fifth makes a job of it for all."""
    for place in range(HOST):
        given = Proposal(centres[HOST], Transfer.Direction.OUT, KNOWN_YEAR, Decimal("0.3"), SEPTEMBER, _name(place))
        proposed = transfers.propose(leader(place, SEPTEMBER), centres[place], given, "nl")
        theirs = Transfer.objects.get(board=centres[HOST].pk, agreement=proposed.agreement)
        transfers.accept(leader(HOST, SEPTEMBER), theirs, _name(HOST), "nl")
    member = members.named(plan.board_id, ["Elke Daems"])["Elke Daems"]
    job = Job.objects.create(
        id=uuid7(),
        board_id=plan.board_id,
        plan=plan,
        office=Office.PSYCHO_PEDAGOGISCH_CONSULENT,
        member=member,
        person=member.label,
        fraction=Decimal("0.9"),
        kind=JobKind.TEMPORARY,
    )
    cell = cells.found(
        leader(HOST, SEPTEMBER),
        centres[HOST],
        centres[:HOST],
        school_year=KNOWN_YEAR,
        name="ROC Handelingsgerichte diagnostiek",
        purpose="Handelingsgerichte diagnostiek",
    )
    cells.contribute(leader(HOST, SEPTEMBER), cell, [Post(job, Decimal(1))], "", "nl")
    for place in range(HOST):
        own = _copy_of(cell.shared, centres[place])
        cells.contribute(leader(place, SEPTEMBER), own, [], f"{250 + place * 250} euro", "nl")
    for place in range(1, HOST + 1):  # Leieland has still to sign
        cells.sign(leader(place, SEPTEMBER), _copy_of(cell.shared, centres[place]), _name(place), "nl")


def _copy_of(shared: UUID, centre: Centre) -> Cell:
    return Cell.objects.get(shared=shared, board=centre.pk)


def _name(place: int) -> str:
    return f"{PLACES[place].given} {PLACES[place].family}"


def _papers(centre: Centre, plan: Plan) -> None:
    """The form and the protocol of the known year, made and sent in time."""
    for form in needed(centre, plan.school_year)[:2]:
        paper = papers.make(leader(0, SEPTEMBER), centre, form, "Restjes gewicht gaan naar volgend schooljaar.")
        papers.sent(leader(0, SEPTEMBER), centre, paper, date(2017, 10, 5))


def _years_to_come(centre: Centre, years: Years) -> None:
    """The running year and the two after it, on invented weights of the centre; a scenario without the doctor."""
    OwnWeight.objects.bulk_create(
        OwnWeight(
            board_id=centre.pk,
            office=office,
            valid_from=date(2018, 9, 1),
            weight=Decimal(WEIGHTS.get(office.value, "1")),
            source="Verzonnen voor deze demonstratie",
        )
        for office in Office
    )
    start = years.now.start
    made = [_formation(centre, f"{year}-{year + 1}", MORE[: 6 - year + start]) for year in range(start, start + 3)]
    scenario = plans.copy(leader(0, years.day), made[0], made[0].school_year, "halftijdse arts")
    scenario.jobs.filter(office=Office.ARTS).update(fraction=Decimal("0.5"))
    _away(leader(0, years.day), made[0], start)


def _away(actor: Actor, plan: Plan, start: int) -> None:
    """One is away for half of the year with somebody instead, one works until the end of it."""
    away, stops = plan.jobs.get(person="Mehdi Bouazza"), plan.jobs.get(person="Rik Thys")
    titular = Member.objects.get(jobs=away)
    titular.in_service_since = date(2014, 9, 1)
    members.keep(actor, titular)
    days = {"starts_on": date(start, 11, 3), "ends_on": date(start + 1, 3, 31)}
    members.add_leave(actor, titular, {**days, "fraction": Decimal("0.5")})
    instead = {"office": away.office, "person": "Vera Wils", "fraction": Decimal("0.5"), "kind": JobKind.REPLACEMENT}
    jobs.add(actor, plan, {**instead, "replaces": away.person, **days})
    jobs.change(actor, stops, {"ends_on": date(start + 1, 8, 31)})


def _open_proposal(centres: Sequence[Centre], years: Years) -> None:
    """What waits for an answer: Scheldeland offers weight to Leieland, Leieland asks Netevallei for some."""
    year, until = years.now.as_text(), date(years.now.start + 1, 1, 31)
    _formation(centres[1], year)
    offered = Proposal(centres[0], Transfer.Direction.OUT, year, Decimal("0.4"), until, _name(1))
    transfers.propose(leader(1, years.day), centres[1], offered, "nl")
    asked = Proposal(centres[2], Transfer.Direction.IN, year, Decimal("0.2"), until, _name(0))
    transfers.propose(leader(0, years.day), centres[0], asked, "nl")
