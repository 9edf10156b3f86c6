"""Jobs of a CLB: circular CLB/2006/02 §2, decree of 1 December 1998 art. 78."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawbook.core import BadFact
from lawbook.flanders.staffing import OFFICES
from lawbook.tests.plans import BASE, answer, broken, job, plan, reasons, value

WEIGHTS = {
    "arts": "1.6", "consulent": "1.3", "psycho_pedagogisch_consulent": "1.3", "administratief_werker": "1",
    "maatschappelijk_werker": "1", "paramedisch_werker": "1", "psycho_pedagogisch_werker": "1", "medewerker": "0.7",
    "intercultureel_bemiddelaar": "0.7", "ervaringsdeskundige": "0.5",
}  # fmt: skip
BLANK = {"administratief_werker", "maatschappelijk_werker", "paramedisch_werker", "psycho_pedagogisch_werker"}


# --- weights and the base formation (§2) ---------------------------------------------------------------------------


def test_a_base_formation_uses_9_2_and_leaves_the_rest():
    assert value(plan()) == {
        "used": "9.2",
        "available": "20",
        "balance": "10.8",
        "base": {"met": True, "missing": []},
        "violations": [],
    }


def test_every_number_is_traced_to_a_weight_a_day_and_an_article():
    found = answer(plan())
    doctor = next(one for one in found["reasons"] if one["text"].startswith("doctor"))
    assert doctor["text"] == "doctor: 1 full-time × weight 1.6 (since 29 June 2006) = 1.6."
    assert doctor["source"]["article"] == "2"
    weights = {one["id"]: one for one in found["parameters"] if one["id"].startswith("clb.weight.")}
    assert weights["clb.weight.psycho_pedagogisch_consulent"]["value"] == 1.3
    assert all(one["valid_from"] and one["source"]["act"] for one in weights.values())


def test_part_time_multiplies_the_weight_by_the_fraction_exactly():
    found = value(plan(job("consulent", "0.7"), job("ervaringsdeskundige", 0.9)))
    assert found["used"] == "10.56"
    assert found["balance"] == "9.44"


@pytest.mark.parametrize("office", sorted(BLANK))
def test_an_answer_with_a_weight_that_is_blank_in_the_source_says_that_it_is_inferred(office):
    facts = plan(jobs=[job(office)])
    told = [one["text"] for one in answer(facts)["reasons"] if one["code"] == "rests_on_inferred"]
    assert len(told) == 1
    assert value(facts)["used"] == "1"


def test_an_answer_without_those_offices_rests_on_nothing_inferred():
    assert "rests_on_inferred" not in reasons(plan(jobs=[job("arts"), job("consulent"), job("medewerker", "0.5")]))


def test_the_director_has_no_known_weight_and_is_left_out_until_the_centre_brings_one():
    assert "staffing_director_left_out" in reasons(plan())
    own = plan(weights=[{"office": "directeur", "weight": "1.9", "source": "letter of the agency of 1 June 2014"}])
    assert value(own)["used"] == "11.1"
    assert "staffing_director_left_out" not in reasons(own)
    assert "rests_on_unverified" in reasons(own)


def test_a_centre_may_bring_a_blank_weight_but_none_that_the_circular_gives():
    own = [{"office": "maatschappelijk_werker", "weight": "1.1", "source": "own reading"}]
    assert value(plan(weights=own))["used"] == "9.4"
    with pytest.raises(BadFact, match=r"arts: the weight is 1\.6"):
        value(plan(weights=[{"office": "arts", "weight": "1.1", "source": "own reading"}]))


def test_an_own_weight_holds_from_its_own_day():
    own = {"office": "directeur", "weight": "1.9", "source": "letter", "valid_from": "2015-09-01"}
    with pytest.raises(BadFact, match="does not hold"):
        value(plan(weights=[own]))
    assert value(plan(weights=[own], school_year="2015-2016"))["used"] == "11.1"


@pytest.mark.parametrize("place", range(len(BASE)))
def test_each_part_of_the_base_formation_is_missed_when_it_is_not_there(place):
    found = value(plan(jobs=[one for position, one in enumerate(BASE) if position != place]))
    assert found["base"] == {"met": False, "missing": [{"office": BASE[place]["office"], "short": "1"}]}
    assert [one["code"] for one in found["violations"]] == ["base_formation_short"]


def test_an_assistant_may_stand_in_for_the_administrative_worker_but_two_halves_of_each_may_not():
    assert value(plan(jobs=[*BASE[:-1], job("medewerker")]))["base"]["met"]
    halves = value(plan(jobs=[*BASE[:-1], job("medewerker", "0.5"), job("administratief_werker", "0.5")]))
    assert halves["base"]["missing"] == [{"office": "administratief_werker", "short": "0.5"}]


def test_full_time_equivalents_may_be_spread_over_part_time_jobs():
    spread = [job("maatschappelijk_werker", "0.5")] * 4
    others = [one for one in BASE if one["office"] != "maatschappelijk_werker"]
    assert value(plan(jobs=[*others, *spread]))["base"]["met"]


def test_more_weight_than_there_is_is_a_violation_and_exactly_as_much_is_none():
    assert broken(plan(total_weight="9.2")) == []
    assert broken(plan(total_weight="9.19")) == ["weights_exceeded"]
    assert value(plan(total_weight="9.19"))["balance"] == "-0.01"


def test_since_2014_the_umbrellas_own_base_formation_is_named_beside_the_circulars():
    assert "staffing_network_base" not in reasons(plan())
    assert "staffing_network_base" in reasons(plan(school_year="2015-2016"))
    there = plan(*[job("psycho_pedagogisch_werker")] * 2, school_year="2015-2016")
    assert "staffing_network_base" not in reasons(there)


# --- fractions (§2, decree art. 78) --------------------------------------------------------------------------------


@pytest.mark.parametrize("fraction", ["0.5", "0.6", "0.7", "0.8", "0.9", "1", "0.50", 0.6])
def test_a_job_may_be_50_to_100_per_cent_in_steps_of_ten(fraction):
    assert broken(plan(job("consulent", fraction))) == []


@pytest.mark.parametrize("fraction", ["0", "0.05", "0.25", "0.45", "0.55", "0.75", "0.95", "0.505"])
def test_no_other_fraction_may_be(fraction):
    assert broken(plan(job("consulent", fraction))) == ["fraction_not_allowed"]


@pytest.mark.parametrize("fraction", ["0.1", "0.2", "0.3", "0.4"])
def test_one_small_job_an_office_may_be_and_a_second_may_not(fraction):
    assert broken(plan(job("consulent", fraction), job("medewerker", fraction))) == []
    assert broken(plan(job("consulent", fraction), job("consulent", "0.1"))) == ["second_small_job"]


@pytest.mark.parametrize(("had", "rest"), [("0.75", "0.25"), ("0.25", "0.75")])
def test_what_a_leave_before_a_pension_frees_of_a_full_job_may_be_a_job_of_that_office(had, rest):
    """§2: a centre may organise a job of 25% or 75% where somebody makes use of that leave, whoever gets it."""
    leave = job("consulent", had, "pre_retirement")
    assert broken(plan(leave, job("consulent", rest, "temporary"))) == []
    assert broken(plan(leave, job("medewerker", rest, "temporary"))) == ["fraction_not_allowed"]
    assert broken(plan(leave, job("consulent", "0.35", "temporary"))) == ["fraction_not_allowed"]


@pytest.mark.parametrize("fraction", ["0.25", "0.75"])
def test_25_and_75_per_cent_may_be_with_leave_before_retirement(fraction):
    assert broken(plan(job("consulent", fraction, "pre_retirement"))) == []
    assert broken(plan(job("consulent", fraction, "temporary"))) == ["fraction_not_allowed"]


def test_a_temporary_replacement_may_be_below_half_time_more_than_once():
    assert broken(plan(*[job("consulent", "0.15", "replacement")] * 3)) == []


def test_a_director_is_full_time():
    assert "director_not_full_time" in broken(plan(jobs=[job("directeur", "0.5"), *BASE[1:]]))


def test_a_violation_names_the_job_and_its_source():
    found = value(plan(job("consulent", "0.55")))["violations"][0]
    assert found["text"].startswith("Job 10 (counsellor) is 55%.")
    assert found["source"]["article"] == "2 (decreet van 1 december 1998, art. 78)"


# --- counted again, in another way ---------------------------------------------------------------------------------

ANY_JOBS = st.lists(
    st.tuples(st.sampled_from(OFFICES), st.integers(0, 20), st.sampled_from(["permanent", "temporary", "replacement"])),
    max_size=40,
)


def short_by_hand(jobs: list[tuple[str, int, str]]) -> dict[str, Fraction]:
    there = {office: sum(n for one, n, _ in jobs if one == office) for office in OFFICES}
    needs = {
        "directeur": 20,
        "arts": 20,
        "maatschappelijk_werker": 40,
        "paramedisch_werker": 40,
        "psycho_pedagogisch_consulent": 40,
    }
    found = {office: needs[office] - there[office] for office in needs}
    found["administratief_werker"] = 20 - max(there["administratief_werker"], there["medewerker"])
    return {office: Fraction(n, 20) for office, n in found.items() if n > 0}


@settings(max_examples=150, deadline=None)
@given(ANY_JOBS)
def test_twentieths_of_weights_counted_with_whole_numbers_give_the_same_sums(jobs):
    facts = plan(jobs=[job(office, str(Decimal(n) / 20), kind) for office, n, kind in jobs], total_weight="30")
    found = value(facts)
    tenths = {office: int(Decimal(weight) * 10) for office, weight in WEIGHTS.items()}
    used = Fraction(sum(tenths.get(office, 0) * n for office, n, _ in jobs), 200)
    assert Fraction(found["used"]) == used
    assert Fraction(found["balance"]) == 30 - used
    assert {one["office"]: Fraction(one["short"]) for one in found["base"]["missing"]} == short_by_hand(jobs)
    sizes = [n for office, n, kind in jobs if kind != "replacement" and office != "directeur"]
    odd = [n for n in sizes if n % 2 or n == 0]
    assert [one["code"] for one in found["violations"]].count("fraction_not_allowed") == len(odd)
