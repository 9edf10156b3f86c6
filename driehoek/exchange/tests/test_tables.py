"""A school's own table as Excel and other systems write it: what it shows is what is read."""

import pytest

from driehoek.exchange import readers
from driehoek.exchange.readers import people, source, table
from driehoek.exchange.roster import BadFile

from .importing import planned, sheet_rows, workbook

HEADER = "leerlingnummer;voornaam;achternaam;geboortedatum;geslacht;klas;leerjaar;ouder1;email\n"


def read(text: str | bytes, name: str = "lijst.csv", jurisdiction: str = "be"):
    data = text.encode() if isinstance(text, str) else text
    return readers.read(source.from_bytes([(name, data)]), "table", jurisdiction, school_year="2026-2027")


def lines(*rows: str) -> str:
    return HEADER + "".join(f"{row}\n" for row in rows)


ONE = "00123;Zoë;Peeters;1/9/2017;V;3A;3;An Peeters;an@example.org"


@pytest.mark.parametrize("above", ["sep=;\n", '"sep=;"\n', "Klaslijst 3A;;;;;;;;\nSchooljaar 2026-2027\n\n"])
def test_what_stands_above_the_names_of_the_columns_is_passed_over(above: str) -> None:
    roster = read(above + lines(ONE))
    assert [(pupil.key, pupil.family_name) for pupil in roster.pupils] == [("00123", "Peeters")]
    assert roster.pupils[0].place.line == above.count("\n") + 2


def test_the_sheet_with_the_pupils_is_found_though_another_stands_before_it() -> None:
    rows = sheet_rows(("Inhoud",), ("", "", "Nummer", "Voornaam", "Achternaam"), ("", "", "1", "Zoë", "Peeters"))
    assert table.open_table({"lijst.xlsx": workbook(rows)}).header[2:] == ["Nummer", "Voornaam", "Achternaam"]


def test_m_is_meisje_beside_a_j_and_man_beside_a_v() -> None:
    def sexes(*signs: str) -> list[str]:
        written = (f"{n};Kind;Peeters;1/9/2017;{sign};3A;3;;" for n, sign in enumerate(signs, 1))
        return [pupil.sex for pupil in read(lines(*written)).pupils]

    assert sexes("J", "M", "M") == ["m", "f", "f"]
    assert sexes("M", "V", "M") == ["m", "f", "m"]


@pytest.mark.parametrize(
    ("written", "level", "year"),
    [
        ("3", "primary", 3),
        ("L3", "primary", 3),
        ("derde leerjaar", "primary", 3),
        ("1ste leerjaar", "primary", 1),
        ("K2", "nursery", 2),
        ("2de kleuterklas", "nursery", 2),
        ("derde kleuter", "nursery", 3),
        ("instap", "nursery", None),
        ("peuterklas", "nursery", None),
        ("7", "primary", None),
        ("", "", None),
    ],
)
def test_a_year_in_words_is_a_year_and_no_word_is_no_level(written: str, level: str, year: int | None) -> None:
    (group,) = read(lines(f"1;Zoë;Peeters;1/9/2017;V;3A;{written};;")).groups
    assert (group.level, group.year) == (level, year)


def test_brothers_and_sisters_share_a_parent_of_one_address() -> None:
    roster = read(
        lines(
            "1;Lina;Claes;1/9/2017;V;3A;3;An Janssens;an@example.org",
            "2;Tuur;Claes;1/9/2019;M;1A;1;An Janssens;an@example.org",
        )
    )
    assert len(roster.guardians) == 1
    assert len(roster.guardianships) == 2


def test_a_second_line_of_a_child_brings_its_other_parent() -> None:
    roster = read(
        lines(
            "1;Lina;Claes;1/9/2017;V;3A;3;An Janssens;an@example.org",
            "1;Lina;Claes;1/9/2017;V;3A;3;Bram Claes;bram@example.org",
        )
    )
    assert (len(roster.pupils), len(roster.guardians), roster.refused) == (1, 2, [])


def test_one_number_for_two_children_is_refused_with_both_lines() -> None:
    roster = read(lines("1;Lina;Claes;1/9/2017;V;3A;3;;", "1;Sem;Bos;2/9/2017;M;3A;3;;"))
    (note,) = roster.refused
    assert (note.line, note.field) == (3, "key")
    assert "line 2" in note.text


@pytest.mark.parametrize(
    ("written", "family", "given", "last"),
    [
        ("An Janssens", "", "An", "Janssens"),
        ("Koen De Smet", "", "Koen", "De Smet"),
        ("De Smet, Koen", "", "Koen", "De Smet"),
        ("Van den Berghe Anneleen", "", "Anneleen", "Van den Berghe"),
        ("Claes Bram", "Claes", "Bram", "Claes"),
        ("Madonna", "", "", "Madonna"),
    ],
)
def test_a_name_written_as_one_is_parted(written: str, family: str, given: str, last: str) -> None:
    assert people.parted(written, family) == (given, last)


STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="9"/>'
    '<xf numFmtId="164"/></cellXfs></styleSheet>'
)
NAMES = sheet_rows(("Nummer", "Naam", "Procent"))


def test_a_cell_is_read_as_excel_shows_it() -> None:
    """80 % is stored as 0.8, and 00123 as the number 123 with a format of five zeros."""
    name = '<c r="B2" t="inlineStr"><is><t>Zoë</t></is></c>'
    row = f'<row r="2"><c r="A2" s="2"><v>123</v></c>{name}<c r="C2" s="1"><v>0.8</v></c></row>'
    opened = table.open_table({"lijst.xlsx": workbook(NAMES + row, styles=STYLES)})
    assert opened.rows == [(2, ["00123", "Zoë", "80%"])]


def test_a_formula_that_failed_is_named_with_its_line() -> None:
    row = '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><v>#DIV/0!</v></c></row>'
    with pytest.raises(BadFile) as caught:
        table.open_table({"lijst.xlsx": workbook(NAMES + row)})
    assert caught.value.note.line == 2


@pytest.mark.parametrize(
    "far",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<c\nr="XFD1048576"><v>1</v></c>',
        '<c s="0" t="n" r="XFD1048576"><v>1</v></c>',
        '<c r="A1048576"><v>1</v></c>',
        '<c r="xfd1048576"><v>1</v></c>',
        '<c r="A99999999"><v>1</v></c>',
        '<c r="AAAA1"><v>1</v></c>',
        '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="XFD1048576"><v>1</v></x:c>',
    ],
)
def test_a_cell_too_far_away_is_refused_however_it_is_written(far: str) -> None:
    """The grid between would not fit in memory, and the library that reads it ends the process."""
    with pytest.raises(BadFile):
        table.open_table({"lijst.xlsx": workbook(f"{NAMES}<row>{far}</row>")})


def test_a_line_with_more_columns_is_refused_and_lines_with_fewer_are_named() -> None:
    roster = read(lines(ONE, "2;Bo;Bos;1/9/2017;V;3A;3", "3;Li;Bos;1/9/2017;V;3A", f"{ONE};nog;iets"))
    assert [(note.line, note.field) for note in roster.refused] == [(5, "")]
    [short] = [note for note in roster.warnings if note.line == 3]
    assert "3, 4" in short.text
    assert not [note for note in read(lines(ONE, f"{ONE[2:]};;")).warnings if note.line]


def test_a_line_without_a_family_name_is_refused_with_its_line_and_field(cast, tmp_path) -> None:
    """Who has one name only has it as family name, as in the register: that line is taken in."""
    path = tmp_path / "lijst.csv"
    path.write_text(lines("1;Suharto;;1/9/2017;M;3A;3;;", "2;;Madonna;1/9/2017;V;3A;3;;"))
    run = planned(cast.lindeboom, path)
    assert [(note[1], note[2]) for note in run.notes["refused"]] == [(2, "family_name")]
