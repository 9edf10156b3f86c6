"""Reads of the plan: its chapters as they stand, their history, who fills the blanks, the papers (SAF-1, SAF-21)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from unicodedata import combining, normalize
from uuid import UUID

from django.db.models import Prefetch

from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.access.queries import in_force
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.catalogue import Chapter, Field
from driehoek.safetyplan.models import ChapterText, Paper, Signature
from driehoek.schools.models import School
from driehoek.web.words import function_name

Status = ChapterText.Status


class Row(NamedTuple):
    """A chapter of the catalogue with what this school wrote in it; `text` is None before anybody did."""

    chapter: Chapter
    text: ChapterText | None

    @property
    def status(self) -> str:
        return self.text.status if self.text else Status.EMPTY

    @property
    def status_name(self) -> str:
        return str(Status(self.status).label)

    @property
    def owner(self) -> str:
        return self.text.owner if self.text else self.chapter.owner

    @property
    def next_review(self) -> date | None:
        return self.text.next_review if self.text else None

    @property
    def blanks(self) -> list[tuple[Field, str]]:
        filled = self.text.blanks if self.text else {}
        return [(blank, filled.get(blank.code, "")) for blank in self.chapter.blanks]

    @property
    def open_blanks(self) -> int:
        return sum(not value for _blank, value in self.blanks)


class Person(NamedTuple):
    name: str
    phone: str


class Progress(NamedTuple):
    """How far the plan is: adopted chapters of all, and the blanks still open."""

    adopted: int
    total: int
    open_blanks: int


def newest(school: UUID) -> dict[str, ChapterText]:
    """What counts, by chapter: ids grow with time, so the last row of a code is the newest."""
    return {row.code: row for row in ChapterText.objects.filter(school=school).order_by("pk")}


def rows(school: UUID) -> list[Row]:
    texts = newest(school)
    return [Row(chapter, texts.get(code)) for code, chapter in catalogue.chapters().items()]


def row_of(school: UUID, code: str) -> Row | None:
    chapter = catalogue.chapters().get(code)
    text = ChapterText.objects.filter(school=school, code=code).order_by("-pk").first()
    return Row(chapter, text) if chapter else None


def history(school: UUID, code: str) -> list[ChapterText]:
    """Every version of a chapter, the newest first."""
    return list(ChapterText.objects.filter(school=school, code=code).select_related("saved_by").order_by("-pk"))


def progress(found: Iterable[Row]) -> Progress:
    many = list(found)
    adopted = sum(row.status == Status.ADOPTED for row in many)
    return Progress(adopted, len(many), sum(row.open_blanks for row in many))


def matching(found: Iterable[Row], words: str, status: str) -> list[Row]:
    """The chapters in which every word stands somewhere, without regard to accents and capitals."""
    asked = folded(words).split()
    return [
        row for row in found if (not status or row.status == status) and all(word in _searched(row) for word in asked)
    ]


def _searched(row: Row) -> str:
    said = [row.chapter.code, row.chapter.title, row.chapter.holds]
    if row.text:
        said += [row.text.text, row.text.location]
    for blank, value in row.blanks:
        said += [blank.label, value]
    return folded(" ".join(said))


def folded(text: str) -> str:
    return "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))


def holders(school: School, on: date, at: datetime) -> dict[str, Person]:
    """Who holds each function at a school or its board today: what a blank that names a function is filled with."""
    held = Appointment.objects.filter(in_force(on, at), board_id=school.board_id).exclude(function=Function.PARENT)
    found: dict[str, Person] = {}
    for row in held.filter(school__in=[school.pk]).select_related("user").order_by("pk"):
        found.setdefault(row.function, Person(row.user.get_full_name(), row.user.phone))
    for row in held.filter(school=None).select_related("user").order_by("pk"):
        found.setdefault(row.function, Person(row.user.get_full_name(), row.user.phone))
    return found


def suggestions(chapter: Chapter, people: dict[str, Person]) -> dict[str, str]:
    """What the register of functions says about a chapter's blanks, by code."""
    found = {}
    for blank in chapter.blanks:
        person = people.get(blank.fills)
        if person:
            found[blank.code] = person.phone if blank.kind == "phone" else person.name
    return {code: text for code, text in found.items() if text}


def owners(jurisdiction: str) -> list[tuple[str, str]]:
    """The functions that can own a chapter or a measure, in the words of the country."""
    return [(function.value, function_name(function, jurisdiction)) for function in OWNERS]


OWNERS = (
    Function.DIRECTOR, Function.PREVENTION_OFFICER, Function.CARE_COORDINATOR, Function.SECRETARIAT,
    Function.CLASS_TEACHER, Function.EMERGENCY_RESPONDER, Function.FIRST_AIDER, Function.ANTI_BULLYING,
    Function.BOARD_MEMBER,
)  # fmt: skip


class Stack(NamedTuple):
    """The versions of one signed document, the newest first."""

    kind: str
    name: str
    newest: Paper
    older: list[Paper]


def papers(school: UUID) -> list[Stack]:
    """The signed documents of a school, each kind (and each class's rules) with its versions."""
    signed = Prefetch("signatures", Signature.objects.order_by("signed_on", "name"))
    found: dict[tuple[str, UUID | None], list[Paper]] = {}
    for paper in Paper.objects.filter(school=school).select_related("group").prefetch_related(signed).order_by("-pk"):
        found.setdefault((paper.kind, paper.group_id), []).append(paper)
    stacks = [Stack(kind, _paper_name(many[0]), many[0], many[1:]) for (kind, _group), many in found.items()]
    order = list(Paper.Kind.values)
    return sorted(stacks, key=lambda stack: (order.index(stack.kind), stack.name))


def _paper_name(paper: Paper) -> str:
    name = str(paper.get_kind_display())
    return f"{name}: {paper.group.name}" if paper.group else name


def missing_papers(stacks: Iterable[Stack]) -> list[tuple[str, str]]:
    """The documents the plan asks for that nobody recorded yet, with their names."""
    there = {stack.kind for stack in stacks}
    asked = (
        Paper.Kind.INTENT,
        Paper.Kind.CONDUCT,
        Paper.Kind.SCHOOL_RULES,
        Paper.Kind.CLASS_RULES,
        Paper.Kind.PERMIT,
        Paper.Kind.EVACUATION,
    )
    return [(kind.value, str(kind.label)) for kind in asked if kind not in there]
