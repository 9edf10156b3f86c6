"""The lawbook's own order: every code has its sentence in two languages, every value its unit, date and source."""

import ast
import re
import string
import tomllib
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from lawbook import catalogue, days, page, sources, texts, values
from lawbook.errors import UnknownAct

HERE = Path(__file__).parents[1]
SOURCES = [path for path in HERE.rglob("*.py") if "tests" not in path.parts]
FILES = sorted(HERE.glob("*/parameters/*.toml"))
UNITS = {
    "amount", "calendar_day", "code", "date", "definition", "euro", "half_day", "holidays", "hour", "kilometre",
    "lesson_hour", "list", "lux", "minute", "month", "note", "page", "parent", "people", "per_cent", "point",
    "procedure_day", "school_day", "second", "school_year", "table", "week", "weight", "working_day", "year", "yes_no",
}  # fmt: skip
CODES = {"Reason", "Duty", "Malformed"}
ALL_CALENDARS = (
    days.procedure_days(),
    days.public_days("nl"),
    days.outside_school_holidays(),
    days.school_days("be", None, (days.Range.parse("2021-01-20"),)),
    days.school_days("nl", "zuid"),
)


def codes_used() -> dict[str, str]:
    """Every code of a reason or duty, and of what is not covered, that stands in the rules, with its file."""
    found = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id in CODES and node.args and is_text(node.args[0]):
                    found[node.args[0].value] = path.name
                for keyword in node.keywords:
                    if keyword.arg == "not_covered":
                        found |= {one.value: path.name for one in ast.walk(keyword.value) if is_text(one)}
    return found


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_code_in_the_rules_has_its_sentence(lang):
    missing = {code: file for code, file in codes_used().items() if code not in texts.book(lang)["sentences"]}
    assert not missing


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_doubtful_certainty_has_its_sentence(lang):
    assert all(f"rests_on_{one}" in texts.book(lang)["sentences"] for one in values.DOUBTFUL)


def test_dutch_and_english_have_the_same_codes_with_the_same_facts():
    dutch, english = texts.book("nl"), texts.book("en")
    assert set(dutch["sentences"]) == set(english["sentences"])
    assert set(dutch["facts"]) == set(english["facts"])
    assert set(dutch["words"]) == set(english["words"])
    assert set(dutch["rules"]) == set(english["rules"])
    for code, sentence in dutch["sentences"].items():
        assert fields(sentence) == fields(english["sentences"][code]), code


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("rule", catalogue.rules(), ids=lambda rule: rule.id)
def test_every_rule_says_what_it_is_and_labels_its_facts(rule, lang):
    assert page.title(rule, lang)
    assert page.says(rule, lang).endswith(".")
    for fact in rule.facts:
        assert page.label(rule, fact, lang), fact.name


@pytest.mark.parametrize("rule", catalogue.rules(), ids=lambda rule: rule.id)
def test_every_rule_names_what_it_fulfils_and_can_be_shown(rule):
    assert rule.requirement
    assert all(re.fullmatch(r"[A-Z]{3}-\d+", one) for one in rule.requirement)
    assert (rule.function.__doc__ or "").strip()
    assert page.described(rule)["rule"] == rule.id
    assert page.described_text(rule, "nl")


def numbers_of(path: Path) -> list[str]:
    """Every whole number and decimal in a function of a file, but those that only name the first, the last, or none."""
    found = []
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef):
            found += [
                f"{path.name}:{node.lineno} {node.value}"
                for node in ast.walk(function)
                if isinstance(node, ast.Constant) and type(node.value) in {int, float} and node.value not in {0, 1}
            ]
    return found


def test_no_number_of_a_law_stands_in_the_body_of_a_rule():
    """It has a row in `parameters/*.toml` with its unit, first day and source."""
    rules = [path for name in ("flanders", "netherlands", "europe") for path in sorted((HERE / name).glob("*.py"))]
    assert len(rules) > 20
    assert [one for path in rules for one in numbers_of(path)] == []


def test_a_number_in_a_rule_is_seen(tmp_path):
    (tmp_path / "rule.py").write_text("def due(law, start):\n    return start + 14 * [0][-1]\n")
    assert numbers_of(tmp_path / "rule.py") == ["rule.py:2 14"]


def test_a_rule_stands_in_the_folder_of_its_country():
    for rule in catalogue.rules():
        assert rule.function.__module__.split(".")[1] == values.folder(rule.id), rule.id


def test_no_sentence_is_told_that_no_rule_speaks_of():
    known = set(texts.book("nl")["rules"])
    assert known == {rule.id for rule in catalogue.rules()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_every_value_has_a_unit_a_day_a_certainty_a_level_and_a_source(path):
    with path.open("rb") as file:
        tables = tomllib.load(file)
    for key, table in tables.items():
        assert set(table) == {"title", "unit", "value"}, key
        assert set(table["title"]) == {"nl", "en"}, key
        assert table["unit"] in UNITS, f"{key}: {table['unit']} is no unit of this house"
        starts = [row["valid_from"] for row in table["value"]]
        assert starts == sorted(set(starts)), f"{key}: the days are not ascending"
        for row in table["value"]:
            check_row(key, row)


def check_row(key: str, row: dict) -> None:
    assert set(row) <= {"valid_from", "amount", "checked_on", "certainty", "level", "source", "note", "repealed"}, key
    assert set(row.get("note", {"nl": "", "en": ""})) == {"nl", "en"}, f"{key}: a note in both languages"
    assert ("amount" in row) != row.get("repealed", False), f"{key}: an amount, or repealed"
    assert type(row["valid_from"]) is date, key
    assert type(row["checked_on"]) is date, key
    assert row["certainty"] in values.CERTAINTIES, key
    assert row["level"] in values.LEVELS, key
    assert set(row["source"]) == {"act", "article"}, f"{key}: where an act stands is said in lawbook/sources.toml"
    assert row["source"]["act"] in sources.acts(), str(UnknownAct(row["source"]["act"]))


def test_a_parameter_stands_in_one_file_only():
    keys = [key for path in FILES for key in tomllib.loads(path.read_text(encoding="utf-8"))]
    assert len(keys) == len(set(keys))


def test_a_parameters_file_belongs_to_the_country_of_its_id():
    for path in FILES:
        for key in tomllib.loads(path.read_text(encoding="utf-8")):
            assert values.FOLDERS.get(key.partition(".")[0], "europe") == path.parent.parent.name, key


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HERE)))
def test_no_file_of_the_lawbook_is_longer_than_300_lines_and_no_function_longer_than_40(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


def test_the_lawbook_imports_the_standard_library_and_itself_only():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not [one for one in names if one.split(".")[0] in {"django", "driehoek", "numpy", "holidays"}]


def test_no_rule_reads_the_clock():
    clocks = re.compile(r"\b(date\.today|datetime\.now|time\.time|localdate)\b")
    assert [path.name for path in SOURCES if clocks.search(path.read_text(encoding="utf-8"))] == ["cli.py"]


def holders() -> set[str]:
    """Every holder of a duty that is named in a rule."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Duty":
                found |= {one.value for one in node.args[1:2] if is_text(one)}
    return found


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_whoever_holds_a_duty_and_whatever_measures_a_value_has_a_plain_word(lang):
    reasons = {why for calendar in ALL_CALENDARS for why in calendar.reasons.values()}
    units = {parameter.unit for parameter in values.parameters().values()}
    assert not (holders() | reasons | units) - set(texts.book(lang)["words"])


# Where a law, a circular or a model may be read. Another place is added here by whoever read it there.
KNOWN_PLACES = {
    "data-onderwijs.vlaanderen.be", "eur-lex.europa.eu", "github.com", "onderwijs.vlaanderen.be",
    "pro.katholiekonderwijs.vlaanderen", "vlaamspatientenplatform.be", "wetten.overheid.nl", "www.agodi.be",
    "www.autoriteitpersoonsgegevens.nl", "www.ejustice.just.fgov.be", "www.groeipakket.be", "www.poraad.nl",
    "www.rijksoverheid.nl", "www.stichtingbestonderwijs.nl", "www.vlaanderen.be", "www.vrijclb.be",
}  # fmt: skip


def test_every_act_says_what_it_is_and_where_it_stands_and_is_rested_on():
    for act_id, act in sources.acts().items():
        assert set(act) == {"title", "url"}, act_id
        assert act["title"].strip(), act_id
        assert urlsplit(act["url"]).scheme == "https", act_id
        assert urlsplit(act["url"]).hostname in KNOWN_PLACES, act_id
    named = " ".join(path.read_text(encoding="utf-8") for path in HERE.rglob("*.*") if path.suffix in {".toml", ".py"})
    assert [act_id for act_id in sources.acts() if named.count(f'"{act_id}"') < 2] == []


def test_an_act_that_nobody_wrote_down_says_what_to_add_where():
    with pytest.raises(UnknownAct, match=r"sources\.toml; add it there"):
        sources.source("be.nothing", "1", "law")


def test_a_code_without_a_sentence_says_what_to_add_where():
    with pytest.raises(KeyError, match="lawbook/texts"):
        texts.sentence("nobody_says_this", {}, "nl")
