"""Somebody in Chromium through the weeks of a case: opens it, takes steps by their label, makes letters, to its end."""

import re
from typing import Any, Self

from django.test import Client
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from driehoek.access.models import User
from driehoek.duties.models import Duty
from driehoek.letters.models import Letter
from driehoek.procedures.models import Case
from tests.browser import as_user

REFUSED = re.compile(r"status of 4(04|22)")


class Walker:
    def __init__(self, page: Page, console: list[str], time_machine: Any) -> None:
        self.page, self.console, self.time_machine = page, console, time_machine
        self.day, self.case, self.client = "", Case(), Client()

    def on(self, day: str, user: User) -> Self:
        """Another day, and perhaps another person."""
        self.day = day
        self.time_machine.move_to(f"{day}T10:00:00+01:00")
        as_user(self.page, user)
        self.client.force_login(user)
        if self.case.definition:
            self.sees()
        return self

    def opens(self, code: str, *, pupil: Any = None, school: Any = None, **facts: Any) -> None:
        where = reverse("case_new", args=[pupil.pk]) if pupil else reverse("case_new_at_school", args=[school.pk])
        self.page.goto(where)
        self.page.locator(f'[name=definition][value="{code}"]').check()
        if "complaint" in code and "person" not in facts:
            self.page.get_by_label("Een klacht over niemand van het personeel").check()
        self._fill(facts)
        self.renews()

    def renews(self) -> None:
        """Open the case that the page proposes."""
        self.page.get_by_role("button", name="De zaak openen").click()
        expect(self.page.get_by_text("loopt", exact=True)).to_be_visible()
        self.case = Case.objects.get(pk=self.page.url.split("/")[-2])

    def sees(self, *texts: str) -> None:
        """The page of the case, with these texts on it."""
        self.page.goto(reverse("case", args=[self.case.pk]))
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_attached()

    def does(self, step: str, *papers: str, **facts: Any) -> None:
        """Take a step that the page offers; `on` when it was on another day than today."""
        self._tries(step, papers, facts)
        self._says(f"Genoteerd: {step}")

    def is_refused(self, step: str, *papers: str, says: str, **facts: Any) -> None:
        """The step comes back as it was filled in, with what stands in the way; what comes next goes on in its form."""
        self._tries(step, papers, facts)
        answer = self._answer()
        assert says in answer, answer
        self._as_expected()

    def is_not_offered(self, *steps: str) -> None:
        """The page has no button for these steps at this point, for this person."""
        self._at_the_case()
        for step in steps:
            expect(self.page.get_by_role("link", name=step, exact=True)).to_have_count(0)

    def may_not(self, user: User, step: str) -> None:
        """Not there for somebody else: no page of the case and no form of the step, whatever the address."""
        as_user(self.page, user)
        for path in (reverse("case", args=[self.case.pk]), reverse("case_step", args=[self.case.pk, step])):
            answer = self.page.goto(path)
            assert answer is not None
            assert answer.status == 404
        self._as_expected()

    def names(self, role: str, name: str, **facts: Any) -> None:
        """Name somebody on the case, who declares to be impartial; the form has a story of its own."""
        given = {"role": role, "name": name, "impartial_on": self.day, **facts}
        answer = self.client.post(reverse("case_party", args=[self.case.pk]), given)
        assert answer.status_code == 302, answer.text

    def hands_over(self, to: User) -> Self:
        """Who decided hands the case to the board: names a member on it, who goes on the same day."""
        self.names("board", to.get_full_name(), user=str(to.pk), opens="on")
        return self.on(self.day, to)

    def writes(self, letter: str, number: int = 1, **facts: Any) -> list[Letter]:
        """Make a letter of the case up to its paper; returns the letters, one per recipient."""
        self._at_the_case()
        before = set(Letter.objects.filter(case_ref=self.case.pk).values_list("pk", flat=True))
        self.page.get_by_role("link", name=f"Brief: {letter}", exact=True).last.click()
        self._fill(facts)
        self.page.get_by_role("button", name="De brief maken").click()
        self._says("Gemaakt")
        made = list(Letter.objects.filter(case_ref=self.case.pk).exclude(pk__in=before))
        assert len(made) == number
        for one in made:
            self._fixes(one)
        return made

    def _fixes(self, letter: Letter) -> None:
        """Fix the text without looking at its pages, which have a story of their own in app `letters`."""
        self.client.post(reverse("letter_finalise", args=[letter.pk]))
        paper = self.client.get(reverse("letter_pdf", args=[letter.pk]))
        letter.refresh_from_db()
        assert letter.state == Letter.State.FINAL, letter.definition.unwritten(letter.data, letter.free)
        assert paper.content.startswith(b"%PDF")

    def ends(self, why: str) -> None:
        """The case is over: the page says how, no step is left to take, and every duty was done or fell away."""
        self.sees(why)
        expect(self.page.get_by_text("afgelopen", exact=True)).to_be_visible()
        left = Duty.objects.filter(origin=self.case.duties_origin, discharged_at=None, withdrawn_at=None)
        assert not left.exists(), list(left.values_list("key", "due"))

    def _tries(self, step: str, papers: tuple[str, ...], facts: dict[str, Any]) -> None:
        if self.page.locator("h1").inner_text() != step:
            self._at_the_case()
            self.page.get_by_role("link", name=step, exact=True).click()
        self._fill({**facts, **{f"paper_{paper}": True for paper in papers}})
        self.page.get_by_role("button", name="Noteren", exact=True).click()

    def _at_the_case(self) -> None:
        if self.page.url.rstrip("/").split("/")[-1] != str(self.case.pk):
            self.sees()

    def _says(self, text: str) -> None:
        answer = self._answer()
        assert text in answer, answer

    def _answer(self) -> str:
        """What the page says after a form was sent: that it was done, or what stands in the way."""
        answer = self.page.locator("main .messages, main .errors").first
        answer.wait_for()
        return answer.inner_text()

    def _fill(self, facts: dict[str, Any]) -> None:
        for name, value in facts.items():
            self._enter(self.page.locator(f'main [name="{name}"]'), value)

    def _enter(self, field: Locator, value: Any) -> None:
        if isinstance(value, bool):
            field.set_checked(value)
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(str(value))

    def _as_expected(self) -> None:
        """Chromium notes a 422 and a 404 as errors of the page: these were meant."""
        self.console[:] = [one for one in self.console if not REFUSED.search(one)]
