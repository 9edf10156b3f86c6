"""Names as people look for them: without capitals, accents and signs."""

import unicodedata

# Letters that have no accent to take off but are looked for without their stroke or ligature.
STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


def fold(text: str) -> str:
    """`Véral-D'Hondt` → `veral d hondt`: what is stored to search in, and what is typed, in the same form."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(STROKES)
    return " ".join("".join(letter if letter.isalnum() else _gap(letter) for letter in plain).split())


def _gap(letter: str) -> str:
    return "" if unicodedata.combining(letter) else " "
