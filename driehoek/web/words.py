"""The words that differ between Flanders and the Netherlands. Whoever reads a screen sees the own country's."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from driehoek.access.policy import Function

FUNCTIONS: dict[str, dict[Function, Promise]] = {
    "be": {
        Function.CARE_COORDINATOR: pgettext_lazy("be", "care coordinator"),
        Function.CLASS_TEACHER: pgettext_lazy("be", "class teacher"),
        Function.SUPPORT_TEACHER: pgettext_lazy("be", "support teacher"),
        Function.ATTENDANCE_OFFICER: pgettext_lazy("be", "attendance officer"),
    },
    "nl": {
        Function.CARE_COORDINATOR: pgettext_lazy("nl", "care coordinator"),
        Function.CLASS_TEACHER: pgettext_lazy("nl", "class teacher"),
        Function.SUPPORT_TEACHER: pgettext_lazy("nl", "support teacher"),
        Function.ATTENDANCE_OFFICER: pgettext_lazy("nl", "attendance officer"),
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
    "school board": {"be": pgettext_lazy("be", "school board"), "nl": pgettext_lazy("nl", "school board")},
    "head": {"be": pgettext_lazy("be", "head of school"), "nl": pgettext_lazy("nl", "head of school")},
}


def function_name(function: str, jurisdiction: str = "be") -> str:
    """A function in the words of the country: zorgcoördinator in Flanders, intern begeleider in the Netherlands."""
    own = FUNCTIONS.get(jurisdiction, FUNCTIONS["be"]).get(Function(function))
    return str(own or Function(function).label)


def term(name: str, jurisdiction: str = "be") -> str:
    """A term in the words of the country. Raises KeyError for a term that is the same in both."""
    return str(WORDS[name].get(jurisdiction, WORDS[name]["be"]))
