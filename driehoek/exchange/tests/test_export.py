"""A roster and absences go out: a year per file, the codes of the day, no formulas."""

import csv
import io

import pytest

from driehoek.exchange import export
from driehoek.exchange.readers import columns
from driehoek.journal.models import Line
from driehoek.people.models import Pupil

ROSTER = {"what": "roster", "year": "2026-2027"}


def table(answer) -> list[dict[str, str]]:
    """The rows by the code of their column: its heading is in the reader's language."""
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")), delimiter=";"))
    codes = {title: meaning for meaning, title in columns.guess(rows[0]).items()}
    return [dict(zip([codes.get(title, title) for title in rows[0]], row, strict=True)) for row in rows[1:]]


def test_rita_takes_the_roster_out_and_the_journal_says_so(cast, client) -> None:
    client.force_login(cast.rita)
    answer = client.get("/roster/export/", {**ROSTER, "school": cast.lindeboom.pk})
    assert 'filename="roster-2026-2027.csv"' in answer.headers["Content-Disposition"]
    assert {(row["key"], row["group"]) for row in table(answer)} == {
        ("Adam-1", "3A"),
        ("Noor-1", "3A"),
        ("Ilias-1", "4B"),
    }
    assert Line.objects.get(act="roster.export").facts["school_year"] == "2026-2027"


def test_absences_carry_the_official_code_valid_on_their_day(cast, client) -> None:
    """A medical certificate was code D until August 2019, and is Z since (AGODI)."""
    for day in ("2019-05-06", "2026-11-16"):
        cast.adam.absences.create(board_id=cast.adam.board_id, day=day, part="am", reason="ill_certificate")
    cast.noor.absences.create(board_id=cast.noor.board_id, day="2026-11-16", part="am", state="present")
    client.force_login(cast.sam)
    found = {}
    for year in ("2018-2019", "2026-2027"):
        rows = table(client.get("/roster/export/", {"what": "absences", "year": year, "school": cast.lindeboom.pk}))
        found[year] = [(row["pupil"], row["day"], row["official_code"]) for row in rows]
    assert found == {"2018-2019": [("Adam-1", "2019-05-06", "D")], "2026-2027": [("Adam-1", "2026-11-16", "Z")]}


@pytest.mark.parametrize("name", ["=1+1", "+32", "-2", "@SUM(A1)", "\tx"])
def test_a_name_is_never_a_formula(cast, client, name: str) -> None:
    Pupil.objects.filter(pk=cast.adam.pk).update(given_name=name)
    client.force_login(cast.rita)
    rows = table(client.get("/roster/export/", {**ROSTER, "school": cast.lindeboom.pk}))
    assert f"'{name}" in {row["given_name"] for row in rows}


def test_no_personal_number_is_among_the_columns() -> None:
    assert not any("number" in column for column in (*export.ROSTER, *export.ABSENCES))


def test_a_teacher_finds_no_export_and_mallory_no_other_school(cast, client) -> None:
    client.force_login(cast.kathleen)
    assert client.get("/roster/export/").status_code == 404
    client.force_login(cast.mallory)
    answer = client.get("/roster/export/", {**ROSTER, "school": cast.lindeboom.pk})
    assert not answer.streaming
    assert not Line.objects.filter(act="roster.export", allowed=True).exists()
