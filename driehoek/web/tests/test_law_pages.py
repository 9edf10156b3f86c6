"""The pages of the law: each rule opens, answers own facts with its reasons, and refuses what cannot be (ALL-2)."""

import datetime as dt
import html
import re

import pytest
import time_machine
from django.utils import translation

from driehoek.web import why
from driehoek.web.strip import strips
from lawbook import catalogue, days

APPEAL = "/rules/be.discipline.appeal_due/"
EVERY = [rule.id for rule in catalogue.rules()]


def text_of(answer) -> str:
    page = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("rule_id", EVERY)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_rule_has_its_page_in_both_languages_without_login(client, db, rule_id: str, language: str) -> None:
    client.cookies["django_language"] = language
    answer = client.get(f"/rules/{rule_id}/")
    rule = catalogue.get(rule_id)
    assert answer.status_code == 200
    assert why.head(rule, language).says in text_of(answer)
    for fact in rule.facts:
        assert f'name="{fact.name}"' in answer.content.decode()


def test_a_decision_sent_on_6_may_2021_can_be_appealed_until_19_may(client, db) -> None:
    """Registered letter: received on the third procedure day; five procedure days; Ascension does not count."""
    said = text_of(client.get(APPEAL, {"decision_sent": "2021-05-06"}))
    assert "dinsdag 11 mei 2021" in said
    assert "woensdag 19 mei 2021" in said
    assert "donderdag 13 mei 2021: telt niet: Hemelvaart" in said
    assert "woensdag 19 mei 2021: telt, dag 5, laatste dag" in said
    assert "MLER" in said or "Schoolreglement" in said


def test_the_form_keeps_the_facts_and_names_the_field_that_is_wrong(client, db) -> None:
    answer = client.get(APPEAL, {"decision_sent": "2021-09-31"})
    assert "“2021-09-31” bestaat niet op de kalender" in text_of(answer)
    assert 'href="#id_decision_sent"' in answer.content.decode()
    assert "Het antwoord Vul de feiten in" in text_of(answer)


def test_a_fact_that_the_rule_itself_refuses_stands_at_its_field(client, db) -> None:
    page = client.get("/rules/be.days.after/", {"start": "2021-05-06", "days": "-1", "kind": "procedure"})
    assert 'href="#id_days"' in page.content.decode()


def test_a_missing_fact_is_asked_for(client, db) -> None:
    page = client.get("/rules/be.days.after/", {"start": "2021-05-06", "days": "", "kind": "procedure"})
    assert 'href="#id_days"' in page.content.decode()


def test_a_day_before_the_law_gets_no_number(client, db) -> None:
    said = text_of(client.get(APPEAL, {"decision_sent": "1980-05-06"}))
    assert "de eerste geldt vanaf" in said
    assert "1 september 2020" in said


def test_a_list_of_facts_is_typed_one_on_a_line_and_a_decimal_with_a_comma(client, db) -> None:
    half_days = "2020-01-14/am\n2020-01-14/pm\n2020-01-15/am\n2020-01-16/am\n2020-01-17/am"
    said = text_of(client.get("/rules/be.absence.problematic/", {"half_days": half_days}))
    assert "vrijdag 17 januari 2020" in said
    sport = text_of(client.get("/rules/be.absence.top_sport/", {"lesson_hours": "5,5", "sport": "tennis"}))
    assert "5,5" in sport


def test_nothing_typed_is_an_empty_form_without_errors(client, db) -> None:
    assert "Kijk dit nog eens na" not in text_of(client.get(APPEAL))


def test_a_rule_that_is_not_there_is_a_page_that_is_not_there(client, db) -> None:
    assert client.get("/rules/be.nothing/").status_code == 404


def test_the_list_is_narrowed_by_words_country_and_subject(client, db) -> None:
    assert "Laatste dag om beroep aan te tekenen" in text_of(client.get("/rules/", {"q": "beroep tekenen"}))
    dutch = client.get("/rules/", {"country": "nl"}).content.decode()
    assert "/rules/nl.leave.decide/" in dutch
    assert "/rules/be." not in dutch
    attendance = client.get("/rules/", {"subject": "ATT"}).content.decode()
    assert "/rules/be.absence.problematic/" in attendance
    assert APPEAL not in attendance
    assert "Geen regel gevonden" in text_of(client.get("/rules/", {"q": "olifant"}))


def test_a_value_checked_more_than_two_years_ago_carries_a_warning(client, db) -> None:
    with time_machine.travel(dt.datetime(2032, 1, 1, 12, tzinfo=dt.UTC), tick=False):
        said = text_of(client.get(APPEAL, {"decision_sent": "2021-05-06"}))
    assert "meer dan twee jaar geleden" in said
    assert "meer dan twee jaar geleden" not in text_of(client.get(APPEAL, {"decision_sent": "2021-05-06"}))


def test_why_answers_with_the_real_facts_or_says_why_not() -> None:
    answered = why.explain("be.discipline.appeal_due", {"decision_sent": "2021-05-06"})
    assert answered["facts"] == [("Beslissing verstuurd op", "donderdag 6 mei 2021")]
    assert ("ten laatste", "woensdag 19 mei 2021") in answered["answer"].value.pairs
    assert "wrong" in why.explain("be.discipline.appeal_due", {})
    assert "not_in_force" in why.explain("be.discipline.appeal_due", {"decision_sent": "1980-05-06"})


def test_two_counts_that_follow_each_other_are_one_strip() -> None:
    letter = days.after(dt.date(2021, 5, 6), 3, days.procedure_days())
    term = days.after(letter.end, 5, days.procedure_days())
    (strip,) = strips([letter, term], "nl")
    assert [cell.note for cell in strip] == [
        *("dag 0", "1", "zaterdag", "zondag", "2", "laatste dag"),
        *("1", "Hemelvaart", "2", "zaterdag", "zondag", "3", "4", "laatste dag"),
    ]
    assert [cell.look for cell in strip if cell.look in {"z", "e"}] == ["z", "e", "e"]


@pytest.mark.parametrize("number", [30, 90, 400, 2000])
def test_a_long_count_is_folded_and_still_adds_up(number: int) -> None:
    count = days.after(dt.date(2021, 1, 4), number, days.procedure_days())
    with translation.override("nl"):
        (strip,) = strips([count], "nl")
    assert len(strip) < 36
    folded = sum(int(cell.big) for cell in strip if cell.look.startswith("w"))
    single = sum(cell.look in {"c", "e"} for cell in strip)
    assert folded + single == number


def test_a_term_that_runs_backwards_is_numbered_towards_the_event() -> None:
    count = days.before(dt.date(2021, 5, 11), 2, days.procedure_days())
    (strip,) = strips([count], "nl")
    assert strip[-1].look == "z"
    assert [cell.note for cell in strip if cell.look in {"c", "e"}] == ["laatste dag", "1"]


def test_a_staffing_plan_is_typed_as_json_and_its_violations_are_told_in_words(client, db) -> None:
    """Circular CLB/2006/02 §2: a job of 55 per cent does not exist."""
    facts = {"centre": "Netevallei", "school_year": "2014-2015", "total_weight": "20", "linear_weight": "18,5"}
    jobs = '[{"office": "arts", "fraction": 1, "kind": "permanent"}, {"office": "consulent", "fraction": 0.55}]'
    said = text_of(client.post("/rules/clb.staffing.check/", {**facts, "jobs": jobs}))
    assert "Betrekking 2 (consulent) is 55%. Dat mag niet" in said
    assert "saldo 17,685" in said


def test_a_staffing_plan_that_is_no_json_or_names_no_office_stands_at_its_field(client, db) -> None:
    facts = {"centre": "Netevallei", "school_year": "2014-2015", "total_weight": "20", "linear_weight": "18"}
    page = client.post("/rules/clb.staffing.check/", {**facts, "jobs": "arts, consulent"})
    assert 'href="#id_jobs"' in page.content.decode()
    said = text_of(
        client.post("/rules/clb.staffing.check/", {**facts, "jobs": '[{"office": "tandarts", "fraction": 1}]'})
    )
    assert "0: office: “tandarts” is geen van" in said
