"""Duties that follow from an act in the product and from no rule of the lawbook: their sentence and their page."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Duty

SENTENCES: dict[str, Promise] = {
    "answer_report_request": _("Answer what the CLB asked the school to add to the file"),
    "review_emergency_access": _("Look at the emergency access to this file: who opened it, and why"),
}
# The page where it is done, and the fact that holds the id in its address.
PAGES = {"answer_report_request": ("report_request", "request"),
         "review_emergency_access": ("emergency_review", "appointment"),
         "evaluate_goal": ("step", "step"), "do_follow_up": ("step", "step")}  # fmt: skip

CASE = "case:"  # a procedure stands above; its page is asked for by name


def page_of(duty: Duty) -> str:
    """The address of the page where the duty is done; nothing for duties done on their own page."""
    if duty.origin.startswith(CASE):
        return reverse("case", args=[duty.origin.removeprefix(CASE)])
    name, fact = PAGES.get(duty.code, ("", ""))
    return reverse(name, args=[duty.facts[fact]]) if fact in duty.facts else ""
