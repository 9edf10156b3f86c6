"""How people feel: codes on paper, answers that belong to nobody, small groups kept back (SAF-15)."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from driehoek.safetyplan import catalogue
from driehoek.safetyplan.models import Answer, Survey, SurveyCode
from driehoek.safetyplan.models.surveys import Audience
from driehoek.safetyplan.queries import surveys
from driehoek.schools.models import Group
from tests.cast import MEIERIJ, YEAR


@pytest.fixture(autouse=True)
def _on_that_day(time_machine) -> None:
    time_machine.move_to("2026-11-23T10:00+01:00", tick=False)
    cache.clear()


@pytest.fixture
def petra(cast, client):
    client.force_login(cast.petra)
    return client


@pytest.fixture
def made(cast, petra) -> Survey:
    petra.post(reverse("survey_new"), {"audience": "upper", "opens": "2026-11-23", "closes": "2026-11-27"})
    return Survey.objects.get()


def codes_of(petra, survey: Survey, group: Group, number: int) -> list[str]:
    page = petra.post(reverse("survey_codes", args=[survey.pk]), {"group": str(group.pk), "number": str(number)})
    assert page["Cache-Control"] == "no-store"
    return page.context["codes"]


def all_answers(value: int = 4) -> dict[str, str]:
    return {one.code: str(value) for one in catalogue.questions("upper")}


def answered(survey: Survey, group: Group, times: int, value: int = 3) -> None:
    values = {one.code: value for one in catalogue.questions(survey.audience)}
    Answer.objects.bulk_create(
        Answer(board_id=MEIERIJ, survey=survey, group=group, values=values, score=float(value))
        for _time in range(times)
    )


def test_every_audience_has_questions_in_two_languages() -> None:
    for audience in Audience.values:
        assert len(catalogue.questions(audience)) >= 6
        assert all({"nl", "en"} <= set(one.words) for one in catalogue.questions(audience))


def test_a_child_answers_once_with_the_code_and_without_logging_in(cast, petra, made) -> None:
    code, _other = codes_of(petra, made, cast.groep_5, 2)
    stranger = Client()
    assert stranger.post(reverse("enter"), {"code": code.lower()}).headers["Location"] == reverse(
        "answer", args=[code.lower()]
    )
    page = stranger.post(reverse("answer", args=[code]), all_answers())
    assert page.context["thanks"]
    assert stranger.post(reverse("answer", args=[code]), all_answers()).context["used"]
    assert Answer.objects.get().group == cast.groep_5
    assert SurveyCode.objects.filter(used=True).count() == 1


def test_a_forgotten_question_is_named_and_nothing_is_kept(cast, petra, made) -> None:
    code = codes_of(petra, made, cast.groep_5, 1)[0]
    page = Client().post(reverse("answer", args=[code]), {**all_answers(), "bullied": ""})
    assert page.status_code == 422
    assert not Answer.objects.exists()
    assert not SurveyCode.objects.get().used


def test_nothing_that_is_kept_says_who_or_when(cast, petra, made) -> None:
    code = codes_of(petra, made, cast.groep_5, 1)[0]
    Client().post(reverse("answer", args=[code]), all_answers())
    assert {field.name for field in Answer._meta.fields} == {"id", "board", "survey", "group", "values", "score"}
    assert Answer.objects.get().pk.version == 4
    assert {field.name for field in SurveyCode._meta.fields} == {"digest", "board", "survey_id", "group_id", "used"}
    assert code not in str(list(SurveyCode.objects.values()))


def test_an_unknown_code_is_refused_kindly_and_after_many_wrong_ones_none_is_looked_at(cast, petra, made) -> None:
    code = codes_of(petra, made, cast.groep_5, 1)[0]
    stranger = Client()
    assert "papier" in str(stranger.post(reverse("enter"), {"code": "ZZZZ-ZZZZ"}).context["form"].errors["code"])
    for _try in range(60):
        stranger.post(reverse("enter"), {"code": "ZZZZ-ZZZZ"})
    assert stranger.post(reverse("enter"), {"code": code}).status_code == 422


def test_new_codes_end_the_unused_ones_of_that_group(cast, petra, made) -> None:
    lost = codes_of(petra, made, cast.groep_5, 2)[0]
    codes_of(petra, made, cast.groep_5, 2)
    assert Client().get(reverse("answer", args=[lost])).headers["Location"] == reverse("enter")
    assert SurveyCode.objects.count() == 2


def test_answers_are_read_when_it_is_over_and_never_before(cast, petra, made) -> None:
    answered(made, cast.groep_5, 6)
    assert petra.get(reverse("survey", args=[made.pk])).context["results"] is None
    assert petra.get(reverse("survey_chart", args=[made.pk, "means"])).status_code == 404
    petra.post(reverse("survey_close", args=[made.pk]))
    assert petra.get(reverse("survey", args=[made.pk])).context["results"].is_shown
    assert petra.get(reverse("survey_chart", args=[made.pk, "means"])).status_code == 200


def test_after_closing_a_code_answers_no_more(cast, petra, made) -> None:
    code = codes_of(petra, made, cast.groep_5, 1)[0]
    petra.post(reverse("survey_close", args=[made.pk]))
    page = Client().post(reverse("answer", args=[code]), all_answers())
    assert not page.context["used"]
    assert not Answer.objects.exists()
    assert petra.post(reverse("survey_codes", args=[made.pk]), {"number": "3"}).status_code == 404


def test_a_group_of_four_is_not_shown_and_not_found_by_subtraction(cast, petra, made) -> None:
    groups = [
        Group.objects.create(board_id=MEIERIJ, school=cast.beuk, school_year=YEAR, name=f"Groep {n}", year=n)
        for n in (6, 7)
    ]
    for group, times in ((cast.groep_5, 4), (groups[0], 5), (groups[1], 9)):
        answered(made, group, times)
    found = surveys.results(made)
    assert [text for _group, text in found.groups] == ["<5", "…", "9"]
    assert found.means[0].groups == [None, None, 3.0]
    assert found.means[0].everybody == 3.0


def test_four_answers_in_all_show_nothing(cast, petra, made) -> None:
    answered(made, cast.groep_5, 4)
    found = surveys.results(made)
    assert (found.answered, found.is_shown, found.trend) == ("<5", False, [])


def test_a_bad_answer_to_a_turned_question_counts_as_bad(cast, petra, made) -> None:
    answered(made, cast.groep_5, 5, value=4)
    means = {mean.question.code: mean.everybody for mean in surveys.results(made).means}
    assert (means["like"], means["bullied"]) == (4.0, 1.0)


def test_a_survey_cannot_end_before_it_begins(cast, petra) -> None:
    page = petra.post(reverse("survey_new"), {"audience": "staff", "opens": "2026-11-27", "closes": "2026-11-23"})
    assert page.context["form"].errors["closes"]
    assert not Survey.objects.exists()


def test_a_teacher_and_another_board_see_no_survey(cast, petra, made, client) -> None:
    for user in (cast.fenna, cast.mallory):
        client.force_login(user)
        assert client.get(reverse("survey", args=[made.pk])).status_code == 404


def test_staff_are_asked_together_without_a_group(cast, petra) -> None:
    petra.post(reverse("survey_new"), {"audience": "staff", "opens": "2026-11-23", "closes": "2026-11-27"})
    page = petra.post(reverse("survey_codes", args=[Survey.objects.get().pk]), {"number": "12"})
    assert len(page.context["codes"]) == 12
    assert all(re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", code) for code in page.context["codes"])
    assert Survey.objects.get().is_open(date(2026, 11, 27))
