"""What the screens say in English, as it stands in code and templates, against what the Dutch catalogues translate."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message, TranslationError
from babel.messages.checkers import python_format
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from driehoek import catalogues

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    name + lazy: spec
    for lazy in ("", "_lazy", "_noop")
    for name, spec in {
        "gettext": None,
        "_": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
}
HEADER = """msgid ""
msgstr ""
"Language: nl\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


class Key(NamedTuple):
    """A text as gettext knows it: its context, and its singular."""

    context: str | None
    msgid: str

    def __str__(self) -> str:
        return f"“{self.msgid}”" + (f" ({self.context})" if self.context else "")


class Found(NamedTuple):
    """Where a text stands first, and how it reads there."""

    app: str
    place: str
    message: Message


def spoken() -> dict[Key, Found]:
    """Every text in the code and the templates of the product, each with its app; `web` has what several apps say."""
    found: dict[Key, Found] = {}
    for path in sorted(catalogues.HERE.rglob("*")):
        inside = path.relative_to(catalogues.HERE)
        if path.suffix not in {".py", ".html", ".txt"} or {"tests", "migrations"} & set(inside.parts):
            continue
        app = inside.parts[0] if len(inside.parts) > 1 else "web"
        for line, message in _texts(path):
            first = found.setdefault(_key(message), Found(app, f"{inside}:{line}", message))
            if first.app != app:
                found[_key(message)] = first._replace(app="web")
    return found


def _texts(path: Path) -> Iterator[tuple[int, Message]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django blots out the template and leaves the calls; indentation would be a Python error.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).split("\n"))
    for line, given, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        yield line, Message(given, context=context)


def _key(message: Message) -> Key:
    singular = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return Key(message.context, singular)


def translated() -> dict[Key, tuple[Path, Message]]:
    """Every Dutch text with the catalogue it stands in; where two have one, the app that Django asks first."""
    found: dict[Key, tuple[Path, Message]] = {}
    for path in catalogues.sources():
        with path.open("rb") as file:
            catalogue = read_po(file, locale="nl", abort_invalid=True)
        for message in catalogue:
            if message.id:
                found.setdefault(_key(message), (path, message))
    return found


def problems() -> list[str]:
    """Every text without Dutch, with broken Dutch, or in a catalogue without standing anywhere; one sentence each."""
    english, dutch = spoken(), translated()
    missing = [f"{one.place}: {key} has no entry in a catalogue" for key, one in english.items() if key not in dutch]
    broken = [
        f"{path.relative_to(catalogues.HERE)}: {key} {wrong}"
        for key, (path, message) in dutch.items()
        for wrong in _wrong(message, used=key in english)
    ]
    return sorted(missing + broken)


def _wrong(message: Message, *, used: bool) -> Iterator[str]:
    if not used:
        yield "stands nowhere in the code; remove it"
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    if not all(forms):
        yield "is not translated"
        return
    if message.fuzzy:
        yield "is marked as a guess"
    if message.python_format:
        try:
            python_format(None, message)
        except TranslationError as wrong:
            yield f"has other placeholders: {wrong}"


def add_missing() -> dict[str, int]:
    """Add the texts without an entry to the end of their app's Dutch catalogue, untranslated. How many per app."""
    dutch, new = translated(), dict[str, list[Message]]()
    for key, one in spoken().items():
        if key not in dutch:
            new.setdefault(one.app, []).append(one.message)
    for app, messages in new.items():
        _append(catalogues.HERE / app / "locale" / "nl" / "LC_MESSAGES" / "django.po", messages)
    return {app: len(messages) for app, messages in new.items()}


def _append(path: Path, messages: list[Message]) -> None:
    fresh = Catalog(locale="nl")
    for message in messages:
        fresh.add(message.id, context=message.context)
    written = BytesIO()
    write_po(written, fresh, width=120, omit_header=True)
    before = path.read_text(encoding="utf-8") if path.exists() else HEADER
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{before.rstrip()}\n\n{written.getvalue().decode()}", encoding="utf-8")
