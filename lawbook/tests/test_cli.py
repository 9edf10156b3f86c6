"""The command line: what it prints and with which code it ends."""

import json
import os
import subprocess
import sys

import pytest

from lawbook import catalogue, cli, page, values
from lawbook.core import BadFact, NotInForce


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    """Exit code, what was printed, what was complained."""
    try:
        code = cli.main(arguments)
    except SystemExit as ended:
        code = ended.code
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_rule_answers_with_exactly_the_object_of_the_interface(capsys):
    code, out, err = run(capsys, "apply", "be.registered_letter.received", "sent=2021-05-06", "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert list(answer) == ["rule", "value", "duties", "reasons", "days", "parameters", "not_covered"]
    assert answer["rule"] == "be.registered_letter.received"
    assert answer["value"] == "2021-05-11"
    assert answer["days"][0] == {"date": "2021-05-07", "counted": True, "why": None}
    assert answer["days"][1] == {"date": "2021-05-08", "counted": False, "why": "saturday"}
    assert list(answer["reasons"][0]) == ["code", "text", "source"]
    assert list(answer["reasons"][0]["source"]) == ["act", "article", "url", "level"]
    assert list(answer["parameters"][0]) == ["id", "value", "unit", "valid_from", "checked_on", "source"]
    assert answer["parameters"][0]["value"] == 3


def test_facts_may_stand_on_both_sides_of_the_options(capsys):
    code, out, _ = run(capsys, "apply", "be.days.after", "start=2021-05-06", "--json", "days=3", "kind=procedure")
    assert code == 0
    assert json.loads(out)["value"] == "2021-05-11"


def test_facts_may_come_from_a_file_and_the_line_wins(capsys, tmp_path):
    file = tmp_path / "facts.json"
    file.write_text('{"start": "2021-05-06", "days": 3, "kind": "calendar"}', encoding="utf-8")
    _, out, _ = run(capsys, "apply", "be.days.after", "--file", str(file), "--json", "kind=procedure")
    assert json.loads(out)["value"] == "2021-05-11"


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        (["sent=2021-09-31"], "sent"),
        (["sent=31-09-2021"], "sent"),
        (["sent=20210906"], "sent"),
        (["sent="], "sent"),
        ([], "sent"),
        (["sent=2021-05-06", "colour=red"], "colour"),
        (["sent"], "sent"),
    ],
)
def test_a_bad_fact_is_named_and_ends_with_2(capsys, facts, named):
    code, out, err = run(capsys, "apply", "be.registered_letter.received", *facts)
    assert code == 2
    assert out == ""
    assert err.startswith(f"{named}: ")


@pytest.mark.parametrize(
    ("rule", "facts", "named"),
    [
        ("be.days.after", ["start=2021-05-06", "days=3", "kind=lunar"], "kind"),
        ("be.days.after", ["start=2021-05-06", "days=three", "kind=calendar"], "days"),
        ("be.days.after", ["start=2021-05-06", "days=2.5", "kind=calendar"], "days"),
        ("be.days.after", ["start=2021-05-06", "days=-1", "kind=calendar"], "days"),
        ("be.days.after", ["start=2021-05-06", "days=1", "kind=school", "closed=2021-05-14..2021-05-12"], "closed"),
        ("be.days.after", ["start=2021-05-06", "days=1", "kind=school", "closed=2021-02-30"], "closed"),
        ("nl.days.after", ["start=2021-05-06", "days=1", "kind=school"], "region"),
        ("be.school_holidays", ["school_year=2020-2022"], "school_year"),
        ("be.school_holidays", ["school_year=2020"], "school_year"),
    ],
)
def test_every_kind_of_fact_is_refused_by_name(capsys, rule, facts, named):
    code, _, err = run(capsys, "apply", rule, *facts)
    assert (code, err.partition(":")[0]) == (2, named)


def test_a_day_before_the_law_ends_with_3(capsys):
    code, out, err = run(capsys, "apply", "be.school_holidays", "school_year=1980-1981", "--json")
    assert (code, out) == (3, "")
    assert "1991-09-01" in err


def test_a_year_that_is_not_known_ends_with_3(capsys):
    code, _, err = run(capsys, "apply", "nl.school_holidays", "school_year=2035-2036", "region=zuid")
    assert code == 3
    assert "nl.school_holidays" in err


@pytest.mark.parametrize("arguments", [["apply", "be.no_such_rule"], ["show", "be.no_such_rule"], ["dance"], []])
def test_what_does_not_exist_ends_with_2(capsys, arguments):
    assert run(capsys, *arguments)[0] == 2


def test_an_unreadable_file_is_named(capsys, tmp_path):
    code, _, err = run(capsys, "apply", "be.days.after", "--file", str(tmp_path / "none.json"))
    assert code == 2
    assert "none.json" in err


def test_a_file_that_is_no_object_is_refused(capsys, tmp_path):
    file = tmp_path / "facts.json"
    file.write_text("[1, 2]", encoding="utf-8")
    assert run(capsys, "apply", "be.days.after", "--file", str(file))[0] == 2


def test_the_list_names_every_rule_with_its_facts(capsys):
    _, out, _ = run(capsys, "list", "--json")
    rows = {row["rule"]: row for row in json.loads(out)}
    assert rows["be.days.after"]["facts"] == ["start", "days", "kind", "closed?"]
    _, out, _ = run(capsys, "list")
    assert "be.days.after" in out


def test_a_rule_is_shown_in_both_languages_with_its_values_over_time(capsys):
    _, out, _ = run(capsys, "show", "be.registered_letter.received")
    assert "derde dag" in out
    assert "third day" in out
    assert "MLER_063" in out
    _, out, _ = run(capsys, "show", "be.registered_letter.received", "--json")
    assert json.loads(out)["parameters"][0]["values"][0]["certainty"] == "source"


def test_an_answer_for_a_reader_shows_reasons_sources_and_the_strip_of_days(capsys):
    _, out, _ = run(capsys, "apply", "be.registered_letter.received", "sent=2021-05-06", "--lang", "en")
    assert "11 May 2021" in out
    assert "MLER_063" in out
    assert "2021-05-08  .  Saturday" in out


def test_a_value_that_was_not_checked_for_two_years_is_stale(capsys, monkeypatch):
    row = values.parameter("be.registered_letter.days").values[0]
    later = row.checked_on.replace(year=row.checked_on.year + 3)
    monkeypatch.setattr(cli, "today", lambda: row.checked_on)
    assert json.loads(run(capsys, "stale", "--json")[1]) == []
    assert "twee jaar" in run(capsys, "stale")[1] or "2 jaar" in run(capsys, "stale")[1]
    monkeypatch.setattr(cli, "today", lambda: later)
    stale = json.loads(run(capsys, "stale", "--json")[1])
    assert "be.registered_letter.days" in {one["id"] for one in stale}


@pytest.mark.parametrize(
    ("rule", "facts", "dutch", "english"),
    [
        ("be.registered_letter.received", {"sent": "2021-09-31"}, "bestaat niet", "does not exist"),
        ("be.registered_letter.received", {}, "ontbreekt", "is missing"),
        ("be.registered_letter.received", {"sent": "2021-05-06", "x": "y"}, "kent dit gegeven niet", "no such fact"),
        ("be.registered_letter.received", {"sent": "2010-05-06"}, "1 september 2020", "1 September 2020"),
        ("nl.school_holidays", {"school_year": "2030-2031", "region": "zuid"}, "niet bekend", "not known"),
        ("be.days.after", {"start": "1989-01-01", "days": 1, "kind": "procedure"}, "1 januari 1990", "1 January 1990"),
        ("be.days.after", {"start": "2021-01-01", "days": 1, "kind": "moon"}, "“moon”", "“moon”"),
    ],
)
def test_a_refusal_is_told_in_the_readers_language(rule, facts, dutch, english):
    with pytest.raises((BadFact, NotInForce)) as refused:
        catalogue.apply(rule, facts)
    assert dutch in page.refusal(refused.value, "nl")
    assert english in page.refusal(refused.value, "en")


def test_whoever_stops_reading_gets_no_traceback() -> None:
    """`./run law list | head`: the other end of the pipe is closed before anything is written."""
    reads, writes = os.pipe()
    os.close(reads)
    command = [sys.executable, "-m", "lawbook", "list"]
    done = subprocess.run(command, stdout=writes, stderr=subprocess.PIPE, check=False)  # noqa: S603  # ourselves
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")
