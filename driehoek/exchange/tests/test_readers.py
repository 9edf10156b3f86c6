"""Each format gives the same roster."""

from pathlib import Path

import pytest

from driehoek.exchange import readers
from driehoek.exchange.readers import columns, source, table

from .importing import FILES, sheet_rows, workbook, zipped

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
official = pytest.mark.skipif(not SAMPLES.exists(), reason="the official samples are not beside the repository")


def read(path: Path, jurisdiction: str = "be", **more):
    files = source.from_path(path)
    return readers.read(files, readers.detect(files), jurisdiction, **more)


def test_a_flemish_jaargroep_is_a_leerjaar_plus_two_and_the_first_three_are_kleuterklassen() -> None:
    groups = {group.name: (group.level, group.year) for group in read(FILES / "lindeboom.xml").groups}
    assert groups == {
        "Muizen": ("nursery", 2),
        "3A": ("primary", 3),
        "4B": ("primary", 4),
        "Zwemmers": ("primary", None),
    }


def test_a_dutch_jaargroep_is_the_groep_itself_and_letters_name_no_year() -> None:
    roster = read(FILES / "beuk.xml", "nl")
    assert {group.name: (group.level, group.year) for group in roster.groups} == {
        "Peuters": ("nursery", None),
        "Groep 5": ("primary", 5),
        "Bovenbouw": ("primary", None),
    }
    assert [pupil.year for pupil in roster.pupils] == [5, 8, None]


def test_blocks_of_vendors_are_skipped_and_counted() -> None:
    skipped = read(FILES / "lindeboom.xml").skipped
    assert skipped["groep/toevoegingen/KleurType"] == 1
    assert skipped["leerling/haarkleur"] == 1


def test_a_trainee_gets_no_appointment_from_a_file_and_an_assistant_supports() -> None:
    roster = read(FILES / "lindeboom.xml")
    assert [(row.teacher, row.group, row.function) for row in roster.teaching] == [
        ("t1", "g3", "class_teacher"),
        ("t2", "k1", "class_teacher"),
        ("t2", "g4", "support_teacher"),
    ]
    assert [note.field for note in roster.warnings] == ["rol"]


def test_every_message_can_name_the_line_of_its_row() -> None:
    assert [pupil.place.line for pupil in read(FILES / "lindeboom.xml").pupils] == [13, 19, 23]


@pytest.mark.parametrize("how", ["folder", "zip"])
def test_sds_brings_guardians_from_its_relationships(how: str, tmp_path: Path) -> None:
    path = FILES / "sds"
    if how == "zip":
        path = tmp_path / "sds.zip"
        path.write_bytes(zipped(FILES / "sds"))
    roster = read(path)
    assert roster.format == "sds"
    assert roster.school_year == "2026-2027"
    assert [(row.pupil, row.guardian, row.relation) for row in roster.guardianships] == [
        ("Adam-1", "P1", "father"),
        ("Noor-1", "P2", "relative"),
        ("Adam-1", "P2", "relative"),
    ]
    assert [(row.name, row.year) for row in roster.groups] == [("3A", 3)]
    assert roster.counts()["teachers"] == 1


def test_oneroster_1_1_has_homerooms_agents_and_rows_to_be_deleted(tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(zipped(FILES / "oneroster"))
    roster = read(tmp_path / "export.zip", "nl")
    assert roster.format == "oneroster"
    assert [pupil.key for pupil in roster.pupils] == ["Daan-1"]
    assert {group.name: group.composite for group in roster.groups} == {"Groep 5": False, "Gym": True}
    assert [(row.guardian, row.relation) for row in roster.guardianships] == [("V1", "parent")]


def test_the_columns_of_a_dutch_table_are_recognised() -> None:
    guessed = columns.guess(table.open_table(source.from_path(FILES / "table.csv")).header)
    assert guessed == {
        "key": "Stamnummer",
        "given_name": "Voornaam",
        "family_name": "Naam",
        "birth_date": "Geboortedatum",
        "sex": "Geslacht",
        "group": "Klas",
        "year": "Leerjaar",
        "guardian1_name": "Ouder 1",
        "guardian1_email": "E-mail ouder 1",
    }


def test_an_english_table_is_recognised_too() -> None:
    header = ["Student ID", "First name", "Last name", "Date of birth", "Class"]
    assert columns.guess(header) == dict(
        zip(("key", "given_name", "family_name", "birth_date", "group"), header, strict=True)
    )


def test_a_table_gives_pupils_classes_and_parents() -> None:
    roster = read(FILES / "table.csv", school_year="2026-2027")
    assert [(pupil.key, pupil.birth_date.isoformat(), pupil.sex, pupil.year) for pupil in roster.pupils] == [
        ("Adam-1", "2018-04-09", "m", 3),
        ("Noor-1", "2018-07-02", "f", 3),
        ("Ilias-1", "2017-02-11", "m", 4),
    ]
    assert [group.name for group in roster.groups] == ["3A", "4B"]
    assert roster.counts()["guardians"] == 2
    assert set(roster.skipped) == {"Juf/meester", "Allergie"}


def test_an_excel_workbook_reads_like_the_csv(tmp_path: Path) -> None:
    rows = sheet_rows(("Nummer", "Naam", "Geboortedatum", "Klas"), ("7", "Janssens", "2018-09-03", "3A"))
    (tmp_path / "lijst.xlsx").write_bytes(workbook(rows))
    roster = read(tmp_path / "lijst.xlsx", school_year="2026-2027")
    assert [(pupil.key, pupil.family_name, pupil.birth_date.isoformat()) for pupil in roster.pupils] == [
        ("7", "Janssens", "2018-09-03")
    ]


def test_without_numbers_a_pupil_is_told_apart_by_name_and_date_of_birth(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Voornaam,Naam,Geboortedatum\nAn,Peeters,2018-01-02\nAn,Peeters,2018-01-03\n")
    keys = [pupil.key for pupil in read(tmp_path / "a.csv", school_year="2026-2027").pupils]
    assert len(set(keys)) == 2
    assert "Peeters" not in "".join(keys)


@official
@pytest.mark.parametrize(
    ("path", "jurisdiction", "counts"),
    [
        (
            "edexml/EDEXML.Voorbeeld.2.1.xml",
            "nl",
            {"sites": 2, "groups": 5, "composite_groups": 3, "pupils": 3, "teachers": 3},
        ),
        ("edexml/EDEXML.Voorbeeld.2.1-Vla.xml", "be", {"groups": 5, "composite_groups": 2, "pupils": 3, "teachers": 3}),
        ("sds-2.1", "be", {"sites": 2, "groups": 2, "pupils": 4, "guardians": 2, "guardianships": 3, "teachers": 2}),
    ],
)
def test_the_official_samples_are_read_whole(path: str, jurisdiction: str, counts: dict[str, int]) -> None:
    roster = read(SAMPLES / path, jurisdiction)
    assert roster.refused == []
    assert {what: roster.counts()[what] for what in counts} == counts
