"""Telling a case in a test: events by step and day, and where it stands then."""

import html
import re
from datetime import date

from django.urls import reverse

from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.engine import Progress, progress
from driehoek.procedures.gate import Hand, refusal
from driehoek.procedures.models import Case
from driehoek.procedures.refusing import refusals
from driehoek.procedures.state import Context, Happened
from lawbook.core import Law
from lawbook.kinds import Range, SchoolYear

CLOSED = (Range.parse("2021-01-20"), Range.parse("2021-03-08"))  # study days of De Lindeboom in 2020-2021


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(today: str, **known: object) -> Context:
    level = str(known.pop("level", "primary"))
    opened = day(str(known.pop("opened", today)))
    land = str(known.pop("land", "be"))
    return Context(day(today), Law(), opened, level, CLOSED if land == "be" else (), SchoolYear.of(opened, land), known)


def event(step: str, on: str, *papers: str, **facts: object) -> Happened:
    return Happened(f"{step} {on}", step, day(on), facts, frozenset(papers))


def stands(code: str, events: list[Happened], today: str, **known: object) -> Progress:
    return progress(DEFINITIONS[code], events, at(today, **known))


def refused(
    code: str, events: list[Happened], new: Happened, today: str | None = None, who=None, **known: object
) -> list[str]:
    if who and (found := refusal(Hand(frozenset(who)), DEFINITIONS[code], DEFINITIONS[code].step(new.step))):
        return [found.code]
    context = at(today or new.on.isoformat(), **known)
    return [one.code for one in refusals(DEFINITIONS[code], events, context, new)]


def due(where: Progress, code: str, kind: str = "latest") -> date:
    return next(one.day for one in where.deadlines if one.code == code and one.kind == kind)


def can(where: Progress) -> set[str]:
    return {one.step.code for one in where.open}


class Teller:
    """Somebody at the screen through the weeks of a case: opens it, records steps, says what the page answers."""

    def __init__(self, client, time_machine, user, start="2026-11-23") -> None:
        self.client, self.time_machine, self.user, self.case = client, time_machine, user, None
        self.day = start
        self.on(start)

    def on(self, day: str, user=None) -> "Teller":
        """Another day, and perhaps another person; a session does not last over a weekend."""
        self.day, self.user = day, user or self.user
        self.time_machine.move_to(f"{day}T10:00:00+01:00", tick=False)
        self.client.force_login(self.user)
        return self

    def opens(self, code: str, pupil=None, school=None) -> Case:
        where = reverse("case_new", args=[pupil.pk]) if pupil else reverse("case_new_at_school", args=[school.pk])
        answer = self.client.post(where, {"definition": code, "on": self.day, "cause": "", "nobody_here": "on"})
        assert answer.status_code == 302, answer.text
        self.case = Case.objects.get(pk=answer.headers["Location"].split("/")[2])
        return self.case

    def tries(self, code: str, *papers: str, on: str | None = None, **facts):
        given = {name: "on" if value is True else value for name, value in facts.items() if value is not False}
        given |= {f"paper_{paper}": "on" for paper in papers}
        return self.client.post(reverse("case_step", args=[self.case.pk, code]), {"on": on or self.day, **given})

    def does(self, code: str, *papers: str, on: str | None = None, **facts) -> None:
        answer = self.tries(code, *papers, on=on, **facts)
        assert answer.status_code == 302, errors(answer)

    def is_refused(self, code: str, *papers: str, on: str | None = None, **facts) -> str:
        answer = self.tries(code, *papers, on=on, **facts)
        assert answer.status_code == 422, answer.status_code
        return errors(answer)

    def names(self, role: str, name: str, **more) -> None:
        given = {"role": role, "name": name, "impartial_on": self.day, **more}
        answer = self.client.post(reverse("case_party", args=[self.case.pk]), given)
        assert answer.status_code == 302, answer.text

    def hands_over(self, to, day: str | None = None) -> "Teller":
        """Whoever decided hands the case to the board: names a member on it, who goes on."""
        self.names("board", to.get_full_name(), user=str(to.pk), opens="on")
        return self.on(day or self.day, to)

    def page(self) -> str:
        answer = self.client.get(reverse("case", args=[self.case.pk]))
        assert answer.status_code == 200
        return answer.text


def errors(answer) -> str:
    """What the form says is wrong."""
    found = re.search(r'<div class="errors".*?</div>', answer.text, re.S)
    return html.unescape(found.group(0)) if found else answer.text
