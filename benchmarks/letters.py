"""Letters a second on one core: from the facts to the PDF that is kept, with the compiler of the process."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import typst

from benchmarks.table import Row
from benchmarks.timing import per_second
from driehoek.letters import rendering, wording
from driehoek.letters.kinds import KINDS

MUST = 150  # letters a second and core
BARE = '#set document(title: "x")\n#set text(lang: "nl")\n#json(bytes(sys.inputs.letter)).text'
HEAD = {
    "name": "De Lindeboom", "lines": ["Kerkstraat 1", "9000 Gent"], "place": "Gent", "phone": "09 000 00 00",
    "email": "info@lindeboom.example", "website": "", "board": "Scholen aan de Leie", "legal": "", "logo": "",
}  # fmt: skip
STANDING = {
    "pupil_given": "Adam", "school_phone": "09 000 00 00", "board": "Scholen aan de Leie", "board_chair": "de heer X",
    "board_address": "Kerkstraat 1, 9000 Gent", "own_appeal_rules": [],
}  # fmt: skip
SHORT = ("be.absence_permission", {
    "requested_on": "2026-11-16", "occasion": "een feest", "first_day": "2026-11-23", "last_day": "2026-11-24",
    "decision": "granted",
})  # fmt: skip
LONG = ("be.exclusion_definitive", {
    "heard_on": "2021-04-29", "council_on": "2021-04-20", "effective_on": "2021-06-06", "sent_on": "2021-05-06",
    "deemed_received": "2021-05-11", "appeal_due": "2021-05-19", "care": "school",
})  # fmt: skip
FREE = {"reasons": "Op 12 april gebeurde dit.", "alternatives": "Een gesprek volstond niet."}


def rows(quick: bool) -> Iterator[Row]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driehoek.settings")
    number = 40 if quick else 200
    if paper(SHORT, 1) != paper(SHORT, 1) or not paper(LONG, 1).startswith(b"%PDF"):
        raise AssertionError("The same letter gave other bytes, or no PDF")
    long = per_second(lambda: written(LONG, number), number)
    yield Row(
        "letter of one page, PDF/UA, from its facts",
        "memory",
        per_second(lambda: written(SHORT, number), number),
        "/s",
        per_second(lambda: bare(number), number),
        MUST,
        at_most=False,
        notes={"definitive exclusion, two pages": f"{long:.0f} /s"},
    )


def written(letter: tuple[str, dict[str, str]], number: int) -> None:
    for count in range(number):
        paper(letter, count)


def paper(letter: tuple[str, dict[str, str]], count: int) -> bytes:
    """One letter to its own recipient, so that nothing but the fonts can be reused."""
    kind = KINDS[letter[0]]
    facts = {**STANDING, **letter[1], "pupil": f"Adam {count}"}
    return rendering.render(
        {
            "lang": "nl",
            "draft": False,
            "title": kind.title.nl,
            "head": HEAD,
            "sending": "",
            "date": "Gent, vandaag",
            "recipient": {"name": f"Ouder {count}", "lines": ["Molenstraat 12", "9000 Gent"]},
            "subject": wording.line(kind.subject, facts),
            "salutation": "Beste,",
            "closing": kind.closing,
            "blocks": wording.fill(kind.body, facts, FREE),
            "signer": {"name": "Rita Maes", "role": "directeur"},
            "basis": list(kind.legal_basis),
            "annexes": [],
        }
    )


def bare(number: int) -> None:
    """One paragraph with a word of data, in typst and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bare.typ"
        path.write_text(BARE)
        compiler = typst.Compiler(str(path), root=folder, ignore_system_fonts=True)
        for count in range(number):
            given = {"letter": f'{{"text": "letter {count}"}}'}
            compiler.compile(format="pdf", sys_inputs=given, pdf_standards=["ua-1"], timestamp=0)
