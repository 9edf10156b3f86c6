"""Files that are wrong: a clear message with line and field, nothing stored, and quickly."""

import io
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from driehoek.exchange import actions, queries, readers
from driehoek.exchange.readers import source
from driehoek.exchange.roster import BadFile
from driehoek.people.models import Pupil

from .importing import FILES, planned, sheet_rows, workbook, zipped

GOOD = (FILES / "lindeboom.xml").read_text()
SDS = {path.name: path.read_text() for path in (FILES / "sds").iterdir()}
SECONDS = 3
MEMORY = 400 * 1024 * 1024


@pytest.fixture(autouse=True)
def bounded():
    """Every refusal here is quick and takes little memory."""
    tracemalloc.start()
    begin = time.monotonic()
    yield
    spent, (_now, peak) = time.monotonic() - begin, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert spent < SECONDS * 4  # a busy machine; the cast is built within this too
    assert peak < MEMORY


def refused(data: bytes, name: str = "rooster.xml"):
    """The note with which a file is refused before anything is planned."""

    def read() -> None:
        files = source.from_bytes([(name, data)])
        readers.read(files, readers.detect(files), "be", school_year="2026-2027")

    with pytest.raises(BadFile) as caught:
        read()
    return caught.value.note


def first_refusal(cast, text: str | dict[str, str], tmp_path: Path, name: str = "rooster.xml"):
    """The first refusal of a plan, after which nothing of the file is stored."""
    if isinstance(text, dict):
        for each, content in text.items():
            (tmp_path / each).write_text(content)
        path = tmp_path
    else:
        path = tmp_path / name
        path.write_text(text)
    before = Pupil.objects.count()
    run = planned(cast.lindeboom, path)
    assert (run.state, run.plan, run.payload, Pupil.objects.count()) == ("refused", [], None, before)
    with pytest.raises(actions.CannotApply):
        actions.apply(None, run)
    return queries.notes(run, "refused")[0]


def test_an_empty_file() -> None:
    assert "empty" in refused(b"").text
    assert "empty" in refused(b"\x00" * 1000).text


def test_a_hundred_mebibytes_of_nothing(tmp_path, settings) -> None:
    with (tmp_path / "nothing.xml").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(BadFile, match="larger than"):
        source.from_path(tmp_path / "nothing.xml")


def test_latin_1_that_says_it_is_utf_8_names_the_line() -> None:
    note = refused(GOOD.encode("latin-1"))
    assert "UTF-8" in note.text
    assert note.line == 20


def test_utf_16_with_its_mark_is_simply_read() -> None:
    text = GOOD.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    files = source.from_bytes([("rooster.xml", text)])
    assert len(readers.read(files, readers.detect(files), "be").pupils) == 3


def test_a_truncated_file_names_the_line_where_it_stops() -> None:
    note = refused(GOOD[:1500].encode())
    assert "stops halfway" in note.text
    assert note.line == GOOD[:1500].count("\n") + 1


def test_xml_with_another_root() -> None:
    note = refused(b"<rss><channel/></rss>")
    assert "EDEXML" in note.text
    assert (note.line, note.field) == (1, "rss")


def test_a_web_page_saved_by_mistake() -> None:
    assert refused(b"<!doctype html><html><body>Aanmelden</body></html>").text


BOMB = """<?xml version="1.0"?><!DOCTYPE EDEX [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><EDEX><school>&d;</school></EDEX>"""


def test_an_entity_bomb_is_not_read() -> None:
    assert "entities" in refused(BOMB.encode()).text


def test_an_entity_bomb_in_utf_16_is_not_read_either() -> None:
    assert "entities" in refused(BOMB.replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")).text


def test_an_external_entity_is_not_fetched() -> None:
    text = '<?xml version="1.0"?><!DOCTYPE EDEX [<!ENTITY x SYSTEM "file:///etc/passwd">]><EDEX><school><schooljaar>&x;</schooljaar></school></EDEX>'
    assert "entities" in refused(text.encode()).text


def test_an_entity_after_a_long_comment_is_not_resolved() -> None:
    hidden = BOMB.replace("<!DOCTYPE", "<!--" + "x" * 70_000 + "--><!DOCTYPE")
    assert "entities" in refused(hidden.encode()).text


def test_a_very_deep_file() -> None:
    assert refused(("<EDEX>" + "<a>" * 5000).encode()).text


def test_a_zip_that_is_not_one() -> None:
    assert "something else" in refused(b"this is text", "export.zip").text
    assert "damaged" in refused(b"PK\x03\x04" + b"x" * 100, "export.zip").text


def test_a_zip_bomb_is_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("users.csv", "w") as inside:
        for _ in range(200):
            inside.write(b"\x00" * 1024 * 1024)
    assert "larger than a roster" in refused(packed.getvalue(), "export.zip").text


@pytest.mark.parametrize(
    "name", ["../users.csv", "/etc/users.csv", "a/../../users.csv", "C:\\users.csv", "..\\users.csv"]
)
def test_a_zip_with_names_that_point_outside(name: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "sourcedId\n")
    assert "points outside" in refused(packed.getvalue(), "export.zip").text


def test_a_zip_without_the_files_of_the_standard() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("users.csv", "sourcedId,role\n1,student\n")
    assert refused(packed.getvalue(), "export.zip").file == "orgs.csv"


def test_a_picture() -> None:
    assert "not known here" in refused(b"\x89PNG\r\n\x1a\n" + b"x" * 100, "foto.png").text


def test_a_workbook_with_one_cell_at_the_end_of_the_world() -> None:
    rows = sheet_rows(("Nummer", "Naam"), ("1", "A")) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "far cells" in refused(workbook(rows), "lijst.xlsx").text


def test_a_workbook_that_is_another_office_file() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<x/>")
    assert "XLSX" in refused(packed.getvalue(), "brief.xlsx").text


def test_a_csv_of_the_standard_saved_by_a_dutch_excel_is_read(cast, tmp_path) -> None:
    """Semicolons and Windows-1252 are what it writes; names with accents are to be looked at."""
    for name, text in SDS.items():
        (tmp_path / name).write_bytes(text.replace(",", ";").encode("cp1252"))
    run = planned(cast.lindeboom, tmp_path)
    assert run.state == "planned"
    assert "Windows-1252" in queries.notes(run, "warnings")[0].text


def test_a_missing_column_is_named(cast, tmp_path) -> None:
    note = first_refusal(cast, {**SDS, "roles.csv": SDS["roles.csv"].replace("orgSourcedId", "organisatie")}, tmp_path)
    assert (note.file, note.line, note.field) == ("roles.csv", 1, "orgSourcedId")


def test_a_column_too_many_on_one_line(cast, tmp_path) -> None:
    note = first_refusal(cast, {**SDS, "classes.csv": SDS["classes.csv"].replace("3A,", "3A,,")}, tmp_path)
    assert (note.file, note.line) == ("classes.csv", 2)


def test_an_extra_column_with_a_name_is_skipped_and_told(cast, tmp_path) -> None:
    for name, text in SDS.items():
        lines = text.splitlines()
        (tmp_path / name).write_text("\n".join([f"{lines[0]},Extra", *(f"{line},x" for line in lines[1:])]))
    run = planned(cast.lindeboom, tmp_path)
    assert run.state == "planned"
    assert run.notes["skipped"]["users.csv/Extra"] == 1


def test_quotation_marks_that_do_not_match(cast, tmp_path) -> None:
    note = first_refusal(cast, {**SDS, "orgs.csv": 'sourcedId,name,type\n1,"De "Lindeboom",school\n'}, tmp_path)
    assert (note.file, note.line) == ("orgs.csv", 2)


def test_a_key_twice_names_both_lines(cast, tmp_path) -> None:
    note = first_refusal(cast, GOOD.replace('leerling key="Noor-1"', 'leerling key="Adam-1"'), tmp_path)
    assert (note.line, note.field) == (19, "key")
    assert "13" in note.text


def test_a_reference_to_a_group_that_is_not_there(cast, tmp_path) -> None:
    note = first_refusal(cast, GOOD.replace('<groep key="g4"/>', '<groep key="g9"/>'), tmp_path)
    assert (note.line, note.field) == (21, "group")
    assert "g9" in note.text


def test_the_thirty_first_of_september(cast, tmp_path) -> None:
    note = first_refusal(cast, GOOD.replace("2018-07-02", "2018-09-31"), tmp_path)
    assert (note.line, note.field) == (19, "geboortedatum")
    assert "2018-09-31" in note.text


def test_a_pupil_without_a_key(cast, tmp_path) -> None:
    note = first_refusal(cast, GOOD.replace('leerling key="Noor-1"', "leerling"), tmp_path)
    assert (note.line, note.field) == (19, "key")


def test_a_school_year_that_is_none(cast, tmp_path) -> None:
    assert first_refusal(cast, GOOD.replace("2026-2027", "26/27"), tmp_path).field == "schooljaar"


def test_a_name_longer_than_can_be_kept(cast, tmp_path) -> None:
    note = first_refusal(cast, GOOD.replace("Véral", "V" * 201), tmp_path)
    assert (note.line, note.field) == (19, "family_name")


def test_a_table_with_a_wrong_date_names_line_and_column(cast, tmp_path) -> None:
    text = (FILES / "table.csv").read_text().replace("2/7/2018", "31/9/2018")
    note = first_refusal(cast, text, tmp_path, "lijst.csv")
    assert (note.line, note.field) == (3, "birth_date")


def test_a_table_of_one_column() -> None:
    assert "only one column" in refused(b"Naam\nJan\nPiet\n", "lijst.csv").text


def test_a_table_without_lines() -> None:
    assert "nothing below" in refused(b"Nummer;Naam\n", "lijst.csv").text


def test_a_table_in_utf_16_without_a_mark() -> None:
    assert "UTF-16" in refused("Nummer;Naam\n1;Jan\n".encode("utf-16-le"), "lijst.csv").text


def test_a_table_from_an_old_excel_is_read_with_a_warning(cast, tmp_path) -> None:
    (tmp_path / "lijst.csv").write_bytes("Nummer;Naam\r\n1;Véral\r\n".encode("cp1252"))
    run = planned(cast.lindeboom, tmp_path / "lijst.csv")
    assert "Windows-1252" in queries.notes(run, "warnings")[0].text
    assert any(one.label == "Véral" for one in actions.changes_of(run))


def test_one_bad_row_keeps_the_whole_file_out(cast, tmp_path) -> None:
    rows = "".join(f"{n};Naam{n};2018-01-0{n % 9 + 1}\n" for n in range(500))
    note = first_refusal(cast, f"Nummer;Naam;Geboortedatum\n{rows}7;Dubbel;2018-01-01\n", tmp_path, "lijst.csv")
    assert (note.line, note.field) == (502, "key")


def test_the_zip_of_the_good_files_is_good(cast, tmp_path) -> None:
    (tmp_path / "good.zip").write_bytes(zipped(FILES / "sds"))
    assert planned(cast.lindeboom, tmp_path / "good.zip").state == "planned"
