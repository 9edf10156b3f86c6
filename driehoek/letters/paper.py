"""What is printed on a letter, as plain JSON: letterhead, recipient, text, signature and annexes."""

import base64
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from driehoek.schools.models import School
from lawbook import texts
from lawbook.core import Outcome
from lawbook.days import Count
from lawbook.plain import plain

from . import wording
from .kinds import BadLetter, FieldKind, Kind
from .models import Letter, Letterhead
from .recipients import address_lines

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
    '<image width="100" height="100" href="data:image/{type};base64,{data}"/></svg>'
)
# What a letter says of the child it is about, for a letter that is about none.
ABOUT_THE_CHILD = {"pupil": "naam van het kind", "pupil_given": "voornaam van het kind",
                   "pupil_born": "geboortedatum van het kind"}  # fmt: skip
MOST_DAYS = 400  # an annex longer than a year and a month is no help to anybody


def content(letter: Letter, *, on: date, draft: bool) -> dict[str, Any]:
    """Everything the template prints. `draft`: a preview, marked as such, which shows where a fact is missing.

    Raises BadLetter for a paper that lacks one.
    """
    kind, head = letter.definition, head_of(letter.school)
    facts = {**letter.data, **standing_facts(letter, head)}
    missing = _missing(letter, facts)
    if missing and not draft:
        raise BadLetter(
            {
                name: _("“%(label)s” is missing. Make the letter again.") % {"label": label}
                for name, label in missing.items()
            }
        )
    facts |= {name: _gap(kind, name, label) for name, label in missing.items()}
    dated = letter.dated or on
    return {
        "lang": "nl",
        "draft": draft,
        "title": kind.title.nl,
        "head": head,
        "recipient": {"name": letter.recipient["name"], "lines": address_lines(letter.recipient["address"])},
        "sending": "Aangetekend" if kind.registered else "",
        "date": ", ".join(filter(None, (head["place"], wording.spoken(dated.isoformat())))),
        "subject": wording.line(kind.subject, facts),
        "salutation": _salutation(letter),
        "blocks": wording.fill(kind.body, facts, letter.free),
        "closing": kind.closing,
        "signer": {"name": letter.signer.get("name", ""), "role": letter.signer.get("role", "")},
        "basis": list(kind.legal_basis),
        "annexes": letter.annexes,
    }


def _gap(kind: Kind, name: str, label: str) -> object:
    """What a draft shows where a fact is missing."""
    text = f"[ontbreekt: {label}]"
    shape = next((field.kind for field in kind.fields if field.name == name), FieldKind.TEXT)
    return {FieldKind.LIST: [text], FieldKind.TABLE: [[text]]}.get(shape, text)


def lacking(letter: Letter) -> list[str]:
    """What the text of a letter needs and nobody gave, in words: a letter kept from before its text asked for it."""
    return list(_missing(letter, {**letter.data, **standing_facts(letter, head_of(letter.school))}).values())


def _missing(letter: Letter, facts: Mapping[str, Any]) -> dict[str, str]:
    kind = letter.definition
    labels = {field.name: field.label.nl for field in kind.fields} | ABOUT_THE_CHILD
    known = {**facts, **{f"{name}_written": True for name in letter.free}}
    may_be_empty = {
        one.name for one in kind.fields if not one.required and one.kind in {FieldKind.LIST, FieldKind.TABLE}
    }
    missing = wording.lacking(kind.subject, kind.body, known)
    return {name: labels.get(name, name) for name in missing if name not in may_be_empty}


def _salutation(letter: Letter) -> str:
    kind = letter.definition
    greeting = letter.recipient.get("greeting") or f"{kind.salutation} {letter.recipient['name']}"
    return f"{greeting}," if kind.salutation else ""


def standing_facts(letter: Letter, head: Mapping[str, Any]) -> dict[str, Any]:
    """What every letter may name: the school, its board, and the child it is about."""
    about = letter.pupil
    facts: dict[str, Any] = {
        "own_appeal_rules": head["appeal_rules"],
        "school": head["name"],
        "board": head["board"],
        "school_phone": head["phone"] or "het nummer van de school",
        "board_chair": head["board_chair"] or "de voorzitter van het schoolbestuur",
        "recipient": letter.recipient["name"],
        "board_address": ", ".join(head["board_lines"] or head["lines"]) or "het adres van het schoolbestuur",
    }
    if about:
        facts["pupil"] = about.full_name
        facts["pupil_given"] = about.given_name or about.full_name
        facts["pupil_born"] = about.birth_date.isoformat() if about.birth_date else ""
    return facts


def head_of(school: School) -> dict[str, Any]:
    """The letterhead from what is known of the school; its own settings where there are any."""
    own = Letterhead.objects.filter(school=school).first() or Letterhead()
    site = school.sites.exclude(address="").order_by("name").first()
    address = own.address or (site.address if site else "")
    return {
        "name": school.name,
        "lines": address_lines(address),
        "place": own.place,
        "phone": school.phone,
        "email": school.email,
        "website": own.website,
        "board": school.board.name,
        "board_lines": address_lines(own.board_address),
        "board_chair": own.board_chair,
        "appeal_rules": [part.strip() for part in own.appeal_rules.split("\n\n") if part.strip()],
        "legal": own.legal or school.official_number,
        "logo": logo_svg(own),
    }


def lacks_board_address(letter: Letter) -> bool:
    """Whether the letter sends people to the board while nobody has said where that is."""
    return letter.definition.names_board_address and not head_of(letter.school)["board_lines"]


def logo_svg(head: Letterhead) -> str:
    """The school's picture inside a drawing, because typst takes texts only. Empty without one."""
    if not head.logo:
        return ""
    return LOGO.format(type=head.logo_type, data=base64.b64encode(bytes(head.logo)).decode())


def strips(outcomes: Iterable[tuple[str, Outcome]]) -> list[dict[str, Any]]:
    """The annex "de getelde dagen": per count, under a title, each day with its number or why it did not count."""
    return [
        {"title": title, "period": _period(count), "days": _days(count)}
        for title, outcome in outcomes
        for count in outcome.days
    ]


def _period(count: Count) -> str:
    return f"Van {wording.spoken(count.start.isoformat())} tot {wording.spoken(count.end.isoformat())}"


def _days(count: Count) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    number = 0
    for day in count.days[:MOST_DAYS]:
        number += bool(day["counted"])
        rows.append(
            {
                "day": wording.spoken(plain(day["date"])),
                "number": number if day["counted"] else None,
                "why": texts.word(str(day["why"]), "nl") if day["why"] else "",
            }
        )
    return rows
