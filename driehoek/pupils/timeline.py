"""The items of a timeline as HTML, by one function: as a template they cost a quarter of the page.

Everything that comes from people goes through `escape`; the rest is ours.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from html import escape
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from driehoek.duties.models import Duty
from driehoek.web.dates import days_left, urgency
from driehoek.web.templatetags.driehoek import icon

from .kinds import KINDS, Kind
from .models import Entry, Step

NOBODY = UUID(int=0)


class Words(NamedTuple):
    """What the timeline says, looked up once a language."""

    kinds: dict[str, str]
    outcomes: dict[str, str]
    shut: dict[str, str]
    corrected: str
    attached: str
    zone: str
    norm: str


@lru_cache(maxsize=8)
def words(_language: str) -> Words:
    return Words(
        kinds={kind.value: str(kind.label) for kind in Kind},
        outcomes={outcome.value: str(outcome.label) for outcome in Step.Outcome},
        shut={"named": gettext("strictly confidential"), "staff": gettext("staff only")},
        corrected=gettext("corrected"),
        attached=gettext("attachments"),
        zone=gettext("zone"),
        norm=gettext("norm"),
    )


@lru_cache(maxsize=4)
def _address(name: str) -> tuple[str, str]:
    """What stands before and after the id in an address: asking Django for each entry costs more than the rest."""
    before, _id, after = reverse(name, args=[NOBODY]).partition(str(NOBODY))
    return before, after


def link(name: str, pk: UUID) -> str:
    before, after = _address(name)
    return f"{before}{pk}{after}"


def duties(rows: Iterable[tuple[Duty, str]]) -> SafeString:
    """What is due about the pupil: the open dots at the head of the line."""
    items = [
        f'<li class="open">{_time(duty.due, days_left(duty.due))}'
        f'<a class="head" href="{link("duty", duty.pk)}">{escape(says)}</a></li>'
        for duty, says in rows
    ]
    return mark_safe("".join(items))  # noqa: S308  # built here, the sentence escaped


def items(entries: Iterable[Entry]) -> SafeString:
    """The entries, newest first, each with its fields, goals and marks."""
    said = words(get_language() or "nl")
    return mark_safe("".join([_entry(entry, said) for entry in entries]))  # noqa: S308  # built here, all escaped


def _entry(entry: Entry, said: Words) -> str:
    until = f" – {date_format(entry.last_day, 'j F Y')}" if entry.last_day else ""
    text = f"<p>{_lines(entry.text)}</p>" if entry.text else ""
    fields = _test(entry, said) if entry.kind == Kind.TRACKING_TEST else _fields(entry)
    author = escape(entry.author.get_full_name())
    return (
        f"<li>{_time(entry.day, said.kinds[entry.kind], until)}"
        f'<a class="head" href="{link("entry", entry.pk)}">{escape(entry.title)}</a>{_marks(entry, said)}'
        f'{text}{fields}{_steps(entry, said)}<span class="small soft by">{author}</span></li>'
    )


def _fields(entry: Entry) -> str:
    return "".join(
        [
            f'<p class="small"><span class="soft">{escape(str(label))}:</span> {_lines(value)}</p>'
            for label, value in entry.shown
        ]
    )


def _test(entry: Entry, said: Words) -> str:
    """A test in one line, as teachers say it: LVS Rekenen: 61, zone B (norm 52-64)."""
    kept = {name: value for name, value in entry.details.items() if value not in (None, "")}
    zone = f", {said.zone} {kept['zone']}" if "zone" in kept else ""
    norm = "–".join(str(kept[name]) for name in ("norm_low", "norm_high") if name in kept)
    told = f"{kept.get('test', '')}: {kept.get('score', '')}{zone}{f' ({said.norm} {norm})' if norm else ''}"
    return f"<p>{escape(told)}</p>"


def _time(day: date, beside: str, until: str = "") -> str:
    return f'<time datetime="{day}">{date_format(day, "j F Y")}{until} · {escape(beside)}</time>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _marks(entry: Entry, said: Words) -> str:
    shut, found = said.shut.get(entry.visibility), ""
    if shut:
        found += f' <span class="chip">{icon("lock")}{shut}</span>'
    if entry.version > 1:
        found += f' <span class="chip">{said.corrected}</span>'
    if entry.attached:
        count = f'{entry.attached}<span class="hidden-visually"> {said.attached}</span>'
        found += f' <span class="chip">{icon("paperclip")}{count}</span>'
    return found


def _steps(entry: Entry, said: Words) -> str:
    if not KINDS[Kind(entry.kind)].steps:
        return ""
    found = [
        f'<li>{escape(step.text)} <span class="chip {"ok" if step.outcome else urgency(step.due)}">'
        f"{said.outcomes[step.outcome] if step.outcome else date_format(step.due, 'j F')}</span></li>"
        for step in entry.drawn_steps
    ]
    return f'<ul class="steps">{"".join(found)}</ul>' if found else ""
