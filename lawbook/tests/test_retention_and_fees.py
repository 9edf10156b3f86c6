"""How long data are kept (Vrijstellingsbesluit Wbp) and what a copy cost (Besluit kostenvergoeding), to 24 May 2018."""

from datetime import date

import pytest

from lawbook.catalogue import apply
from lawbook.core import BadFact, NotInForce

WBP, GDPR = "2018-05-24", "2018-05-25"


def fee(on: str, pages: int = 1, kind: str = "copy", hard_access: str = "no") -> object:
    facts = {"pages": pages, "hard_access": hard_access, "kind": kind, "on": on}
    return apply("nl.privacy.fee", facts).as_json("nl.privacy.fee")["value"]


@pytest.mark.parametrize(
    ("pages", "amount"), [(0, 0), (1, 0.23), (10, 2.3), (19, 4.37), (20, 4.5), (100, 4.5), (101, 22.5), (500, 22.5)]
)
def test_a_copy_cost_23_cents_a_page_up_to_four_and_a_half_euro_and_more_above_a_hundred_pages(pages, amount):
    assert fee(WBP, pages) == amount


def test_hard_access_cost_up_to_twenty_two_and_a_half_euro():
    assert fee(WBP, 3, hard_access="yes") == 22.5


def test_an_objection_cost_four_and_a_half_euro_however_many_pages():
    assert fee(WBP, 300, kind="objection", hard_access="yes") == 4.5


@pytest.mark.parametrize("kind", ["copy", "objection"])
def test_since_the_gdpr_it_is_free(kind):
    assert fee(GDPR, 300, kind=kind, hard_access="yes") == 0


def test_before_the_euro_no_amount_is_known():
    with pytest.raises(NotInForce):
        fee("2001-12-31")


def test_fewer_than_no_pages_are_refused():
    with pytest.raises(BadFact, match="pages"):
        fee(WBP, -1)


def erase(category: str, start: str, jurisdiction: str = "nl", **more: object) -> str | None:
    facts = {"jurisdiction": jurisdiction, "category": category, "start_event": start, **more}
    return apply("retention.erase_on", facts).as_json("retention.erase_on")["value"]


@pytest.mark.parametrize(
    ("category", "end"),
    [
        ("pupil", "2018-07-31"),
        ("enrolment_administration", "2021-07-31"),
        ("compulsory_education", "2018-07-31"),
        ("transport", "2018-07-31"),
        ("procedure", "2018-07-31"),
        ("register", "2018-07-31"),
        ("document", "2021-07-31"),
        ("camera", "2016-08-28"),
        ("camera_incident", "2016-07-31"),
        ("communication", "2017-07-31"),
        ("former_pupil", "2016-07-31"),
        ("staff", "2018-07-31"),
        ("applicant", "2016-08-28"),
        ("care", "2021-07-31"),
        ("access_control", "2017-01-31"),
        ("internal_management", "2017-01-31"),
        ("visitor", "2017-01-31"),
    ],
)
def test_each_kind_of_data_has_its_term_from_its_own_event(category, end):
    assert erase(category, "2016-07-31") == end


def test_an_applicant_who_consents_is_kept_for_a_year():
    assert erase("applicant", "2016-07-31", consent="yes") == "2017-07-31"
    assert erase("pupil", "2016-07-31", consent="yes") == "2018-07-31"


def test_the_regulations_five_years_for_a_pupils_file_are_told_and_do_not_hold():
    facts = {"jurisdiction": "nl", "category": "pupil", "start_event": "2016-07-31"}
    told = {one.code: one for one in apply("retention.erase_on", facts).reasons}["retention_regulation_says_longer"]
    assert told.facts["end"] == date(2021, 7, 31)


@pytest.mark.parametrize(("start", "level"), [(WBP, "law"), (GDPR, "board")])
def test_since_the_gdpr_the_terms_of_the_exemption_decision_are_the_boards_own(start, level):
    facts = {"jurisdiction": "nl", "category": "procedure", "start_event": start}
    assert apply("retention.erase_on", facts).reasons[0].source.level == level


@pytest.mark.parametrize("category", ["visitor", "access_control", "internal_management"])
def test_where_no_term_is_left_since_the_gdpr_a_human_decides(category):
    assert erase(category, GDPR) is None


def test_footage_was_kept_for_a_day_before_2012_and_four_weeks_since():
    assert erase("camera", "2011-12-31") == "2012-01-01"
    assert erase("camera", "2012-01-01") == "2012-01-29"


def test_a_file_of_a_clb_is_kept_for_ten_years_after_the_last_contact():
    assert erase("clb_file", "2020-06-30", jurisdiction="be") == "2030-06-30"


@pytest.mark.parametrize(("category", "jurisdiction"), [("pupil", "be"), ("camera", "be"), ("clb_file", "nl")])
def test_where_no_source_knows_a_term_for_the_country_none_is_made_up(category, jurisdiction):
    assert erase(category, "2020-06-30", jurisdiction=jurisdiction) is None


def test_before_the_wbp_no_term_is_known():
    with pytest.raises(NotInForce):
        erase("pupil", "2001-08-31")
