"""Damaged files get a sentence, never an error page; a workbook that asks for too much ends its own reader alone."""

import io
import random
import zipfile

import pytest

from driehoek.exchange import readers
from driehoek.exchange.readers import source
from driehoek.exchange.roster import BadFile

from .importing import FILES, sheet_rows, workbook, zipped

ROWS = sheet_rows(("naam", "geboortedatum"), ("Lena Peeters", "2019-01-01"))
FAR = [
    "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    '<row r="1"><c\n r="A1"><v>1</v></c></row><row\n r="1048576"><c\n r="XFD1048576"><v>1</v></c></row>',
    '<row r="1"><c r="a1"><v>1</v></c></row><row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="104857600"><c r="AAAA104857600"><v>1</v></c></row>',
    f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c {"s" * 300}="0" r="XFD1048576"><v>1</v></c></row>',
]


def read(name: str, data: bytes) -> None:
    files = source.from_bytes([(name, data)])
    readers.read(files, readers.detect(files), "be", school_year="2026-2027")


@pytest.mark.parametrize("rows", FAR, ids=["single quotes", "line breaks", "lower case", "digits", "long"])
def test_a_workbook_that_asks_for_half_a_terabyte_is_refused(rows: str) -> None:
    with pytest.raises(BadFile):
        read("lijst.xlsx", workbook(rows))


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Cut off, or a few bytes changed, or a stretch taken out: what a bad disk or a broken download makes."""
    at = dice.randrange(4, len(data))
    return dice.choice(
        [
            data[:at],
            data[:at] + dice.randbytes(dice.randrange(1, 20)) + data[at + 20 :],
            data[:at] + data[at + dice.randrange(1, 200) :],
        ]
    )


WHOLE = {"sds.zip": zipped(FILES / "sds"), "edexml.zip": b"", "lijst.xlsx": workbook(ROWS)}


@pytest.mark.parametrize(("name", "seed", "many"), [("sds.zip", 7, 150), ("edexml.zip", 8, 150), ("lijst.xlsx", 9, 12)])
def test_whatever_is_damaged_about_a_file_gets_a_sentence(name: str, seed: int, many: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(FILES / "lindeboom.xml", "lindeboom.xml")
    whole = WHOLE[name] or packed.getvalue()
    dice = random.Random(seed)  # noqa: S311  # dice that fall the same way every time
    refused = 0
    for _number in range(many):
        try:
            read(name, damaged(whole, dice))
        except BadFile:
            refused += 1
    assert refused
