"""Procedures that ran or are running, recorded by the people of the school through the product's own actions."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from driehoek.access.actors import Actor
from driehoek.demo.acts import acting
from driehoek.demo.children import Child
from driehoek.demo.halfdays import open_days
from driehoek.demo.schools import Built
from driehoek.demo.told import CARE, DIRECTION, TEACHER
from driehoek.letters import actions as letters
from driehoek.letters.kinds import KINDS
from driehoek.letters.models import Dispatch
from driehoek.people.models import Pupil
from driehoek.procedures import actions, addressing, lettering, queries
from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.models import Case, Party

Who = tuple[str, str]
SEEN = "Demo: een verzonnen zaak."


class Clerk:
    """Who records the cases of one school. A number stands for that many school days before the demo's day."""

    def __init__(self, built: Built, many: Iterable[Child]) -> None:
        self.built, name = built, built.plan.name
        self.direction, self.care = DIRECTION[name], CARE[name]
        before, now = open_days(built)
        self.days = [*before, *now]
        self.ids: dict[str, UUID] = {child.given: child.id for child in many if child.known}
        self._actors: dict[tuple[Who, date], Actor] = {}

    def ago(self, number: int) -> date:
        return self.days[len(self.days) - 1 - number]

    def actor(self, who: Who, number: int) -> Actor:
        key = (who, self.ago(number))
        if key not in self._actors:
            self._actors[key] = acting(*who, key[1])
        return self._actors[key]

    def opens(self, code: str, number: int, given: str = "", *, by: Who | None = None) -> Case:
        pupil = Pupil.objects.select_related("school").get(pk=self.ids[given]) if given else None
        return actions.open_case(
            self.actor(by or self.direction, number),
            self.built.school,
            definition=DEFINITIONS[code],
            pupil=pupil,
            cause=SEEN,
        )

    def does(self, case: Case, step: str, number: int, *papers: str, by: Who | None = None, **facts: Any) -> None:
        entered = actions.Entered(step, self.ago(number), facts=facts, on_paper=papers)
        actions.record(self.actor(by or self.direction, number), case, entered)

    def names(self, case: Case, number: int, *people: tuple[str, str]) -> None:
        for role, name in people:
            party = Party(
                role=role, name=name, impartial_on=self.ago(number), address="Dorpsplein 3, 5000 AA Meierdorp"
            )
            actions.name_party(self.actor(self.direction, number), case, party)

    def sends(self, case: Case, step: str, kind: str, number: int, **written: Any) -> None:
        """The letter of a step to everybody it is for: fixed, and sent as its kind asks."""
        actor, form, found = self.actor(self.direction, number), KINDS[kind], case.procedure.step(step)
        read = queries.loaded(actor).get(pk=case.pk)
        known = {**lettering.known(actor, read, found, form), **written}
        to = addressing.recipients(read)
        made = lettering.write(
            actor,
            read,
            found,
            form,
            data={one.name: known[one.name] for one in form.fields if one.name in known},
            free={one.name: known[f"free_{one.name}"] for one in form.free if f"free_{one.name}" in known},
            chosen={key: to[key] for key in addressing.addressed(found, to)},
        )
        how = Dispatch.How.REGISTERED if form.registered else Dispatch.How.POST
        for letter in made:
            letters.dispatch(actor, letters.finalise(actor, letter), how, actor.on)


def exclusion(clerk: Clerk) -> None:
    """A disciplinary procedure whose talk was held: the decision is due within days. Two parents, two addresses."""
    case = clerk.opens("be.exclusion", 12, "Juna")
    clerk.does(
        case,
        "council",
        12,
        "minutes",
        considered="temporary",
        description="Herhaald vechten op de speelplaats.",
        advice="Kort, met begeleiding erna.",
    )
    clerk.does(case, "invite", 10, "proof_of_posting", talk_on=clerk.ago(1).isoformat())
    clerk.sends(
        case,
        "invite",
        "be.discipline_opening",
        10,
        talk_time="16 uur",
        talk_place="bij de directie",
        inspection="elke schooldag",
        free_reasons="Herhaald vechten op het plein.",
    )
    clerk.does(case, "inspect", 6, present="De vader van Juna")
    clerk.does(case, "talk", 1, "minutes", present="Beide ouders en Juna")


def guidance(clerk: Clerk) -> None:
    """Help and restoring came first, and helped."""
    teacher = TEACHER["3A"]
    case = clerk.opens("be.guidance", 40, "Yusuf", by=teacher)
    clerk.does(case, "guide", 40, by=teacher, kind="talk", description="Ruzie om de bal.", agreements="Beurten tellen.")
    clerk.does(case, "restore", 35, by=teacher, kind="circle", description="De klas vertelt.", present="De klas")
    clerk.does(case, "follow", 25, by=teacher, works="yes")
    clerk.does(case, "close", 20, by=teacher)


def measure(clerk: Clerk) -> None:
    teacher = TEACHER["4B"]
    case = clerk.opens("be.order_measure", 15, "Zakaria", by=teacher)
    clerk.does(case, "measure", 15, by=teacher, kind="task", description="Gooide met krijt.", stays=True)
    clerk.sends(case, "measure", "be.order_measure", 15)


def at_home(clerk: Clerk) -> None:
    """Lessons at home for a child that is ill for long; the teacher was found."""
    case = clerk.opens("be.home_education", 8, "Kobe", by=clerk.care)
    clerk.does(
        case,
        "ask",
        8,
        "request",
        "certificate",
        by=clerk.care,
        illness="other",
        distance_km="3",
        absent_from=clerk.ago(30).isoformat(),
        certificate="general",
        education="ordinary",
    )
    clerk.does(case, "answer", 7, organised=True, reasons="Vier lestijden per week, in overleg met de klas.")
    clerk.sends(case, "answer", "be.home_education_answer", 7)
    clerk.does(case, "teacher", 5, by=clerk.care, teacher="Nele Wuyts")


def therapy(clerk: Clerk) -> None:
    """Speech therapy during lessons waits for two documents."""
    case = clerk.opens("be.rehabilitation", 6, "Noor", by=clerk.care)
    clerk.does(
        case,
        "ask",
        6,
        "parents_statement",
        by=clerk.care,
        situation="learning_need",
        minutes_per_week=100,
        adapted_curriculum=False,
    )


def absence(clerk: Clerk) -> None:
    case = clerk.opens("be.permission", 18, "Merel")
    day = clerk.ago(14).isoformat()
    clerk.does(case, "ask", 18, occasion="mourning", first_day=day, last_day=day, holiday=False)
    clerk.does(case, "decide", 18, decision="granted", reasons="De begrafenis van haar grootvader.")
    clerk.sends(case, "decide", "be.absence_permission", 18)


def objection(clerk: Clerk) -> None:
    """A complaint that the school and the parents try to solve together."""
    case = clerk.opens("be.complaint", 9)
    clerk.does(case, "raise", 9, last_event=clerk.ago(12).isoformat(), complaint_summary="De opvang aan de poort.")
    clerk.does(case, "mediate", 3, report="Een eerste gesprek met een bemiddelaar.")


def suspension(clerk: Clerk) -> None:
    """Two days, told to the inspectorate, and over."""
    case = clerk.opens("nl.suspension", 30, "Sem")
    clerk.does(case, "hear", 30, description="Een vechtpartij met letsel.", doubt=False, present="Sem en zijn ouders")
    clerk.does(
        case,
        "decide",
        30,
        first_day=clerk.ago(29).isoformat(),
        last_day=clerk.ago(28).isoformat(),
        school_days=2,
        alternative="Een gesprek hielp niet.",
        reasons="De veiligheid van de groep.",
        handed_over=True,
        explained=True,
    )
    clerk.does(case, "programme", 30, programme="Weektaak met de groep mee.", programme_place="school")
    clerk.sends(case, "decide", "nl.suspension", 30)
    clerk.does(case, "inspectorate", 29)
    clerk.sends(case, "inspectorate", "nl.suspension_inspectorate", 29, official_number="00XX")
    clerk.does(case, "back", 27)


def complaint(clerk: Clerk) -> None:
    """Before the complaints committee: told to everybody, the committee named, the hearing to come."""
    case = clerk.opens("nl.complaint", 11)
    clerk.does(
        case,
        "lodge",
        11,
        lodged_with="committee",
        event_on=clerk.ago(20).isoformat(),
        oral=False,
        complaint_summary="Het toezicht op het plein.",
        has_name=True,
        has_address=True,
        is_dated=True,
        is_described=True,
    )
    clerk.names(
        case,
        11,
        ("complainant", "Mevrouw De Jong"),
        ("accused", "De toezichthouder van het plein"),
        ("committee_chair", "Mr. Van Dam"),
        ("committee", "Mevrouw Smit"),
        ("committee", "De heer Bos"),
    )
    clerk.does(case, "notice", 9)
    clerk.sends(case, "notice", "nl.complaint_receipt", 9)
    clerk.does(case, "committee", 7)


def leave(clerk: Clerk, given: str, number: int, *, answered: bool) -> None:
    case = clerk.opens("nl.leave", number, given)
    clerk.does(
        case,
        "ask",
        number,
        "request",
        leave_kind="weighty",
        first_day=clerk.ago(0).isoformat(),
        last_day=clerk.ago(0).isoformat(),
        nature_of_work=False,
        employer_statement=False,
        granted_this_year=False,
    )
    if answered:
        clerk.does(case, "decide", number, decision="granted", reasons="Het huwelijk van haar oom.")
        clerk.sends(case, "decide", "nl.leave_decision", number)


RUNNING: dict[str, tuple[Callable[[Clerk], None], ...]] = {
    "De Lindeboom": (guidance, exclusion, measure, at_home, therapy, absence, objection),
    "De Beuk": (suspension, complaint, partial(leave, given="Saar", number=12, answered=True),
                partial(leave, given="Yara", number=2, answered=False)),
}  # fmt: skip


def tell(built: Built, many: list[Child]) -> None:
    """The cases of a school, for who opens the list of procedures."""
    if built.plan.name in RUNNING:
        clerk = Clerk(built, many)
        for case in RUNNING[built.plan.name]:
            case(clerk)
