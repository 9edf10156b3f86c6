"""Every procedure, one file each. Adding one is adding a file with a `DEFINITION`."""

import importlib
import pkgutil

from driehoek.procedures.definition import Definition

DEFINITIONS: dict[str, Definition] = {
    found.code: found
    for module in pkgutil.iter_modules(__path__)
    if (found := getattr(importlib.import_module(f"{__name__}.{module.name}"), "DEFINITION", None))
}


def of(jurisdiction: str) -> list[Definition]:
    """The procedures of a country, by family."""
    return [one for one in DEFINITIONS.values() if one.jurisdiction == jurisdiction]
