"""One way for all pages: how errors are shown, what an empty choice says, where a source stands, where one starts."""

import re
from pathlib import Path

import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone

from driehoek.access.functions import Function
from driehoek.access.queries import actor_of
from driehoek.duties import subjects
from driehoek.duties.models import Duty
from driehoek.safetyplan.models import Certificate
from driehoek.web import words
from driehoek.web.nav import first_page
from tests.cast import FIRST, LEIE, MONDAY, appoint, person

APPS = Path(__file__).parents[2]
TEMPLATES = sorted(path for path in APPS.rglob("templates/**/*.html"))
FORM = re.compile(r'<form\b[^>]*method="post"[^>]*>')


def test_every_form_that_writes_shows_its_errors_in_the_words_of_the_house() -> None:
    """The browser's own bubbles speak the browser's language and stand on one field at a time."""
    found = {path.name: tag for path in TEMPLATES for tag in FORM.findall(path.read_text()) if "novalidate" not in tag}
    assert found == {}


def test_an_empty_choice_says_what_to_do(settings) -> None:
    class Choosing(forms.Form):
        one = forms.ChoiceField(choices=[("", "---------"), ("a", "A")])

    shown = str(Choosing()["one"])
    assert "---" not in shown
    assert ">kies<" in shown


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ({"act": "Schoolreglement (MLER_063)", "article": "16"}, "Schoolreglement, punt 16"),
        ({"act": "Leerplichtwet 1969", "article": "21a"}, "Leerplichtwet 1969, 21a"),
    ],
)
def test_a_source_is_said_in_words(source, said) -> None:
    assert words.source_words(source) == said


def test_the_board_starts_at_its_schools_and_the_protection_officer_at_who_may_do_what(cast) -> None:
    officer = person("Dina", "Privacy")
    appoint(officer, Function.DATA_PROTECTION_OFFICER, LEIE)
    for who, name in ((cast.oona, "figures"), (officer, "policy")):
        assert first_page(actor_of(who, timezone.now())) == reverse(name)


def test_the_table_of_rights_fits_on_a_page_and_says_for_each_function_what_it_does_with_attendance(cast, client):
    client.force_login(cast.rita)
    page = client.get(reverse("policy"))
    assert page.context["matrix"][0][0] is Function.DIRECTOR
    assert {len(cells) for _function, cells in page.context["matrix"]} == {len(page.context["kinds"])}
    assert dict(page.context["matrix"])[Function.PARENT][2][0] == "leest"


def test_may_this_asks_the_name_of_who_finds_children_and_the_number_of_the_others(cast, client) -> None:
    asked = {"person": cast.kathleen.pk, "action": "file.read:attendance", "pupil": "adam nowak"}
    for who, answered in ((cast.rita, True), (cast.oona, False)):
        client.force_login(who)
        assert (client.get(reverse("may_this"), asked).context["answer"] is not None) is answered


def test_whose_certificate_expires_is_said_to_who_manages_them_alone(cast) -> None:
    one = Certificate.objects.create(
        board_id=LEIE,
        school=cast.lindeboom,
        person=cast.tom,
        kind=Certificate.Kind.EMERGENCY_RESPONSE,
        issued_on=FIRST,
        recorded_by=cast.rita,
    )
    duty = Duty(board_id=LEIE, school=cast.lindeboom, code="renew_certificate", origin=one.duties_origin, due=MONDAY)
    told = [subjects.of(actor_of(who, timezone.now()), [duty]).get(duty.pk, "") for who in (cast.rita, cast.kathleen)]
    assert ["Tom Aerts" in text for text in told] == [True, False]
