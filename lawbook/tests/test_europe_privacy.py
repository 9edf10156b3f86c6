"""The term to answer a request about personal data (PRI-3, PRI-4; GDPR art. 12(3), Regulation 1182/71 art. 3(4))."""

from datetime import date

import pytest

from lawbook.catalogue import apply
from lawbook.core import BadFact, NotInForce

REQUEST = {"jurisdiction": "be", "kind": "inspection"}


def answer(received: str, **facts: object):
    return apply("privacy.request_due", REQUEST | {"received": received} | facts).value


@pytest.mark.parametrize(
    ("received", "strict", "due"),
    [
        ("2021-03-15", "2021-04-15", "2021-04-15"),
        ("2021-01-31", "2021-02-28", "2021-03-01"),  # a Sunday
        ("2021-04-01", "2021-05-01", "2021-05-03"),  # Labour Day on a Saturday
        ("2021-06-21", "2021-07-21", "2021-07-22"),  # the Belgian national day
        ("2022-06-11", "2022-07-11", "2022-07-11"),  # 11 July is no public holiday
    ],
)
def test_a_month_that_ends_on_a_weekend_or_holiday_ends_on_the_next_working_day(received, strict, due):
    expected = {"due": date.fromisoformat(due), "strict_due": date.fromisoformat(strict), "regime": "gdpr"}
    assert answer(received) == expected


def test_the_holidays_are_those_of_the_country():
    assert answer("2021-03-27", jurisdiction="nl")["due"] == date(2021, 4, 28)
    assert answer("2021-03-27")["due"] == date(2021, 4, 27)


def test_a_prolonged_answer_has_three_months_in_all():
    assert answer("2021-03-15", prolonged="yes")["strict_due"] == date(2021, 6, 15)


def test_the_term_stands_still_while_identity_is_asked():
    assert answer("2021-03-15", identity_asked="2021-03-16", identity_proved="2021-03-23")["strict_due"] == date(
        2021, 4, 22
    )


def test_without_proof_of_identity_there_is_no_last_day_yet():
    assert answer("2021-03-15", identity_asked="2021-03-16") == {"due": None, "strict_due": None, "regime": "gdpr"}


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"identity_asked": "2021-03-14"}, "identity_asked"),
        ({"identity_proved": "2021-03-16"}, "identity_asked"),
        ({"identity_asked": "2021-03-16", "identity_proved": "2021-03-15"}, "identity_proved"),
    ],
)
def test_identity_is_asked_after_the_request_and_proved_after_that(facts, named):
    with pytest.raises(BadFact) as refused:
        answer("2021-03-15", **facts)
    assert refused.value.fact == named


@pytest.mark.parametrize(("received", "regime"), [("2018-05-24", "wbp"), ("2018-05-25", "gdpr")])
def test_the_law_of_the_day_of_receipt_decides(received, regime):
    assert answer(received, jurisdiction="nl")["regime"] == regime


def test_the_act_before_the_gdpr_knew_no_prolongation():
    outcome = apply(
        "privacy.request_due",
        {"jurisdiction": "nl", "kind": "correction", "received": "2017-05-01", "prolonged": "yes"},
    )
    assert outcome.value["due"] == date(2017, 5, 29)
    assert [one.code for one in outcome.reasons] == ["request_wbp_weeks", "request_wbp_not_prolonged"]


def test_the_belgian_act_before_the_gdpr_was_not_read():
    with pytest.raises(NotInForce):
        answer("2018-05-24")
