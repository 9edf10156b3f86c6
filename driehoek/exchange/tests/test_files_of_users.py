"""Lists as people really sent them: what is read, or on which line and in which field it is refused."""

import pytest

from driehoek.exchange.roster import BadFile

from .importing import imported, planned
from .test_tables import read

HEADER = "leerlingnummer;voornaam;achternaam;geboortedatum;geslacht;klas;leerjaar"
ONE = "00123;Zoë;Peeters;1/9/2017;V;3A;3"


def written(tmp_path, *lines: str):
    path = tmp_path / "lijst.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("day", ["1.9.2017", "1-9-2017", "2017-09-01", "2017-09-01T00:00:00", "01-09-2017 00:00:00"])
def test_a_date_that_can_mean_one_day_is_that_day(day: str) -> None:
    roster = read(f"{HEADER}\n1;Zoë;Peeters;{day};V;3A;3\n")
    assert roster.refused == []
    assert str(roster.pupils[0].birth_date) == "2017-09-01"


@pytest.mark.parametrize(
    "day",
    [
        "20170901",
        "30/02/2017",
        "42979",
        "1/9/17",
        "09/25/2017",
        "1 september 2017",
        "0000-00-00",
        "31/09/2017",
    ],
)
def test_any_other_date_is_refused_with_its_line_field_and_text(cast, tmp_path, day: str) -> None:
    run = planned(cast.lindeboom, written(tmp_path, HEADER, ONE, f"2;Bo;Bos;{day};V;3A;3"))
    assert [(note[1], note[2]) for note in run.notes["refused"]] == [(3, "birth_date")]
    assert day in run.notes["refused"][0][0]
    assert run.plan == []


def test_empty_lines_and_separators_at_the_end_are_nothing_and_a_line_of_totals_is_named(cast, tmp_path) -> None:
    clean = planned(cast.lindeboom, written(tmp_path, f"{HEADER};;;", f"{ONE};;;", ";;;;;;;;;", ""))
    assert clean.notes["refused"] == []
    assert clean.counts["file"]["pupils"] == 1
    total = planned(cast.lindeboom, written(tmp_path, HEADER, ONE, ";;;;;;", "Totaal: 1;;;;;;"))
    assert [note[1] for note in total.notes["refused"]] == [4]


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("محمد", "الخطيب"),
        ("Анна", "Иванова"),
        ("'t", "'s-Gravenhage"),
        ("Þór", "Ægisson"),
        ("Ngọc", "Nguyễn"),
        ("明", "李"),
        ("Nia", "D’Haese"),
        ("<script>alert(1)</script>", "<b>Bold</b>"),
        ('Willem ""Wim""', "Claes"),
        ("'=1+1", "'@SUM(A1)"),
        ("", "Madonna"),
    ],
)
def test_a_name_is_kept_as_it_is(cast, tmp_path, given: str, family: str) -> None:
    path = written(tmp_path, HEADER, f'1;"{given}";"{family}";1/9/2017;V;3A;3')
    run = planned(cast.lindeboom, path)
    assert run.notes["refused"] == []
    [made] = [one["after"] for one in run.plan if one["model"] == "pupils.pupil" and one["kind"] == "new"]
    told = tuple(
        name.replace('""', '"').removeprefix("'") if name[:2] in {"'=", "'@"} else name.replace('""', '"')
        for name in (given, family)
    )
    assert (made["given_name"], made["family_name"]) == told


def test_a_name_longer_than_can_be_kept_is_refused_and_a_lost_quotation_mark_too(cast, tmp_path) -> None:
    run = planned(cast.lindeboom, written(tmp_path, HEADER, f"1;{'Adolphine-' * 12};Bos;1/9/2017;V;3A;3"))
    assert [(note[1], note[2]) for note in run.notes["refused"]] == [(2, "given_name")]
    with pytest.raises(BadFile):
        read(f'{HEADER}\n1;"Wim;Claes;1/9/2017;M;3A;3\n2;Lies;Bos;1/9/2017;V;3A;3\n')


def test_headings_with_spaces_a_line_break_or_one_name_twice_are_known() -> None:
    spaced = read(" Leerlingnummer ; Voornaam ;Familienaam;Geboorte-datum;Klas\n1;Lina;Claes;1/9/2017;3A\n")
    broken = read('leerlingnummer;voornaam;achternaam;"geboorte\ndatum";klas\n1;Lina;Claes;1/9/2017;3A\n')
    twice = read(
        "leerlingnummer;voornaam;achternaam;geboortedatum;klas;naam;e-mail;naam;e-mail\n"
        "1;Lina;Claes;1/9/2017;3A;An Janssens;an@example.org;Bram Claes;b@example.org\n"
    )
    for roster in (spaced, broken, twice):
        assert [(one.key, one.family_name, str(one.birth_date)) for one in roster.pupils] == [
            ("1", "Claes", "2017-09-01")
        ]


def test_a_number_within_the_class_is_no_administration_number_unless_it_is_called_so(cast, tmp_path) -> None:
    rows = ("1;Claes;Lina;1/9/2017;3A", "1;Bos;Sem;2/9/2017;3B")
    told = {
        head: planned(cast.lindeboom, written(tmp_path, f"{head};Naam;Voornaam;Geboortedatum;Klas", *rows))
        for head in ("Nr", "Nummer")
    }
    assert told["Nr"].counts["file"]["pupils"] == 2
    assert [(note[1], note[2]) for note in told["Nummer"].notes["refused"]] == [(3, "key")]


def test_two_addresses_in_one_cell_are_none_and_that_is_said(cast, tmp_path) -> None:
    head = f"{HEADER};ouder1;email"
    run = planned(cast.lindeboom, written(tmp_path, head, f"{ONE};An Janssens;an@example.org, an2@example.org"))
    assert [(note[1], note[2]) for note in run.notes["warnings"] if note[1]][:1] == [(2, "email")]
    assert not any("example.org" in str(one["after"]) for one in run.plan)


def test_another_address_of_a_parent_is_a_change_of_that_parent(cast, tmp_path) -> None:
    head = f"{HEADER};ouder1;email;gsm"
    imported(cast.lindeboom, written(tmp_path, head, f"{ONE};An Janssens;an@example.org;0470000001"))
    run = planned(cast.lindeboom, written(tmp_path, head, f"{ONE};An Janssens;an.janssens@example.org;0470000001"))
    assert [one["kind"] for one in run.plan if one["model"] == "pupils.guardian"] == ["changed"]
