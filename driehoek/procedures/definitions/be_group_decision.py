"""Repeating a year or moving to another group (PRO-16): school regulations 4."""

# fmt: off
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Right, Step, done, fact
from driehoek.procedures.sources import regulations

from .shared import DIRECTION, LEADING, PRESENT, REASONS, REPORT

CLB = Step("clb", _("Consult the CLB"), _("The school decides in consultation and together with the CLB."), LEADING, fields=(PRESENT, REPORT), source=regulations("4"))
DECIDE = Step("decide", _("Decide, with reasons in writing"), _("Only when the school is convinced that it is best for the child. The letter gives the reasons, and what needs attention next year."), DIRECTION, after=("clb",),
              fields=(Field("group_outcome", _("Decision"), "choice", choices=(("moves_on", _("moves on")), ("repeat", _("repeats the year")), ("other_group", _("goes to another group")))), REASONS,
                      Field("attention", _("Points of attention for the next school year"), "text")), letters=("be.group_decision",), to=("parents",), source=regulations("4"))
EXPLAIN = Step("explain", _("Explain it to the parents in person"), _("A letter is not enough: talk it over."), LEADING, after=("decide",), fields=(PRESENT, REPORT), source=regulations("4"))
DEFINITION = Definition(
    "be.group_decision", "be", _("Repeating a year or another group"), _("When a child may be better off repeating a year or in another group."), "career", steps=(CLB, DECIDE, EXPLAIN),
    rights=(Right("parents", _("get the reasons in writing and explained in person"), regulations("4")),),
    endings=(Ending("moves_on", _("The child moves on with the group."), lambda state: fact("decide.group_outcome", "moves_on")(state) and state.done("explain")),
             Ending("explained", _("The decision was sent and explained."), done("explain"))), requirement=("PRO-16",),
)
