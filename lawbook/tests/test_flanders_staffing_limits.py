"""What a CLB may give away, lend and when: circular CLB/2006/02 §1, §3 and §4; ended on 1 September 2018."""

from decimal import Decimal

import pytest

from lawbook.catalogue import apply
from lawbook.core import BadFact, NotInForce
from lawbook.tests.plans import BASE, broken, job, out, plan, reasons, value

# --- transfers (§1) ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("weight", "codes"), [("0.9", []), ("0.901", ["transfer_to_centres_too_large"])])
def test_at_most_five_per_cent_of_the_linear_weight_goes_to_other_centres(weight, codes):
    assert broken(plan(transfers=[out(weight)])) == codes
    assert broken(plan(transfers=[out("0.4"), out(str(Decimal(weight) - Decimal("0.4")))])) == codes


@pytest.mark.parametrize(
    ("year", "weight", "codes"),
    [
        ("2008-2009", "0.5", []),
        ("2008-2009", "0.6", ["transfer_to_cell_too_large"]),
        ("2009-2010", "1", []),
        ("2009-2010", "1.1", ["transfer_to_cell_too_large"]),
    ],
)
def test_at_most_half_a_weight_and_later_one_goes_to_the_support_cell(year, weight, codes):
    assert broken(plan(school_year=year, transfers=[out(weight, "support_cell")])) == codes


def test_a_transfer_may_never_make_the_base_formation_impossible():
    small = plan(jobs=BASE[:5], total_weight="9.3", linear_weight="9.3", transfers=[out("0.41")])
    assert "transfer_breaks_base" in broken(small)
    kept = plan(jobs=BASE[:5], total_weight="9.3", linear_weight="9.3", transfers=[out("0.4")])
    assert "transfer_breaks_base" not in broken(kept)


def test_received_weight_is_available_but_nobody_is_appointed_permanently_on_it():
    received = [{"direction": "in", "kind": "centre", "weight": "1.3"}]
    assert value(plan(transfers=received))["available"] == "21.3"
    tight = {"total_weight": "9.2", "linear_weight": "9.2", "transfers": received}
    assert broken(plan(job("consulent", 1, "temporary"), **tight)) == []
    assert broken(plan(job("consulent", 1, "permanent"), **tight)) == ["permanent_on_received_weight"]
    assert broken(plan(job("consulent", "0.75", "pre_retirement"), **tight)) == ["permanent_on_received_weight"]


# --- the regional support cell (§3): both examples of the circular -------------------------------------------------


def test_example_one_three_centres_each_lend_a_part_of_their_own_staff():
    third_social_worker = plan(job("maatschappelijk_werker"), roc=[{"job": 9, "share": 1}])
    half_counsellor = plan(job("psycho_pedagogisch_consulent", "0.5"), roc=[{"job": 9, "share": "1"}])
    third_of_a_paramedic = plan(job("paramedisch_werker", "0.3"), roc=[{"job": 9, "share": 1}])
    assert [value(one)["used"] for one in (third_social_worker, half_counsellor, third_of_a_paramedic)] == [
        "10.2",
        "9.85",
        "9.5",
    ]
    for facts in (third_social_worker, half_counsellor, third_of_a_paramedic):
        assert broken(facts) == []
        assert value(facts)["base"]["met"]
        assert "staffing_roc_limit" in reasons(facts)


def test_example_one_the_base_formation_of_the_own_centre_stays():
    lent = plan(roc=[{"job": 2, "share": 1}])
    assert broken(lent) == ["base_formation_lent_to_roc"]
    assert value(lent)["base"] == {"met": False, "missing": [{"office": "maatschappelijk_werker", "short": "1"}]}
    a_part = plan(roc=[{"job": 5, "share": "0.3"}])
    assert value(a_part)["base"]["missing"] == [{"office": "paramedisch_werker", "short": "0.3"}]


def test_example_two_five_centres_bring_their_remainders_to_one_that_makes_a_job_of_them():
    remainders = ["0.3", "0.25", "0.35", "0.4"]
    assert sum(map(Decimal, remainders)) == Decimal("1.3")
    for weight in remainders:
        assert broken(plan(transfers=[out(weight)])) == []
    received = [{"direction": "in", "kind": "centre", "weight": weight} for weight in remainders]
    joined = plan(
        job("psycho_pedagogisch_consulent", 1, "temporary"), transfers=received, roc=[{"job": 9, "share": "1"}]
    )
    found = value(joined)
    assert (found["available"], found["used"], found["balance"]) == ("21.3", "10.5", "10.8")
    assert found["violations"] == []
    assert broken({**joined, "jobs": [*BASE, job("psycho_pedagogisch_consulent")], "total_weight": "10"}) == [
        "permanent_on_received_weight",
        "roc_too_large",
    ]


@pytest.mark.parametrize(("share", "codes"), [("1", []), ("0.5", [])])
def test_at_most_ten_per_cent_of_the_centres_whole_weight_works_in_a_regional_cell(share, codes):
    lent = [{"job": 9, "share": share}]
    assert broken(plan(job("consulent"), total_weight="13", linear_weight="1", roc=lent)) == codes
    over = broken(plan(job("consulent"), total_weight="12.9", linear_weight="12.9", roc=lent))
    assert over == (["roc_too_large"] if share == "1" else [])


# --- dates ---------------------------------------------------------------------------------------------------------


def test_before_the_circular_no_base_formation_is_known():
    assert value(plan(school_year="2006-2007"))["base"]["met"]
    with pytest.raises(NotInForce):
        value(plan(school_year="2005-2006"))


def test_from_2018_on_the_weights_are_not_known_and_nothing_is_made_up():
    found = value(plan(job("consulent", "0.55"), school_year="2018-2019", transfers=[out("5")]))
    assert found == {
        "used": None,
        "available": "15",
        "balance": None,
        "base": {"met": True, "missing": []},
        "violations": [],
    }
    told = reasons(plan(school_year="2018-2019"))
    assert "staffing_ended" in told
    assert "staffing_weights_unknown" in told


def test_from_2018_on_a_full_time_director_is_what_remains_of_the_base_formation():
    found = value(plan(jobs=BASE[1:], school_year="2020-2021"))
    assert found["base"]["missing"] == [{"office": "directeur", "short": "1"}]


def test_from_2018_on_a_centre_calculates_with_its_own_weights():
    own = [
        {"office": one, "weight": "2", "source": "BVR 15 June 2018"} for one in sorted({one["office"] for one in BASE})
    ]
    found = value(plan(school_year="2020-2021", total_weight="17", weights=own))
    assert (found["used"], found["balance"]) == ("18", "-1")
    assert found["violations"][0]["code"] == "weights_exceeded"
    assert "rests_on_unverified" in reasons(plan(school_year="2020-2021", weights=own))


# --- refusals ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "fact", "told"),
    [
        ({"jobs": [job("tandarts")]}, "jobs", "0: office: “tandarts” is none of"),
        ({"jobs": [job("arts", "half")]}, "jobs", "0: fraction: “half” is not a number"),
        ({"jobs": [*BASE, job("arts", "1.1")]}, "jobs", "9.fraction"),
        ({"jobs": [job("arts", -1)]}, "jobs", "0.fraction"),
        ({"jobs": [{"office": "arts"}]}, "jobs", "fraction"),
        ({"jobs": [{**job("arts"), "name": "An"}]}, "jobs", "name"),
        ({"jobs": "arts"}, "jobs", "object"),
        ({"transfers": [out("0")]}, "transfers", "0.weight"),
        ({"transfers": [{"direction": "away", "kind": "centre", "weight": 1}]}, "transfers", "direction"),
        ({"roc": [{"job": 9, "share": 1}]}, "roc", "there is no job 9"),
        ({"roc": [{"job": 1, "share": "0.6"}, {"job": 1, "share": "0.5"}]}, "roc", "1.share"),
        ({"total_weight": "-1"}, "total_weight", "less than nothing"),
        ({"total_weight": "1e400"}, "total_weight", "number"),
        ({"linear_weight": None}, "linear_weight", "missing"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_by_the_name_of_the_fact_and_the_place(changed, fact, told):
    with pytest.raises(BadFact) as refused:
        value(plan(**changed))
    assert refused.value.fact == fact
    assert told in str(refused.value)


# --- forms (§4) ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", [2006, 2014, 2017])
def test_all_forms_are_in_by_15_october(start):
    assert (
        apply("clb.staffing.forms_due", {"school_year": f"{start}-{start + 1}"}).value.isoformat() == f"{start}-10-15"
    )


@pytest.mark.parametrize("year", ["2005-2006", "2018-2019"])
def test_no_day_for_the_forms_is_known_before_the_circular_or_after_the_decree(year):
    with pytest.raises(NotInForce):
        apply("clb.staffing.forms_due", {"school_year": year})
