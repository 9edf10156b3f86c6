"""Words for the engine's answers, in the reader's language."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from driehoek.access.functions import Function
from driehoek.web.words import function_name
from lawbook import texts
from lawbook.core import BadFact, Reason
from lawbook.errors import NotInForce

# Roles on a case, beside the functions of the policy.
ROLES: dict[str, Promise] = {
    "committee_chair": _("chair of the committee"),
    "committee": _("member of the committee"),
    "committee_internal": _("member from the school or the board"),
    "committee_external": _("member from outside"),
    "secretary": _("secretary of the committee"),
    "decided": _("took the decision"),
    "confidant": _("confidant of the parents or the pupil"),
    "clb_adviser": _("CLB representative, advisory vote"),
    "complainant": _("complainant"),
    "accused": _("person complained about"),
    "witness": _("heard as a witness"),
    "deputy": _("deputy named by the board"),
    "mediator": _("mediator"),
    "parents": _("parents"),
    "pupil": _("pupil"),
    "board": _("school board"),
    "appeal_committee": _("appeal committee"),
    "complaints_committee": _("complaints committee"),
    "clb": _("CLB"),
    "staff": _("member of staff concerned"),
    "inspectorate": _("inspectorate"),
    "attendance_officer": _("attendance officer"),
    "agency": _("Agency for Education Services (AgODi)"),
    "director": _("head of school"),
    "class_council": _("class council"),
    "reporter": _("who reported it"),
    "offender": _("who it is about"),
    "opener": _("who opened this case"),
    "colleague": _("colleague who is consulted"),
}


def language() -> str:
    """The language of the lawbook's sentences for this reader."""
    found = (get_language() or "nl")[:2]
    return found if found in texts.LANGUAGES else "nl"


def reason_text(reason: Reason) -> str:
    return reason.text(language())


def wrong_text(wrong: BadFact | NotInForce | None) -> str:
    """What a rule said against the facts, as far as it says so in the reader's language."""
    if isinstance(wrong, BadFact) and wrong.code:
        return texts.sentence(wrong.code, wrong.facts, language())
    return str(wrong) if wrong is not None and language() == "en" else ""


def spoken(day: date) -> str:
    return date_format(day, "l j F Y")


def function_words(code: str, jurisdiction: str) -> str:
    """A function in the country's words, or a role on the case."""
    if code in Function:
        return function_name(code, jurisdiction)
    return str(ROLES.get(code, code))


def sentence(code: str, facts: dict[str, Any]) -> str:
    return texts.sentence(code, facts, language())
