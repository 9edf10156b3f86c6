"""Physical safety of Dutch schools: a board's safety plan (2016), and what the Arbowet says beside it."""

import pytest

from lawbook.catalogue import apply
from lawbook.core import BadFact, NotInForce


def value(rule: str, **facts: object) -> object:
    return apply(rule, {"on": "2026-11-22", **facts}).as_json(rule)["value"]


def codes(rule: str, **facts: object) -> list[str]:
    return [reason.code for reason in apply(rule, {"on": "2026-11-22", **facts}).reasons]


# --- emergency responders (safety plan 1.3; Arbowet art. 15) -------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "minimum"),
    [(1, 1), (49, 1), (50, 1), (51, 2), (100, 2), (101, 3), (249, 5), (250, 5), (251, 5), (900, 5)],
)
def test_one_responder_for_each_fifty_people_and_at_least_five_above_250(people, minimum):
    assert value("nl.bhv.minimum", people=people) == {"minimum": minimum, "level": "advice"}


def test_counting_the_fifties_one_by_one_gives_the_same_number():
    for people in range(1, 251):
        fifties = len({person // 50 for person in range(people)})
        assert value("nl.bhv.minimum", people=people)["minimum"] == fifties


def test_the_answer_says_that_the_arbowet_names_no_number_and_that_absence_asks_for_more():
    assert codes("nl.bhv.minimum", people=120) == [
        "bhv_rule_of_thumb",
        "bhv_law_names_no_number",
        "bhv_more_for_absence",
    ]


def test_below_fifty_the_plans_introduction_asks_for_two_where_its_table_asks_for_one():
    assert "bhv_plan_appoints_more" in codes("nl.bhv.minimum", people=40)


def test_before_the_plan_of_26_september_2016_no_number_is_known():
    with pytest.raises(NotInForce):
        value("nl.bhv.minimum", people=40, on="2016-09-25")


@pytest.mark.parametrize("people", ["0", "-3", "2.5", "many"])
def test_a_school_without_people_is_refused(people):
    with pytest.raises(BadFact) as refused:
        value("nl.bhv.minimum", people=people)
    assert refused.value.fact == "people"


# --- toilets (safety plan 2.1) -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("people", "minimum"), [(0, 0), (1, 1), (15, 1), (16, 2), (30, 2), (31, 3), (150, 10)])
def test_one_toilet_for_fifteen_or_fewer_of_the_same_sex(people, minimum):
    assert value("nl.building.toilets", people_of_sex=people) == minimum


@pytest.mark.parametrize(
    ("urinals", "minimum"), [("no", 5), ("0", 5), (1, 4), (2, 3), (3, 3), (True, 3), ("yes", 3), ("40", 3)]
)
def test_urinals_replace_a_part_of_the_toilets_as_long_as_one_for_25_men_remains(urinals, minimum):
    assert value("nl.building.toilets", people_of_sex=75, urinals=urinals) == minimum


def test_an_answer_with_urinals_says_that_the_number_is_inferred_and_gives_all_three_readings():
    reasons = apply("nl.building.toilets", {"people_of_sex": 75, "urinals": 2, "on": "2026-11-22"}).reasons
    doubt = next(reason for reason in reasons if reason.code == "toilets_three_readings")
    assert (doubt.facts["readings"], doubt.facts["counts"]) == ((15, 20, 25), (5, 4, 3))
    assert "rests_on_inferred" in [reason.code for reason in reasons]


def test_an_answer_without_urinals_rests_on_nothing_inferred():
    assert codes("nl.building.toilets", people_of_sex=75) == ["toilets_per_people"]


@pytest.mark.parametrize("facts", [{"people_of_sex": -1}, {"people_of_sex": 3, "urinals": -1}])
def test_fewer_than_no_people_or_urinals_are_refused(facts):
    with pytest.raises(BadFact) as refused:
        value("nl.building.toilets", **facts)
    assert refused.value.fact == list(facts)[-1]


# --- risk inventory (safety plan, introduction, 9.2 and 9.3; Arbowet art. 5) ---------------------------------------


@pytest.mark.parametrize(
    ("last", "due"), [("2023-03-01", "2027-03-01"), ("2012-05-14", "2016-05-14"), ("2024-02-29", "2028-02-29")]
)
def test_the_risk_inventory_is_repeated_by_the_stricter_of_four_and_five_years(last, due):
    assert value("nl.rie.due", last=last) == due


def test_the_term_of_five_years_and_the_act_without_a_term_stand_beside_it():
    reasons = apply("nl.rie.due", {"last": "2023-03-01", "on": "2026-11-22"}).reasons
    assert [reason.code for reason in reasons] == ["rie_within_years", "rie_other_term", "rie_law_knows_no_term"]
    assert reasons[1].facts["due"].isoformat() == "2028-03-01"
    assert (reasons[2].source.act, reasons[2].source.level) == ("Arbeidsomstandighedenwet", "law")


@pytest.mark.parametrize(
    ("exists", "reviewed", "force_majeure", "missing", "status", "months"),
    [
        ("no", "no", "no", 0, "fine", None),
        ("no", "yes", "yes", 0, "fine", None),
        ("yes", "no", "no", 0, "fine", None),
        ("yes", "no", "yes", 0, "warning", 3),
        ("yes", "no", "yes", 4, "warning", 3),
        ("yes", "yes", "no", 1, "warning", 3),
        ("yes", "yes", "no", ["no terms in the plan of action"], "warning", 3),
        ("yes", "yes", "no", "yes", "warning", 3),
        ("yes", "yes", "no", 0, "ok", None),
        ("yes", "yes", "yes", [], "ok", None),
    ],
)
def test_the_inspectorate_fines_a_missing_or_unreviewed_inventory_and_warns_for_three_months(
    exists, reviewed, force_majeure, missing, status, months
):
    facts = {"exists": exists, "reviewed": reviewed, "force_majeure": force_majeure, "missing_points": missing}
    assert value("nl.rie.status", **facts) == {"status": status, "term_months": months}


def test_fewer_than_no_missing_points_are_refused():
    with pytest.raises(BadFact, match="missing_points"):
        value("nl.rie.status", exists="yes", reviewed="yes", force_majeure="no", missing_points="-1")


# --- recurring checks (safety plan, introduction and 2) ------------------------------------------------------------

YEARLY = [
    "building", "pe_hall", "playground", "fire_safety", "gas", "evacuation_drill", "accident_register",
    "bhv_refresher", "safety_plan", "action_plan",
]  # fmt: skip


@pytest.mark.parametrize("kind", YEARLY)
def test_the_fixed_checks_come_back_within_a_year(kind):
    assert value("nl.safety.next_check", kind=kind, last="2025-11-03") == "2026-11-03"
    assert value("nl.safety.next_check", kind=kind, last="2024-02-29") == "2025-02-28"


@pytest.mark.parametrize("kind", ["water", "hygiene", "emergency_lighting"])
def test_what_has_no_fixed_term_is_left_to_a_human(kind):
    outcome = apply("nl.safety.next_check", {"kind": kind, "last": "2025-11-03", "on": "2026-11-22"})
    assert outcome.value is None
    assert not outcome.duties
    assert outcome.reasons


def test_an_unknown_kind_of_check_is_refused_with_the_kinds_there_are():
    with pytest.raises(BadFact, match="playground"):
        value("nl.safety.next_check", kind="roof", last="2025-11-03")
