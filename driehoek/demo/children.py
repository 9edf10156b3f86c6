"""Children and the adults around them, class by class, as plain rows ready to be poured."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from random import Random
from typing import NamedTuple
from uuid import UUID

from driehoek.demo.known import KNOWN, Known
from driehoek.demo.names import DOMAIN, HOUSEHOLDS, Origin, dice, full, ids
from driehoek.demo.pour import pour
from driehoek.demo.schools import LADDERS, YOUNGEST, Built
from driehoek.kit.names import fold, search_name
from driehoek.people.models import Enrolment, Guardian, Guardianship, Membership, Pupil

REGULATIONS = "2024-2025"


class Adult(NamedTuple):
    id: UUID
    given: str
    prefix: str
    family: str
    relation: str
    lives_with: bool
    language: str

    @property
    def name(self) -> str:
        return full(self.given, self.prefix, self.family)

    @property
    def email(self) -> str:
        name = f"{fold(self.given)}.{fold(self.prefix + self.family)}".replace(" ", "")
        return f"{name}.{self.id.int >> 64 & 0xFFF:x}@{DOMAIN}"


@dataclass
class Child:
    """A child with what the other modules ask of it. Step and letter are those of the last group."""

    id: UUID
    built: Built
    number: int
    given: str
    prefix: str
    family: str
    sex: str
    born: date
    step: int
    letter: str
    left: bool
    newcomer: bool
    adults: tuple[Adult, ...]
    known: Known | None

    @property
    def name(self) -> str:
        return full(self.given, self.prefix, self.family)

    @property
    def group_ids(self) -> dict[int, UUID]:
        """The child's group per start of a school year."""
        before, now = self.built.years.before.start, self.built.years.now.start
        if self.left:
            return {before: self.built.groups[before, self.step, self.letter].pk}
        found = {now: self.built.groups[now, self.step, self.letter].pk}
        earlier = self.built.groups.get((before, self.step - 1, self.letter))
        return {before: earlier.pk} | found if earlier else found


class Home(NamedTuple):
    origin: Origin
    prefix: str
    family: str
    adults: tuple[Adult, ...]


def children(built: Built) -> Iterator[Child]:
    """All children of a school: those of this year's groups, and those who left in June."""
    seats = [(seat.step, seat.letter, seat.size, False) for seat in built.plan.seats]
    top = len(LADDERS[built.plan.jurisdiction]) - 1
    seats += [
        (top, seat.letter, seat.size - 1, True)
        for seat in built.plan.seats
        if (built.years.before.start, top, seat.letter) in built.groups and seat.step == top
    ]
    throw = dice(built.school.pk, "children")
    fresh, adults = ids(f"pupil {built.school.pk}"), ids(f"guardian {built.school.pk}")
    number = count(1)
    home = _home(built, throw, adults)
    for step, letter, size, left in seats:
        known = () if left else KNOWN.get((built.plan.name, step, letter), ())
        for seat in range(size):
            if seat < len(known):
                yield _known(built, (next(fresh), next(number)), known[seat], adults, (step, letter))
                continue
            if throw.random() < 0.8:  # one child in five has a brother or sister in the school
                home = _home(built, throw, adults)
            yield _child(built, throw, (next(fresh), next(number)), home, (step, letter, left))


def _home(built: Built, throw: Random, fresh: Iterator[UUID]) -> Home:
    origin = throw.choice(HOUSEHOLDS[built.plan.jurisdiction])
    own, other = throw.choice(origin.families), throw.choice(origin.families)
    apart, alone = throw.random() < 0.14, throw.random() < 0.06
    mother = Adult(next(fresh), throw.choice(origin.mothers), *other, "mother", True, origin.language)
    father = Adult(next(fresh), throw.choice(origin.fathers), *own, "father", not apart, origin.language)
    return Home(origin, *own, (mother,) if alone else (mother, father))


def _child(built: Built, throw: Random, new: tuple[UUID, int], home: Home, seat: tuple[int, str, bool]) -> Child:
    step, letter, left = seat
    girl = throw.random() < 0.49
    year = (built.years.before if left else built.years.now).start - YOUNGEST[built.plan.jurisdiction] - step
    return Child(
        new[0],
        built,
        new[1],
        throw.choice(home.origin.girls if girl else home.origin.boys),
        home.prefix,
        home.family,
        "f" if girl else "m",
        date(year, throw.randint(1, 12), throw.randint(1, 28)),
        step,
        letter,
        left,
        newcomer=home.origin.language == "en" and throw.random() < 0.5,
        adults=home.adults,
        known=None,
    )


def _known(built: Built, new: tuple[UUID, int], who: Known, fresh: Iterator[UUID], seat: tuple[int, str]) -> Child:
    mother = Adult(next(fresh), who.mother, who.prefix, who.family, "mother", True, who.language)
    father = Adult(next(fresh), who.father, who.prefix, who.family, "father", not who.apart, who.language)
    year = built.years.now.start - YOUNGEST[built.plan.jurisdiction] - seat[0]
    return Child(
        new[0],
        built,
        new[1],
        who.given,
        who.prefix,
        who.family,
        who.sex,
        date(year, *who.born),
        *seat,
        left=False,
        newcomer=who.newcomer,
        adults=(mother, father),
        known=who,
    )


OF_A_PUPIL = ("id", "board_id", "school_id", "site_id", "key", "given_name", "first_names", "prefix", "family_name",
              "search_name", "birth_date", "sex", "country", "newcomer", "year", "left_on", "is_demo")  # fmt: skip


def save(many: Iterable[Child], *, with_adults: bool = True) -> list[Child]:
    """Pour children, their enrolments, groups and adults; returns them for whoever tells more of them."""
    kept = list(many)
    pour(Pupil, OF_A_PUPIL, (_pupil(one) for one in kept))
    for school in {one.built.school.pk for one in kept}:
        Pupil.objects.filter(school=school).mark_namesakes()
    fresh = ids(f"enrolment {kept[0].id}")
    pour(
        Enrolment,
        ("id", "board_id", "pupil_id", "first_day", "last_day", "end", "agreed_on", "regulations_version"),
        ((next(fresh), *_enrolment(one)) for one in kept),
    )
    fresh = ids(f"membership {kept[0].id}")
    pour(
        Membership,
        ("id", "board_id", "pupil_id", "group_id", "first_day", "last_day"),
        ((next(fresh), *row) for one in kept for row in _memberships(one)),
    )
    if with_adults:
        _save_adults(kept)
    return kept


def _pupil(one: Child) -> tuple[object, ...]:
    built = one.built
    rung = LADDERS[built.plan.jurisdiction][one.step]
    group = built.groups[(built.years.before if one.left else built.years.now).start, one.step, one.letter]
    names = search_name(one.given, one.given, one.prefix, one.family, built.plan.jurisdiction)
    return (
        one.id,
        built.board,
        built.school.pk,
        group.site_id,
        f"{one.number:05}",
        one.given,
        one.given,
        one.prefix,
        one.family,
        names,
        one.born,
        one.sex,
        built.plan.jurisdiction.upper(),
        one.newcomer,
        rung.year,
        built.years.before.last(built.plan.jurisdiction).replace(month=6, day=30) if one.left else None,
        True,
    )


def _enrolment(one: Child) -> tuple[object, ...]:
    """From the first of September the child climbed the ladder; agreed on in June before."""
    years = one.built.years
    start = (years.before if one.left else years.now).start - one.step
    first = date(start, 9, 1)
    ended = date(years.now.start, 6, 30) if one.left else None
    return one.built.board, one.id, first, ended, "completed" if one.left else "", date(start, 6, 12), REGULATIONS


def _memberships(one: Child) -> Iterator[tuple[object, ...]]:
    years, law = one.built.years, one.built.plan.jurisdiction
    for year in (years.before, years.now):
        group = one.group_ids.get(year.start)
        if group:
            yield one.built.board, one.id, group, year.first(law), year.last(law)


def _save_adults(kept: list[Child]) -> None:
    homes = {adult.id: (adult, one) for one in kept for adult in one.adults}
    pour(
        Guardian,
        ("id", "board_id", "given_name", "family_name", "email", "phone", "address", "secret_address", "language"),
        (
            (
                number,
                one.built.board,
                adult.given,
                full("", adult.prefix, adult.family),
                adult.email,
                f"0470 00 {one.number // 100 % 100:02} {one.number % 100:02}",
                _address(one, adult),
                bool(one.known and one.known.secret and adult.relation == "mother"),
                adult.language,
            )
            for number, (adult, one) in homes.items()
        ),
    )
    fresh = ids(f"guardianship {kept[0].id}")
    pour(
        Guardianship,
        (
            "id",
            "board_id",
            "pupil_id",
            "guardian_id",
            "relation",
            "has_authority",
            "is_informed",
            "lives_with",
            "call_order",
        ),
        (
            (next(fresh), one.built.board, one.id, adult.id, adult.relation, True, True, adult.lives_with, order)
            for one in kept
            for order, adult in enumerate(one.adults, 1)
        ),
    )


def _address(one: Child, adult: Adult) -> str:
    if one.built.plan.jurisdiction == "be":
        return f"Leiestraat {adult.id.int >> 64 & 0xFF}, 9999 Leiedorp"
    return f"Meierlaan {adult.id.int >> 64 & 0xFF}, 5999 ZZ Meierdorp"
