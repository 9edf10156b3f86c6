"""The menu: an item for what a person may, and nothing else. And the first page of each function."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.functions import CLB_FUNCTIONS, COUNCIL_SECTIONS

from .queries import Place, country_of
from .words import term


class Wish(NamedTuple):
    """A page that a person may open: the name of its address, its word in the menu, and the object it is about."""

    name: str
    label: str | Promise
    pk: UUID | None = None


class Item(NamedTuple):
    url: str
    label: str | Promise
    current: bool


class Menu(NamedTuple):
    daily: list[Item]
    more: list[Item]
    own: list[Item]  # under one's own name


def address(name: str, *args: object) -> str | None:
    """The address of a page, or None while no app has a page of that name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def menu(actor: Actor, path: str, schools: Mapping[UUID, Place]) -> Menu:
    """The items of this person in the own country's words, with the one of the page at hand marked."""
    country = country_of(schools)
    return Menu(_items(_daily(actor, country), path), _items(_more(actor, country), path), _items(_own(actor), path))


def first_page(actor: Actor) -> str:
    """Where a person starts: a teacher at the class, the CLB and a parent at their own page, staff at the duties.

    The board starts at the figures of its schools, the data protection officer at who may do what.
    """
    wishes = _daily(actor)
    if actor.reach("attendance.record").groups:
        wishes.sort(key=lambda wish: wish.name != "class_today")
    if actor.may("child.read") and not actor.may("incident.open"):  # a parent on the council is a parent first
        wishes.sort(key=lambda wish: wish.name != "my_child")
    oversees = [Wish("figures", "")] if actor.may("figures.read") else []
    oversees += [Wish("policy", "")] if actor.may("register.read") and not actor.may("duty.see") else []
    found = [item.url for item in _items([*oversees, *wishes], "")]
    return found[0] if found else reverse("rules")


def _daily(actor: Actor, jurisdiction: str = "be") -> list[Wish]:
    clb = bool(actor.functions & CLB_FUNCTIONS)
    on_council = bool(actor.functions.intersection(COUNCIL_SECTIONS))
    pupils = actor.reach("pupil.find")
    wishes = [
        (clb, Wish("clb", _("CLB"))),
        (actor.may("staffing.plan"), Wish("staffing", _("Staffing plan"))),
        (actor.may("duty.see") and not clb, Wish("today", _("Today"))),
        (bool(actor.reach("attendance.record").groups), Wish("class_today", capfirst(term("my class", jurisdiction)))),
        (actor.may("attendance.office"), Wish("office", _("Office"))),
        (bool(pupils.schools or pupils.groups) and not clb, Wish("pupils", _("Pupils"))),
        (actor.may("incident.open"), Wish("safety", _("Safety"))),
        (actor.may("report.read") and not actor.may("incident.open"), Wish("safety_report", _("Safety"))),
        (actor.may("plan.agree") or on_council, Wish("participation", _("Participation"))),
        (actor.may("case.read"), Wish("cases", _("Procedures"))),
        (actor.may("letters.read"), Wish("letters", _("Letters"))),
        (actor.may("child.read"), Wish("my_child", _("My child"))),
        (actor.may("figures.read"), Wish("figures", _("Figures"))),
        (True, Wish("rules", _("Rules"))),
    ]
    return [wish for opened, wish in wishes if opened]


def _more(actor: Actor, jurisdiction: str) -> list[Wish]:
    managed = sorted(actor.reach("school.manage").schools)
    wishes = [
        (actor.may("roster.import"), Wish("roster", _("Pupil list and import"))),
        (actor.may("people.manage"), Wish("people", _("People and functions"))),
        (actor.may("report.answer") and jurisdiction == "be", Wish("report_requests", _("Questions of the CLB"))),
        (actor.may("register.read"), Wish("register", _("Register of users"))),
        (bool(managed), Wish("school", _("School"), managed[0] if managed else None)),
        (actor.may("board.manage"), Wish("board", _("Board"))),
        (actor.may("journal.read"), Wish("journal", _("Journal"))),
        (actor.may("policy.read"), Wish("policy", _("Who may do what"))),
    ]
    return [wish for opened, wish in wishes if opened]


class Room(NamedTuple):
    """A part of safety: where it is, what it is called, and in a sentence what one does there."""

    url: str
    label: str | Promise
    what: str | Promise


def safety_rooms(actor: Actor, jurisdiction: str = "be") -> list[Room]:
    """The parts of safety that this person may enter, what is urgent first, as the own country calls them (SAF)."""
    flemish = jurisdiction == "be"
    responders = capfirst(term("emergency responders", jurisdiction))
    aggression = _("What happened, and the care for who met it.") if flemish else _("Warnings, bans, two review weeks.")
    careful = _("Whom to talk with, and whom to call.") if flemish else _("Reporting code, offences, confidentiality.")
    rooms: list[tuple[str, str, str | Promise, str | Promise]] = [
        ("incident.report", "incident_new", _("Something happened"), _("Report it in five minutes.")),
        ("incident.report", "near_misses", _("Nearly went wrong"), _("Not safe, or just missed: tell it.")),
        ("incident.open", "incidents", _("Incidents"), _("What was reported, the care after it, and its papers.")),
        ("bullying.signal", "bullying", _("Bullying"), _("Signals, the steps and phases, the group protocols.")),
        ("case.read:aggression", "bans", _("Aggression"), aggression),
        ("case.open:protected", "careful", _("Worries about a child"), careful),
        ("firstaid.record", "firstaid", _("Ill or hurt"), _("First aid, calls, and with whom the child went home.")),
        ("medication.give", "medication", _("Medicines"), _("Today's doses, the signed forms, the register.")),
        ("bereavement.manage", "bereavements", _("Bereavement"), _("What to do, by whom, and the days to remember.")),
        ("plan.read", "plan", _("The safety plan"), _("Its chapters, documents and agreements.")),
        ("plan.read", "plan_wheel", _("The year of the plan"), _("All it asks, and what was never done.")),
        ("plan.read", "year_plan", _("Year plan"), _("Goals on working conditions, and what came of them.")),
        ("plan.read", "participation", _("Participation"), _("What council and board say of the plan.")),
        ("plan.read", "checks", _("Checks"), _("What is looked at every year, and when it was last.")),
        ("plan.read", "risks", _("Risks"), _("The risk inventory and its plan of action.")),
        ("plan.read", "responders", responders, _("Who they are, certificates, and enough of them.")),
        ("plan.read", "drills", _("Evacuation drills"), _("Planned, held, and what was learned.")),
        ("incident.report", "supervision", _("Supervision"), _("Who stands where, and where to look.")),
        ("training.manage", "trainings", _("Training and talks"), _("Certificates, yearly talks, starting teachers.")),
        ("survey.manage", "surveys", _("How people feel"), _("Short surveys of pupils, parents and staff.")),
        ("report.read", "safety_report", _("Yearly report"), _("The year in figures, without a child in it.")),
    ]  # fmt: skip
    found = [(address(name), label, what) for right, name, label, what in rooms if actor.may(right)]
    return [Room(url, label, what) for url, label, what in found if url]


def _own(actor: Actor) -> list[Wish]:
    return [Wish("tokens", _("Tokens for programs"))] if actor.may("attendance.record") else []


def _items(wishes: list[Wish], path: str) -> list[Item]:
    found = [(address(wish.name, *([wish.pk] if wish.pk else [])), wish.label) for wish in wishes]
    return [Item(url, label, path.startswith(url)) for url, label in found if url]
