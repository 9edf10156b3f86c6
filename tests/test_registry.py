"""What the apps tell the house in their `registry.py` holds: pages resolve, rights exist, commands are there."""

import pytest
from django.core.management import get_commands
from django.urls import get_resolver

from driehoek.access.policy import RIGHTS
from driehoek.duties import own
from driehoek.journal.acts import acts
from driehoek.kit import registry
from driehoek.procedures.definitions import DEFINITIONS
from driehoek.safety.parts import parts
from driehoek.web.nav import _items
from tests.test_house import OURS

NAMES = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
PAGES = {
    **{f"duty {code}": one.page for code, one in own.duties().items() if one.page},
    **{f"origin {kind}": page for kind, page in registry.by_name("ORIGINS").items()},
    **{f"menu {item.page}": item.page for item in _items()},
    **{f"safety {page}": page for part in parts() for page in (part.page, *part.done_on)},
}


@pytest.mark.parametrize("what", sorted(PAGES))
def test_a_page_that_an_app_names_is_there(what: str) -> None:
    assert PAGES[what] in NAMES


@pytest.mark.parametrize("view", [pattern for _route, pattern in OURS], ids=lambda one: one.name)
def test_a_right_that_guards_a_page_stands_in_the_policy(view) -> None:
    right = getattr(view.callback, "right", None)
    assert right is None or right in RIGHTS or any(one.startswith(f"{right}:") for one in RIGHTS)


def test_a_part_of_safety_asks_a_right_that_exists() -> None:
    assert {part.right for part in parts()} <= set(RIGHTS)


def test_every_sweep_of_the_night_is_a_command_of_the_house() -> None:
    commands = get_commands()
    assert {commands[name].partition(".")[0] for name in registry.in_order("SWEEPS")} == {"driehoek"}


def test_a_procedure_that_is_proposed_for_a_duty_exists() -> None:
    assert set(registry.by_name("CASES").values()) <= set(DEFINITIONS)


def test_an_order_in_the_menu_or_in_safety_is_given_once() -> None:
    places = [(item.place, item.order) for item in _items()]
    assert len(places) == len(set(places))
    assert len({part.order for part in parts()}) == len(parts())


def test_every_act_of_one_file_asks_an_outsider_what_for() -> None:
    assert {code for code in acts() if code.startswith("file.")} < {
        code for code, one in acts().items() if one.reads_file
    }


def test_two_apps_that_give_one_name_are_told(monkeypatch) -> None:
    monkeypatch.setattr(registry, "_told", lambda _table: iter([{"a": 1}, {"a": 2}]))
    registry.by_name.cache_clear()
    with pytest.raises(registry.ToldTwice, match="a"):
        registry.by_name("ACTS")
    registry.by_name.cache_clear()
