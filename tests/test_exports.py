"""Whatever the product gives out for a program to read comes back unchanged, or stands here with why nothing reads it.

The addresses are found, not listed: each whose view can answer with CSV, a workbook, XML, JSON or a calendar. A new
one fails here until it has its way back.
"""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest

from driehoek.api import api
from driehoek.exchange.forms import ExportForm
from driehoek.exchange.tests.test_round_trip import OUT

from .test_house import OURS

ROOT = Path(__file__).parent.parent
FOR_PROGRAMS = re.compile(r"(?:text/(?:csv|calendar|xml)|application/(?:json|xml|zip)|[\w./-]*spreadsheetml\.sheet)\b")
BEHIND = re.compile(r"\.(?:actions|models|forms)(?:\.|$)")  # what these name goes into mails, tables and uploads
TRIP = "driehoek/exchange/tests/test_round_trip.py::"
TABLE = "driehoek/exchange/tests/test_own_table.py::"
PLAN = "driehoek/staffing/tests/test_files.py::"
COMES_BACK = {
    "roster_export": (f"{TRIP}test_a_roster_that_went_out_changes_nothing_when_it_comes_in",
                      f"{TRIP}test_a_roster_saved_by_excel_makes_nobody_new_and_lets_nobody_leave",
                      f"{TRIP}test_absences_that_went_out_change_nothing_when_they_come_in"),
    "roster_template": (
        f"{TABLE}test_an_empty_table_has_the_columns_of_ones_own_country_and_is_known_when_it_comes_back",
    ),
    "staffing_plan_export": (f"{PLAN}test_what_goes_out_comes_in_as_it_was_and_can_be_undone",),
}  # fmt: skip
STAYS_OUT = {
    "calendar_feed": "a calendar program shows it; its days are the law's answer to facts that are recorded here",
    "class_save": "the answer to the taps of the class page itself",
    "journal_of_pupil": "evidence of who looked: nobody writes in the journal from outside",
    "listing": "a list for a day, computed from the file of each child; a child is changed on its own page",
    "policy": "what the code of this version allows; nothing of it is data",
    "register": "who has access, as the functions say; functions are given by the direction, never by a file (ACC-2)",
}
OF_THE_API = {
    "/api/attendance/groups/{group}/{day}": f"{TRIP}test_a_class_read_by_a_program_and_sent_back_changes_nothing",
    "/api/duties": "what the law makes due; a program discharges one, it never brings one in",
    "/api/law": "the law itself: read, not written",
    "/api/roster/": "read by the programs of the school; a roster comes in as a file, with a preview (ACC-2)",
}


def named_by(view: FunctionType) -> Iterator[object]:
    """The constants of a function and what its names stand for, in it and in what it holds inside."""
    codes = [view.__code__]
    for code in codes:
        codes += [one for one in code.co_consts if isinstance(one, CodeType)]
        yield from (one for one in code.co_consts if isinstance(one, str))
        for name in code.co_names:
            found = view.__globals__.get(name)
            if isinstance(found, ModuleType) and found.__name__.startswith("driehoek"):
                yield from (getattr(found, one) for one in code.co_names if hasattr(found, one))
            elif found is not None:
                yield found


def unpacked(found: object) -> Iterator[object]:
    """What stands in a table of ways out, such as {"csv": (writer, type)}."""
    values = found.values() if isinstance(found, dict) else found if isinstance(found, tuple | list) else ()
    yield found
    for one in values:
        yield from unpacked(one)


def gives_out(view: object, seen: set[object]) -> bool:
    """Whether a view, or a function it leans on, answers with something for a program."""
    function = inspect.unwrap(view) if callable(view) else None
    if not isinstance(function, FunctionType) or function in seen or BEHIND.search(function.__module__):
        return False
    seen.add(function)
    if not function.__module__.startswith("driehoek"):
        return False
    return any(
        (isinstance(part, str) and FOR_PROGRAMS.match(part))
        or getattr(part, "__name__", "") == "JsonResponse"
        or (callable(part) and gives_out(part, seen))
        for one in named_by(function)
        for part in unpacked(one)
    )


def exports() -> set[str]:
    """The names of all addresses that give something out, those of the data interface apart."""
    return {
        str(pattern.name)
        for route, pattern in OURS
        if not route.startswith("api/") and gives_out(pattern.callback, set())
    }


def reads_of_the_api() -> list[str]:
    return [path for path, methods in api.get_openapi_schema()["paths"].items() if "get" in methods]


def test_every_export_comes_back_or_says_why_not() -> None:
    assert exports() == COMES_BACK.keys() | STAYS_OUT.keys()


def test_everything_that_can_be_chosen_for_export_makes_the_round_trip() -> None:
    assert {str(value) for value, _label in ExportForm.base_fields["what"].choices} == set(OUT)  # type: ignore[attr-defined]  # a ChoiceField


@pytest.mark.parametrize("path", reads_of_the_api())
def test_every_read_of_the_data_interface_comes_back_or_says_why_not(path: str) -> None:
    assert any(path.startswith(known) for known in OF_THE_API), path


@pytest.mark.parametrize("test", [*(one for of in COMES_BACK.values() for one in of), *OF_THE_API.values()])
def test_each_way_back_that_is_named_is_a_test(test: str) -> None:
    path, _colons, name = test.partition("::")
    assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")
