"""The files of the children with a story, written by the people of the school through the product's own actions."""

from collections.abc import Callable
from datetime import date

from driehoek.access.functions import Function
from driehoek.demo.children import Child
from driehoek.demo.halfdays import open_days
from driehoek.demo.papers import pdf
from driehoek.demo.told import Told
from driehoek.demo.trust import health, health_without_consent, judgment, newcomer, sanction, talks
from driehoek.people.models import Pupil
from driehoek.pupils.actions import steps
from driehoek.pupils.kinds import Kind
from driehoek.pupils.models import Entry, Step

GOAL, FOLLOW_UP = Step.Kind.GOAL, Step.Kind.FOLLOW_UP


def care(file: Told) -> None:
    """Measures, a plan with a goal reached and two open, a meeting with a follow-up, the weekly hour with the CLB."""
    measures(file)
    plan(file)
    meeting(file)
    file.write(
        file.care,
        Kind.CLB_MOMENT,
        12,
        "Vast overleg met de ankerpersoon",
        "",
        details={"agenda": "Opvolging MDO", "attendees": "An Verlinden, zorg", "decisions": "CLB belt deze week."},
    )
    file.write(
        file.teacher, Kind.OBSERVATION, 6, "Kwam opgewekt binnen", "Vertelde over het bezoek aan de kinderboerderij."
    )


def measures(file: Told) -> None:
    """Two measures, as the child says how they work."""
    file.write(
        file.care,
        Kind.MEASURE,
        50,
        "Koptelefoon bij zelfstandig werk",
        "Vraagt er zelf naar.",
        details={"works": "yes"},
    )
    file.write(
        file.care,
        Kind.MEASURE,
        45,
        "Stappenplan op de bank",
        "Eerste twee stappen alleen.",
        details={"works": "partly"},
    )


def plan(file: Told) -> None:
    """A plan with a goal that was evaluated and two that are open."""
    started = file.write(
        file.care,
        Kind.ACTION_PLAN,
        40,
        "Handelingsplan: aanwezig en op gang",
        "Met de ouders besproken.",
        details={"starting_point": "Mist vaak de start van de dag en raakt dan moeilijk op gang."},
        steps=[
            Step(
                kind=GOAL,
                text="Is vier van de vijf dagen om 8.30 uur in de klas",
                due=file.ago(15),
                holder=Function.CLASS_TEACHER,
            ),
            Step(
                kind=GOAL,
                text="Begint binnen vijf minuten aan een taak",
                due=file.ago(0),
                holder=Function.CARE_COORDINATOR,
            ),
            Step(
                kind=GOAL, text="Leest thuis drie keer per week voor", due=file.to_come, holder=Function.CLASS_TEACHER
            ),
        ],
    )
    reached = started.steps.order_by("due").first()
    if reached:
        reached.outcome, reached.note = Step.Outcome.PARTLY, "Drie van de vijf dagen; opa brengt nu op maandag."
        steps.evaluate(file.actor(file.teacher, file.ago(14)), reached)


def meeting(file: Told) -> None:
    """A multidisciplinary meeting with a follow-up that is overdue, and its report on paper."""
    held = file.write(
        file.care,
        Kind.MDO,
        20,
        "MDO: afwezigheden en welbevinden",
        "",
        details={
            "agenda": "Afwezigheden, welbevinden, plan",
            "attendees": "Ouders, klastitularis, zorg, CLB",
            "decisions": "Plan loopt door tot de kerstvakantie; CLB neemt contact met de ouders.",
        },
        steps=[
            Step(
                kind=FOLLOW_UP, text="Ouders bellen over de ochtend", due=file.ago(3), holder=Function.CARE_COORDINATOR
            )
        ],
    )
    note = pdf("Verslag van het multidisciplinair overleg", "Demo: alle personen zijn verzonnen.", "Plan loopt door.")
    file.attach(file.care, held, "verslag-mdo.pdf", note, "application/pdf")


def confidential(file: Told) -> None:
    """Told in strict confidence to the care coordinator, and an entry for the school's own staff alone."""
    file.write(
        file.care,
        Kind.OBSERVATION,
        16,
        "Gesprek in vertrouwen",
        "Vertelt dat er thuis vaak geschreeuwd wordt.",
        source=Entry.Source.PUPIL,
        visibility=Entry.Visibility.NAMED,
        readers=(file.teacher,),
    )
    file.write(
        file.care,
        Kind.OBSERVATION,
        15,
        "Overleg in het zorgteam",
        "Opvolgen in de klas, volgende week opnieuw.",
        visibility=Entry.Visibility.STAFF,
    )
    care(file)


def growth(file: Told) -> None:
    """Results, remediation, and a test by a third party that stays inside the school without consent."""
    file.write(file.teacher, Kind.RESULT, 30, "Spelling blok 2", "", details={"subject": "Spelling", "mark": "12/20"})
    file.write(file.care, Kind.REMEDIATION, 28, "Spelling in kleine groep", "Twee keer per week.", last_day=file.ago(5))
    report = file.write(
        file.care,
        Kind.EXTERNAL_TEST,
        26,
        "Logopedisch onderzoek",
        "Sterk verhaal, zwakke klanktekenkoppeling.",
        details={"by": "Logopediste (verzonnen)"},
        source=Entry.Source.THIRD_PARTY,
    )
    paper = pdf("Logopedisch onderzoek", "Demo: alle personen zijn verzonnen.")
    file.attach(file.care, report, "logopedie.pdf", paper, "application/pdf")
    file.write(file.teacher, Kind.RESULT, 7, "Spelling blok 3", "", details={"subject": "Spelling", "mark": "15/20"})


def plan_overdue(file: Told) -> None:
    """A plan whose evaluation was forgotten, and one due on the demo's day."""
    care(file)
    file.write(
        file.care,
        Kind.ACTION_PLAN,
        35,
        "Handelingsplan rekenen",
        "",
        details={"starting_point": "Tafels van 6 tot 9 niet geautomatiseerd; telt op de vingers."},
        steps=[
            Step(
                kind=GOAL,
                text="Tafels van 6 en 7 binnen drie seconden",
                due=file.ago(10),
                holder=Function.CARE_COORDINATOR,
            ),
            Step(
                kind=GOAL,
                text="Kiest zelf een strategie bij vraagstukken",
                due=file.ago(0),
                holder=Function.CARE_COORDINATOR,
            ),
        ],
    )


def report(file: Told) -> None:
    """A motivated report and an advice of the CLB, after class council and MDO."""
    told = {"agenda": "Ondersteuning", "attendees": "Team, ouders, CLB", "decisions": "Aanmelden bij het netwerk."}
    file.write(file.care, Kind.CLASS_COUNCIL, 40, "Klassenraad", "", details=told)
    file.write(file.care, Kind.MDO, 30, "MDO met het ondersteuningsnetwerk", "", details=told)
    file.write(
        file.care,
        Kind.NEEDS_ADVICE,
        22,
        "Handelingsgericht advies",
        "Korte instructie, visueel.",
        details={"issued_by": "CLB Leieland"},
    )
    entry = file.write(
        file.care,
        Kind.MOTIVATED_REPORT,
        10,
        "Gemotiveerd verslag",
        "Ondersteuning, twee uur per week.",
        details={"issued_by": "CLB Leieland", "consulted_on": file.ago(12).isoformat(), "decision": "none"},
    )
    paper = pdf("Gemotiveerd verslag", "Demo: alle personen zijn verzonnen.")
    file.attach(file.care, entry, "gemotiveerd-verslag.pdf", paper, "application/pdf")


STORIES: dict[str, Callable[[Told], None]] = {
    "care": care,
    "health": health,
    "health_without_consent": health_without_consent,
    "talks": talks,
    "confidential": confidential,
    "judgment": judgment,
    "sanction": sanction,
    "newcomer": newcomer,
    "growth": growth,
    "plan_overdue": plan_overdue,
    "report": report,
}


def tell(many: list[Child]) -> None:
    """Write the files of the children with a story."""
    days: dict[str, list[date]] = {}
    for child in many:
        if child.known and child.known.file:
            name = child.built.plan.name
            if name not in days:
                days[name] = open_days(child.built)[1]
            STORIES[child.known.file](Told(child, Pupil.objects.get(pk=child.id), days[name]))
