"""The words that differ between Flanders and the Netherlands. Whoever reads a screen sees the own country's."""

import re
from typing import Any

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from driehoek.access.functions import Function

FUNCTIONS: dict[str, dict[Function, Promise]] = {
    "be": {
        Function.CARE_COORDINATOR: pgettext_lazy("be", "care coordinator"),
        Function.CLASS_TEACHER: pgettext_lazy("be", "class teacher"),
        Function.SUPPORT_TEACHER: pgettext_lazy("be", "support teacher"),
        Function.ATTENDANCE_OFFICER: pgettext_lazy("be", "attendance officer"),
        Function.PREVENTION_OFFICER: pgettext_lazy("be", "prevention officer"),
        Function.EMERGENCY_RESPONDER: pgettext_lazy("be", "emergency responder"),
        Function.COUNCIL_PARENTS: pgettext_lazy("be", "member of the council for the parents"),
        Function.COUNCIL_STAFF: pgettext_lazy("be", "member of the council for the staff"),
        Function.COUNCIL_COMMUNITY: pgettext_lazy("be", "member of the council for the local community"),
    },
    "nl": {
        Function.CARE_COORDINATOR: pgettext_lazy("nl", "care coordinator"),
        Function.CLASS_TEACHER: pgettext_lazy("nl", "class teacher"),
        Function.SUPPORT_TEACHER: pgettext_lazy("nl", "support teacher"),
        Function.ATTENDANCE_OFFICER: pgettext_lazy("nl", "attendance officer"),
        Function.PREVENTION_OFFICER: pgettext_lazy("nl", "prevention officer"),
        Function.EMERGENCY_RESPONDER: pgettext_lazy("nl", "emergency responder"),
        Function.COUNCIL_PARENTS: pgettext_lazy("nl", "member of the council for the parents"),
        Function.COUNCIL_STAFF: pgettext_lazy("nl", "member of the council for the staff"),
    },
}

WORDS: dict[str, dict[str, Promise]] = {
    "year": {"be": pgettext_lazy("be", "year"), "nl": pgettext_lazy("nl", "year")},
    "class": {"be": pgettext_lazy("be", "class"), "nl": pgettext_lazy("nl", "class")},
    "my class": {"be": pgettext_lazy("be", "my class"), "nl": pgettext_lazy("nl", "my class")},
    "class teacher": {"be": pgettext_lazy("be", "class teacher"), "nl": pgettext_lazy("nl", "class teacher")},
    "care coordinator": {"be": pgettext_lazy("be", "care coordinator"), "nl": pgettext_lazy("nl", "care coordinator")},
    "nursery": {"be": pgettext_lazy("be", "nursery"), "nl": pgettext_lazy("nl", "nursery")},
    "morning": {"be": pgettext_lazy("be", "morning"), "nl": pgettext_lazy("nl", "morning")},
    "afternoon": {"be": pgettext_lazy("be", "afternoon"), "nl": pgettext_lazy("nl", "afternoon")},
    "short morning": {"be": pgettext_lazy("be", "a.m."), "nl": pgettext_lazy("nl", "a.m.")},
    "short afternoon": {"be": pgettext_lazy("be", "p.m."), "nl": pgettext_lazy("nl", "p.m.")},
    "school board": {"be": pgettext_lazy("be", "school board"), "nl": pgettext_lazy("nl", "school board")},
    "emergency responders": {
        "be": pgettext_lazy("be", "emergency responders"),
        "nl": pgettext_lazy("nl", "emergency responders"),
    },
    "emergency response": {
        "be": pgettext_lazy("be", "emergency response"),
        "nl": pgettext_lazy("nl", "emergency response"),
    },
    "national number": {"be": pgettext_lazy("be", "national number"), "nl": pgettext_lazy("nl", "national number")},
    "head": {"be": pgettext_lazy("be", "head of school"), "nl": pgettext_lazy("nl", "head of school")},
}


LEVELS: dict[str, Promise] = {
    "law": _("law"),
    "circular": _("circular"),
    "network_model": _("model of the school network"),
    "board": _("own rule of the board"),
    "advice": _("advice"),
}
CERTAINTIES: dict[str, Promise] = {
    "primary": _("read in the legal text"),
    "official": _("read in an official publication"),
    "secondary": _("read in a secondary source"),
    "source": _("only in the source documents"),
    "derived": _("calculated with a legal formula"),
    "inferred": _("inferred, not stated"),
    "unverified": _("not verified"),
}
SUBJECTS: dict[str, Promise] = {
    "DAY": _("Days and terms"),
    "ATT": _("Attendance"),
    "ORG": _("School and enrolment"),
    "PRO": _("Discipline, appeals and complaints"),
    "SAF": _("Safety"),
    "CON": _("Confidential counselling"),
    "DOS": _("The pupil's file"),
    "ACC": _("Access"),
    "PRI": _("Rights over data"),
    "FIN": _("Money"),
    "STA": _("CLB staffing"),
}
JURISDICTIONS: dict[str, Promise] = {
    "be": _("Flanders"),
    "nl": _("the Netherlands"),
    "both": _("both countries"),
}


MODEL = re.compile(r" ?\(MLER_\d+\)")  # the number of the model among the papers of the school network


def source_words(source: Any) -> str:
    """Where something stands, as people say it: Schoolreglement, punt 16."""
    act, article = (
        source.get(name, "") if isinstance(source, dict) else getattr(source, name) for name in ("act", "article")
    )
    if not MODEL.search(act):
        return f"{act}, {article}" if article else act
    return f"{MODEL.sub('', act)}, " + gettext("point %(number)s") % {"number": article}


def function_name(function: str, jurisdiction: str = "be") -> str:
    """A function in the words of the country: zorgcoördinator in Flanders, intern begeleider in the Netherlands."""
    own = FUNCTIONS.get(jurisdiction, FUNCTIONS["be"]).get(Function(function))
    return str(own or Function(function).label)


def term(name: str, jurisdiction: str = "be") -> str:
    """A term in the words of the country. Raises KeyError for a term that is the same in both."""
    return str(WORDS[name].get(jurisdiction, WORDS[name]["be"]))


def half_day(part: str, jurisdiction: str = "be") -> str:
    """A half day in the words of the country: voormiddag and namiddag, or ochtend and middag."""
    return term({"am": "morning", "pm": "afternoon"}[part], jurisdiction)


def half_days(jurisdiction: str = "be") -> list[tuple[str, str]]:
    """The two half days to choose from, in the words of the country."""
    return [(part, half_day(part, jurisdiction)) for part in ("am", "pm")]


def language_name(code: str) -> str:
    """A language as people call it where its code was kept (pl is Pools); what somebody typed in words stays."""
    known = Locale.parse(get_language() or "nl").languages
    return str(known.get(code.strip().lower().replace("-", "_"), code))
