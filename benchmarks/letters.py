"""Letters a second on one core: a letter of one page, from its facts to the PDF that is kept, with a reused compiler."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import typst

from benchmarks.table import Row
from benchmarks.timing import per_second

MUST = 150  # letters a second and core
BARE = '#set document(title: "x")\n#set text(lang: "nl")\n#json(bytes(sys.inputs.letter)).text'


def rows(quick: bool) -> Iterator[Row]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driehoek.settings")
    django.setup()
    from benchmarks.letters_made import one_page, two_pages, written  # noqa: PLC0415  # the models want Django set up

    number = 40 if quick else 200
    if not written(one_page, 1)[0].startswith(b"%PDF") or written(one_page, 1) != written(one_page, 1):
        raise AssertionError("The same letter gave other bytes")
    floor = per_second(lambda: bare(number), number)
    long = per_second(lambda: written(two_pages, number), number)
    yield Row(
        "letter of one page as PDF/UA, text from data", "memory", per_second(lambda: written(one_page, number), number),
        "/s", floor, MUST, at_most=False, notes={"definitive exclusion, two pages": f"{long:.0f} /s"},
    )  # fmt: skip


def bare(number: int) -> None:
    """One paragraph with a word of data, in typst and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bare.typ"
        path.write_text(BARE)
        compiler = typst.Compiler(str(path), root=folder, ignore_system_fonts=True)
        for count in range(number):
            given = {"letter": f'{{"text": "letter {count}"}}'}
            compiler.compile(format="pdf", sys_inputs=given, pdf_standards=["ua-1"], timestamp=0)
