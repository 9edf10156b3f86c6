"""The attendance rules as an interface: their facts by name, and answers that speak both languages."""

import json

import pytest

from lawbook import catalogue

FACTS = {
    "be.absence.illness_evidence": "first_day last_day notes_used on?",
    "be.absence.chronic_illness": "first_day last_day notes_used",
    "be.absence.problematic": "half_days brought?",
    "be.absence.obligation": "birth_date level school_year",
    "be.absence.nursery_presence": "birth_date school_year present accepted remaining_half_days",
    "be.absence.top_sport": "lesson_hours sport on?",
    "be.absence.allowance_at_risk": "birth_date level school_year present unjustified",
    "be.home_education.entitlement": "illness absent_from absent_to? previous_until? certificate distance_km education "
    "half_days_absent?",
    "be.rehabilitation.permission": "situation minutes_per_week documents treatment_until? compulsory_nursery? "
    "adapted_curriculum? on",
    "nl.absence.notification_duty": "hours region closed?",
    "nl.leave.decide": "kind asked_on first_day last_day school_days employer_statement? nature_of_work? "
    "granted_this_year? first_school_day weighty_days_before?",
}
QUESTIONS = [
    ("be.absence.illness_evidence", "first_day=2020-11-06 last_day=2020-11-08 notes_used=0"),
    ("be.absence.illness_evidence", "first_day=2020-11-06 last_day=2020-11-06 notes_used=4"),
    ("be.absence.illness_evidence", "first_day=2020-11-06 last_day=2020-11-09 notes_used=0"),
    ("be.absence.chronic_illness", "first_day=2020-11-06 last_day=2020-12-09 notes_used=4"),
    ("be.absence.problematic", "half_days="),
    ("be.absence.problematic", "half_days=2016-05-02/am,2020-01-14/am"),
    ("be.absence.problematic", "half_days=2016-05-02/am,2020-01-14/am brought=4"),
    ("be.absence.problematic", "half_days=" + ",".join(f"2020-01-{day}/am" for day in range(13, 18))),
    ("be.absence.obligation", "birth_date=2015-05-01 level=primary school_year=2020-2021"),
    ("be.absence.obligation", "birth_date=2015-05-01 level=nursery school_year=2020-2021"),
    ("be.absence.obligation", "birth_date=2014-05-01 level=nursery school_year=2020-2021"),
    ("be.absence.obligation", "birth_date=2017-05-01 level=nursery school_year=2020-2021"),
    *(
        (
            "be.absence.nursery_presence",
            f"birth_date={year}-05-01 school_year=2020-2021 present=9 accepted=1 remaining_half_days=5",
        )
        for year in (2014, 2015, 2016)
    ),
    *(("be.absence.top_sport", f"lesson_hours={n} sport={one}") for n, one in ((6, "swimming"), (7, "football"))),
    *(
        (
            "be.absence.allowance_at_risk",
            f"birth_date={year}-05-01 level=nursery school_year=2020-2021 present={n} unjustified={n}",
        )
        for year in (2014, 2015)
        for n in (29, 300)
    ),
    *(
        (
            "be.home_education.entitlement",
            (
                f"illness={illness} absent_from={first} absent_to=2020-12-20 certificate={certificate} "
                f"distance_km={km} education=ordinary previous_until=2018-09-01 half_days_absent={n}"
            ),
        )
        for illness, certificate, first, km, n in (
            ("other", "none", "2020-12-07", 5, 0),
            ("other", "general", "2020-10-07", "10.5", 0),
            ("other", "general", "2018-11-07", 5, 0),
            ("chronic", "none", "2018-11-07", 5, 0),
            ("chronic", "specialist", "2020-11-07", 25, 20),
        )
    ),
    (
        "be.home_education.entitlement",
        "illness=chronic absent_from=2020-11-07 certificate=specialist distance_km=5 education=special",
    ),
    *(
        (
            "be.rehabilitation.permission",
            f"situation={situation} minutes_per_week={minutes} documents={documents} on={on} {more}",
        )
        for situation, minutes, documents, on, more in (
            ("illness_or_accident", 160, "clb_doctor_advice", "2021-01-11", "treatment_until=2021-01-10"),
            ("illness_or_accident", 160, "", "2024-01-11", ""),
            ("learning_need", 260, "parents_statement", "2021-01-11", "adapted_curriculum=yes"),
            ("learning_need", 160, "", "2024-01-11", "compulsory_nursery=yes"),
        )
    ),
    *(
        ("nl.absence.notification_duty", f"hours={hours} region=zuid")
        for hours in ("", "2021-01-11:4", "2021-01-11:8,2021-01-12:8")
    ),
    *(
        (
            "nl.leave.decide",
            (
                f"kind={kind} asked_on=2016-12-30 first_day=2016-09-05 last_day=2016-09-30 school_days={n} "
                "first_school_day=2016-08-29 granted_this_year=yes"
            ),
        )
        for kind in ("religious", "holiday", "weighty")
        for n in (5, 11)
    ),
]


@pytest.mark.parametrize("rule_id", FACTS)
def test_a_rule_takes_the_facts_of_the_interface(rule_id):
    wanted = set(FACTS[rule_id].split())
    rule = catalogue.get(rule_id)
    found = {fact.name if fact.required else f"{fact.name}?" for fact in rule.facts}
    assert found == wanted


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(("rule_id", "facts"), QUESTIONS)
def test_every_answer_can_be_told_in_both_languages_and_names_its_sources(rule_id, facts, lang):
    given = dict(one.split("=", 1) for one in facts.split())
    outcome = catalogue.apply(rule_id, given)
    told = json.loads(json.dumps(outcome.as_json(rule_id, lang)))
    assert told["reasons"]
    assert told["parameters"]
    assert all(one["text"] and "{" not in one["text"] for one in (*told["reasons"], *told["duties"]))
    assert all(one["source"] for one in told["reasons"])
    assert {one["id"] for one in told["parameters"]} <= set(catalogue.get(rule_id).parameters)


def test_the_questions_touch_every_rule():
    assert {rule_id for rule_id, _ in QUESTIONS} == set(FACTS)
