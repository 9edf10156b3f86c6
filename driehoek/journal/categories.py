"""What the kinds of data in a file are called, for the sentences of the journal."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The kinds of data in a file, named as in the policy table; the journal stands below access and keeps its own words.
CATEGORIES: dict[str, Promise] = {
    "identity": _("personal data"),
    "contacts": _("people around the child"),
    "attendance": _("attendance"),
    "results": _("results"),
    "tests": _("pupil-tracking tests"),
    "care": _("measures and action plans"),
    "meeting": _("meetings"),
    "parent_contact": _("parent contacts"),
    "timeline": _("observations"),
    "remediation": _("remediation"),
    "sanction": _("sanctions"),
    "report": _("reports of the CLB"),
    "language": _("language screening"),
    "health": _("health"),
}


def category_name(category: str) -> str:
    return str(CATEGORIES.get(category, category))
