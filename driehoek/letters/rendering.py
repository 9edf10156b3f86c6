"""Paper: a letter's content as PDF through typst. Tagged, PDF/UA-1, the same bytes every time, no network.

The content goes in as JSON and is printed as it is. The templates are confined to their folder, and only the fonts of
the wheel (and of LETTER_FONTS, when a school adds some) are used, so that every machine makes the same paper.
"""

import json
import re
import threading
import unicodedata
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from pypdf import PdfWriter

TEMPLATES = Path(__file__).parent / "templates" / "letters" / "typst"
LETTER = TEMPLATES / "letter.typ"
NOT_DRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
JOINERS = "[\u200d\ufe0e\ufe0f]*"  # what binds the parts of one emoji means nothing beside its name
ENDLESS = re.compile(r'[^\s"\\]{45,}')  # a word longer than a line, which has nowhere to break by itself
EVERY_FEW = re.compile("(.{8})")
MOST_REPLACED = 200
own = threading.local()  # a compiler is not shared between threads; each keeps its parsed templates and fonts


class NoPaper(ValueError):
    """The letter could not be set. The message is typst's own, without the letter's text."""


def compiler(template: Path = LETTER) -> typst.Compiler:
    """This thread's compiler of a template, made once: making one costs more than a letter."""
    made: dict[Path, typst.Compiler] = own.__dict__.setdefault("compilers", {})
    if template not in made:
        made[template] = typst.Compiler(
            str(template),
            root=str(template.parent),
            ignore_system_fonts=True,
            font_paths=[str(path) for path in settings.LETTER_FONTS],
        )
    return made[template]


def render(content: dict[str, Any]) -> bytes:
    """The PDF of a letter's content. What no font can draw (an emoji) is written as its Unicode name in brackets."""
    logo = str(content["head"]["logo"])
    return printed(LETTER, {**content, "head": {**content["head"], "logo": ""}}, logo=logo)


def printed(template: Path, content: dict[str, Any], **inputs: str) -> bytes:
    """The PDF of a template with its content, which it reads as JSON from the input that has the template's name."""
    given = json.dumps(content, ensure_ascii=False, sort_keys=True)
    given = ENDLESS.sub(lambda found: EVERY_FEW.sub("\\1\u200b", found[0]), given)
    for _attempt in range(MOST_REPLACED):
        try:
            return _compiled(template, {**inputs, template.stem: given})
        except typst.TypstError as error:
            missing = NOT_DRAWN.search(str(error))
            sign = ESCAPE.sub(lambda found: chr(int(found[1], 16)), missing[1]) if missing else ""
            if sign.isascii() or sign not in given:
                raise NoPaper(str(error).splitlines()[0][:200]) from None
            given = re.sub(f"{JOINERS}{re.escape(sign)}{JOINERS}", spelled(sign), given)
    raise NoPaper("too many signs that no font can draw")


def _compiled(template: Path, inputs: dict[str, str]) -> bytes:
    made = compiler(template).compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=0)
    if not isinstance(made, bytes):
        raise NoPaper("typst made no single document")
    return made


def spelled(signs: str) -> str:
    """Signs without a drawing, by name: [party popper]."""
    names = [unicodedata.name(sign, f"U+{ord(sign):04X}").lower() for sign in signs if sign.isprintable()]
    return f"[{', '.join(names)}]"


def together(papers: Sequence[bytes]) -> bytes:
    """One PDF of several papers, in order, for printing: the pages are those that were kept."""
    writer = PdfWriter()
    for paper in papers:
        writer.append(BytesIO(paper))
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
