"""A rule and its answer laid out for a reader: on the command line here, and as plain rows for other screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lawbook import texts, values
from lawbook.catalogue import Fact, Rule, rules
from lawbook.errors import BadFact, NotInForce
from lawbook.plain import plain

STALE_AFTER_YEARS = 2


def listing() -> list[dict[str, object]]:
    """Every rule: id, titles, requirements, names of its facts."""
    return [
        {
            "rule": one.id,
            "title": {lang: title(one, lang) for lang in texts.LANGUAGES},
            "requirement": list(one.requirement),
            "facts": [fact.name + ("" if fact.required else "?") for fact in one.facts],
        }
        for one in rules()
    ]


def title(rule: Rule, lang: str) -> str:
    """The rule's name in plain words."""
    found: str = texts.book(lang)["rules"][rule.id]["title"]
    return found


def says(rule: Rule, lang: str) -> str:
    """What the rule says in plain words."""
    found: str = texts.book(lang)["rules"][rule.id]["says"]
    return found


def label(rule: Rule, fact: Fact, lang: str) -> str:
    """What a form calls the fact: the rule's own label when it has one, else the house's."""
    book = texts.book(lang)
    found: str | None = book["rules"][rule.id].get("facts", {}).get(fact.name) or book["facts"].get(fact.name)
    if found is None:
        raise KeyError(f"no label for the fact {fact.name!r}; add it to a table [facts] in lawbook/texts/*.{lang}.toml")
    return found


def described(rule: Rule) -> dict[str, object]:
    """What the rule says in both languages, its facts, and its values through time with their sources."""
    return {
        "rule": rule.id,
        "requirement": list(rule.requirement),
        "title": {lang: title(rule, lang) for lang in texts.LANGUAGES},
        "says": {lang: says(rule, lang) for lang in texts.LANGUAGES},
        "facts": [
            {
                "name": fact.name,
                "type": fact.shape,
                "required": fact.required,
                "choices": list(fact.choices),
                "label": {lang: label(rule, fact, lang) for lang in texts.LANGUAGES},
            }
            for fact in rule.facts
        ],
        "parameters": [_through_time(values.parameter(one)) for one in rule.parameters],
    }


def _through_time(parameter: values.Parameter) -> dict[str, object]:
    rows = [
        {
            **row.as_json(),
            "certainty": row.certainty,
            "note": row.note,
            "repealed": row.repealed,
        }
        for row in parameter.values
    ]
    return {"id": parameter.id, "title": parameter.title, "unit": parameter.unit, "values": rows}


def refusal(refused: BadFact | NotInForce, lang: str) -> str:
    """Why a rule refuses to answer, for a reader. What one rule alone refuses is told in English."""
    if isinstance(refused, BadFact):
        return texts.sentence(refused.code, refused.facts, lang) if refused.code else refused.message
    known = refused.what in values.parameters()
    what = values.Title(refused.what) if known else refused.what
    code = "not_in_force_before" if refused.since else "not_known_on"
    return texts.sentence(code, {"what": what, "on": refused.on, "since": refused.since}, lang)


def is_stale(row: values.Value, today: date) -> bool:
    """Whether the source of a value was last read more than two years before `today`."""
    read = row.checked_on
    return (read.year, read.month, read.day) < (today.year - STALE_AFTER_YEARS, today.month, today.day)


def stale(today: date) -> list[dict[str, object]]:
    """The values whose source was last read more than two years before `today`."""
    return [
        {"id": row.id, "valid_from": plain(row.valid_from), "checked_on": plain(row.checked_on)}
        for parameter in values.parameters().values()
        for row in parameter.values
        if is_stale(row, today)
    ]


def listing_text(lang: str) -> str:
    """The list of rules for a reader."""
    found = rules()
    width = max(len(one.id) for one in found)
    return "\n".join(f"{one.id:<{width}}  {title(one, lang)}" for one in found)


def described_text(rule: Rule, lang: str) -> str:
    """The rule for a reader: the words in both languages, the rest in `lang`."""
    lines = [rule.id, *(f"{one}: {title(rule, one)}. {says(rule, one)}" for one in texts.LANGUAGES), ""]
    for fact in rule.facts:
        mark = "" if fact.required else "?"
        choice = f" ({', '.join(fact.choices)})" if fact.choices else f" ({fact.shape})"
        lines.append(f"  {fact.name}{mark}{choice}: {label(rule, fact, lang)}")
    for one in rule.parameters:
        parameter = values.parameter(one)
        lines += ["", f"{parameter.title[lang]} [{parameter.id}, {texts.word(parameter.unit, lang)}]"]
        lines += [line for row in parameter.values for line in _row_lines(row, lang)]
    return "\n".join(lines)


def _row_lines(row: values.Value, lang: str) -> list[str]:
    amount = "repealed" if row.repealed else plain(row.amount)
    lines = [
        f"  {row.valid_from}: {amount}  ({row.certainty}, {row.source.level}, checked {row.checked_on})",
        f"    {row.source.act}, {row.source.article} <{row.source.url}>",
    ]
    return [*lines, f"    {row.note[lang]}"] if row.note else lines


def stale_text(rows: Sequence[Mapping[str, object]], lang: str) -> str:
    """The stale values for a reader."""
    if not rows:
        return {
            "nl": "Alle waarden zijn minder dan twee jaar geleden nagekeken.",
            "en": "Every value was checked less than two years ago.",
        }[lang]
    return "\n".join(f"{row['id']}  {row['valid_from']}  {row['checked_on']}" for row in rows)


def answer_text(answer: Mapping[str, Any], lang: str) -> str:
    """An answer for a reader: the value, the duties, the reasons with their sources, the strip of days."""
    lines = [f"{answer['rule']}: {_value(answer['value'], lang)}", ""]
    lines += [
        f"! {duty['text']} ({texts.word(duty['holder'], lang)}, {duty['due'] or '–'})" for duty in answer["duties"]
    ]
    for reason in answer["reasons"]:
        lines.append(f"- {reason['text']}")
        if reason["source"]:
            lines.append("  {act}, {article} <{url}>".format(**reason["source"]))
    if answer["days"]:
        lines += ["", *(_day_line(day, lang) for day in answer["days"])]
    lines += [f"? {one}" for one in answer["not_covered"]]
    return "\n".join(lines)


def _value(value: Any, lang: str) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{texts.word(key, lang)} {_value(one, lang)}" for key, one in value.items())
    if isinstance(value, list):
        return "".join(f"\n  {_value(one, lang)}" for one in value) or "–"
    return texts.spoken(value, lang)


def _day_line(day: Mapping[str, Any], lang: str) -> str:
    why = f"  {texts.word(day['why'], lang)}" if day["why"] else ""
    return f"  {day['date']}  {'x' if day['counted'] else '.'}{why}"
