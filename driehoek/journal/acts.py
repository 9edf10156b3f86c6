"""What each act is called. The journal keeps codes; the sentence is made on display (ACC-11).

Every app names its own acts in its `registry.py`.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from driehoek.kit import registry

from .categories import category_name


class Act(NamedTuple):
    """An act or a right, as the journal writes its code.

    `look` is what a parent calls what was looked at, for an act that shows what is kept about a child; whatever else is
    written of a child is no look, or is about what happened between children: that the school tells itself.
    `reads_file`: it shows something of one child's file, so who only reads says what for first (ACC-5).
    """

    words: str | Promise
    look: str | Promise = ""
    reads_file: bool = False

    @property
    def has_kinds(self) -> bool:
        """Whether a kind of data stands behind its code: `file.read:tests`."""
        return "%(category)s" in str(self.words)


def acts() -> Mapping[str, Act]:
    return registry.by_name("ACTS")


def act_of(code: str) -> Act | None:
    """The act of a code in the journal, with or without a kind of data behind it."""
    return acts().get(code) or acts().get(code.partition(":")[0])


def act_name(code: str) -> str:
    """The words of an act or a right, in the reader's language: `file.read:tests` is reading the tests in the file."""
    act = act_of(code)
    words = str(act.words) if act else _("another act")
    return words % {"category": category_name(code.partition(":")[2])} if "%(category)s" in words else words
