"""Dated values, a board's own values, and what an outcome says about its certainty."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal

import pytest

from lawbook import facts, texts, values
from lawbook.catalogue import apply, get
from lawbook.core import BadFact, Duty, Law, NotInForce, Outcome, Override, Reason, Source, UnknownParameter
from lawbook.days import Closed, HalfDay, SchoolYear
from lawbook.errors import Malformed, UnknownRule

BOARD = Source("Schoolreglement De Regenboog", "12", "https://example.org", "board")
LETTER = "be.registered_letter.days"


@pytest.fixture
def invented(monkeypatch):
    """Two invented parameters: one that changes and is repealed, one that is inferred."""

    def row(start: str, amount: object, *, certainty: str = "primary", level: str = "law", repealed: bool = False):
        source = Source("Invented act", "1", "https://example.org", level)
        day = date.fromisoformat(start)
        return values.Value("be.test", amount, "half_day", day, day, certainty, source, repealed=repealed)

    rows = (row("2010-09-01", 10), row("2016-09-01", 5), row("2024-09-01", None, repealed=True))
    monkeypatch.setitem(
        values.known, "be.test", values.Parameter("be.test", {"nl": "proef", "en": "trial"}, "half_day", rows)
    )
    guess = row("2010-09-01", 1, certainty="inferred", level="board")
    guess.id = "be.guess"
    monkeypatch.setitem(
        values.known, "be.guess", values.Parameter("be.guess", {"nl": "gok", "en": "guess"}, "x", (guess,))
    )


@pytest.mark.usefixtures("invented")
def test_the_value_of_a_day_is_the_last_that_started_before_it():
    law = Law()
    assert law.value("be.test", date(2010, 9, 1)).amount == 10
    assert law.value("be.test", date(2016, 8, 31)).amount == 10
    assert law.value("be.test", date(2016, 9, 1)).amount == 5


@pytest.mark.usefixtures("invented")
def test_before_the_first_value_and_after_a_repeal_nothing_is_in_force():
    with pytest.raises(NotInForce, match="2010-09-01"):
        Law().value("be.test", date(2010, 8, 31))
    with pytest.raises(NotInForce):
        Law().value("be.test", date(2024, 9, 1))


def test_a_parameter_nobody_wrote_is_no_zero():
    with pytest.raises(UnknownParameter):
        Law().value("be.unwritten", date(2021, 1, 1))


def test_a_board_replaces_a_network_value_from_its_own_day_on():
    own = Override(LETTER, date(2021, 9, 1), 4, BOARD)
    before = apply("be.registered_letter.received", {"sent": "2021-05-06"}, overrides=[own])
    later = apply("be.registered_letter.received", {"sent": "2021-10-04"}, overrides=[own])
    assert before.value == date(2021, 5, 11)
    assert later.value == date(2021, 10, 8)
    assert later.parameters[0].source == BOARD


@pytest.mark.usefixtures("invented")
def test_a_board_cannot_replace_what_the_law_fixes():
    with pytest.raises(BadFact, match="fixed by law"):
        Law([Override("be.test", date(2021, 9, 1), 4, BOARD)])


def test_an_answer_that_rests_on_an_inferred_value_says_so(invented):
    @rule_once("be.rests_on_a_guess")
    def guessed(law: Law, on: date) -> Outcome:
        """Answers with a guess."""
        return Outcome(law.value("be.guess", on).amount)

    answer = guessed(Law(), date(2021, 1, 1)).as_json("be.rests_on_a_guess", "en")
    assert [one["code"] for one in answer["reasons"]] == ["rests_on_inferred"]
    assert "“guess”" in answer["reasons"][0]["text"]


def rule_once(rule_id: str):
    """A rule that is registered for one test only."""
    from lawbook import catalogue  # noqa: PLC0415 - the register itself is what is touched here

    def register(function):
        answer = catalogue.rule(rule_id, requirement="DAY-1")(function)
        del catalogue._rules[rule_id]
        return answer

    return register


def test_a_rule_that_asks_another_rule_tells_the_values_of_both():
    @rule_once("be.inner")
    def inner(law: Law, on: date) -> Outcome:
        """Asks one value."""
        return Outcome(law.value(LETTER, on).amount)

    @rule_once("be.outer")
    def outer(law: Law, on: date) -> Outcome:
        """Asks one value, and another rule."""
        return Outcome(inner(law, on).value + len(law.value("be.days.procedure", on).amount))

    law = Law()
    told = outer(law, date(2021, 1, 1)).parameters
    assert [one.id for one in told] == [LETTER, "be.days.procedure"]
    assert law.asked is None


def test_on_is_the_callers_day_and_never_read_inside():
    seen = []

    @rule_once("be.asks_today")
    def asks(law: Law, on: date) -> Outcome:
        """Says the day."""
        seen.append(on)
        return Outcome(on)

    from lawbook.catalogue import Rule  # noqa: PLC0415 - built by hand for one test

    found = Rule("be.asks_today", asks, ("DAY-1",), ())
    assert found.parse({}, today=date(2021, 1, 1)) == {"on": date(2021, 1, 1)}
    assert found.parse({"on": "2020-02-02"}, today=date(2021, 1, 1)) == {"on": date(2020, 2, 2)}
    with pytest.raises(BadFact):
        found.parse({})


def test_an_unknown_rule_is_no_answer():
    with pytest.raises(UnknownRule):
        get("be.unknown")


@pytest.mark.parametrize(
    ("raw", "kind", "value"),
    [
        ("2021-05-06", date, date(2021, 5, 6)),
        ("2021-05-06T09:10+00:00", datetime, datetime(2021, 5, 6, 9, 10, tzinfo=UTC)),
        ("5", int, 5),
        (5, int, 5),
        ("2.5", Decimal, Decimal("2.5")),
        (2.5, Decimal, Decimal("2.5")),
        ("yes", bool, True),
        (False, bool, False),
        ("be", Literal["be", "nl"], "be"),
        ("2020-2021", SchoolYear, SchoolYear(2020)),
        (
            "2020-01-14/am,2020-01-14/pm",
            tuple[HalfDay, ...],
            (HalfDay(date(2020, 1, 14), "am"), HalfDay(date(2020, 1, 14), "pm")),
        ),
        ([], tuple[HalfDay, ...], ()),
        ("", tuple[HalfDay, ...], ()),
        ("2020-01-14:2.5", tuple[tuple[date, Decimal], ...], ((date(2020, 1, 14), Decimal("2.5")),)),
        ([["2020-01-14", 2]], tuple[tuple[date, Decimal], ...], ((date(2020, 1, 14), Decimal(2)),)),
        (
            "2021-01-20,2021-05-13..2021-05-14",
            Closed,
            ((date(2021, 1, 20),) * 2, (date(2021, 5, 13), date(2021, 5, 14))),
        ),
        ("zuid", Literal["noord", "zuid"] | None, "zuid"),
        ({"a": 1}, dict[str, object], {"a": 1}),
    ],
)
def test_a_fact_reads_the_same_from_a_line_and_from_json(raw, kind, value):
    assert facts.parse(raw, kind) == value


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("2021-09-31", date),
        ("2021-02-29", date),
        ("2021-5-6", date),
        (20210506, date),
        (True, int),
        (5.5, int),
        ("NaN", Decimal),
        (True, Decimal),
        ("maybe", bool),
        (1, bool),
        ("2021-05-06T09:10", datetime),
        ("2021-05-06T25:10Z", datetime),
        ("de", Literal["be", "nl"]),
        (["be"], Literal["be", "nl"]),
        ("2020-01-14", tuple[HalfDay, ...]),
        (7, tuple[HalfDay, ...]),
        ("2020-01-14", tuple[tuple[date, Decimal], ...]),
        (5, str),
        ("{}", dict[str, object]),
    ],
)
def test_what_is_not_of_its_kind_is_refused(raw, kind):
    with pytest.raises(Malformed):
        facts.parse(raw, kind)


def test_facts_are_spoken_in_the_readers_language():
    assert texts.spoken(date(2021, 5, 6), "nl") == "6 mei 2021"
    assert texts.spoken(Decimal("4.50"), "nl") == "4,50"
    assert texts.spoken(value=True, lang="en") == "yes"
    assert texts.spoken(HalfDay(date(2021, 5, 6), "am"), "nl") == "6 mei 2021 (voormiddag)"
    assert texts.spoken((date(2021, 5, 6), None), "en") == "6 May 2021, –"


def test_an_outcome_is_plain_json_with_a_duty(monkeypatch):
    monkeypatch.setitem(texts.book("nl")["sentences"], "do_it", "Doe het voor {due}.")
    outcome = Outcome(
        {"half": HalfDay(date(2021, 5, 6), "am"), "amount": Decimal("4.5"), "list": ({1: Decimal(2)},)},
        duties=(Duty("do_it", "parents", date(2021, 5, 19)),),
        reasons=(Reason("nothing_stale", {"years": 2}),),
    )
    answer = outcome.as_json("x")
    assert answer["value"] == {"half": "2021-05-06/am", "amount": 4.5, "list": [{"1": 2}]}
    assert answer["duties"] == [
        {
            "code": "do_it",
            "holder": "parents",
            "due": "2021-05-19",
            "earliest": None,
            "text": "Doe het voor 19 mei 2021.",
        }
    ]
    assert answer["reasons"][0]["source"] is None
