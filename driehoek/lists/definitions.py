"""The lists people use every day. A new list is one row here and one read in `queries`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import queries
from .definition import RIGHT, Column, Listing

CHILD, CLASS = Column(_("Child"), "name"), Column(pgettext_lazy("of a child", "Class"))
LISTINGS: dict[str, Listing] = {
    one.slug: one
    for one in (
        Listing(
            "class", _("Class list"), _("Names per class, with room to tick off."), RIGHT,
            (CHILD, CLASS, Column(_("Number"), "number")), queries.class_list, ("identity",),
        ),
        Listing(
            "telephones", _("Telephone list"),
            _("Who is called, in the order of the file. Who receives no information is not on it."),
            "file.read:contacts",
            (CHILD, CLASS, Column(_("Call first"), "call"), Column(_("then"), "call"), Column(_("then"), "call")),
            queries.telephones, ("identity", "contacts"),
        ),
        Listing(
            "birthdays", _("Birthdays"), _("The next one first."), "file.read:identity",
            (CHILD, CLASS, Column(_("Born on"), "day"), Column(_("Turns"), "number")), queries.birthdays, ("identity",),
        ),
        Listing(
            "allergies", _("Who is allergic to what"),
            _("Only with the parents' consent in force, and only where the health entry names you as a reader."),
            "file.read:health",
            (CHILD, CLASS, Column(_("Allergic to")), Column(_("What to do"))), queries.allergies,
            ("identity", "health"),
            empty=_("No health entry that names you says that a child is allergic to something."),
        ),
        Listing(
            "papers", _("Papers still to come"),
            _("Notes, certificates and decisions of this school year that have not come in, the oldest first."),
            "attendance.office",
            (CHILD, CLASS, Column(_("Days")), Column(_("Half days"), "number"), Column(_("Reason")),
             Column(_("Still to come"))), queries.papers, ("attendance",),
            empty=_("Every absence of this school year has its paper."),
        ),
        Listing(
            "agreements", _("Enrolments without agreement"),
            _("The parents have not yet agreed in writing to the school regulations."), "enrolment.manage",
            (CHILD, CLASS, Column(_("Enrolled from"), "day")), queries.without_agreement, ("identity",),
            empty=_("The parents agreed in writing to every enrolment."),
        ),
        Listing(
            "screening", _("Language screening still to do"),
            _("Children in the first year of primary school. Newcomers have their own path."), "file.read:language",
            (CHILD, CLASS, Column(_("Born on"), "day")), queries.not_screened, ("language",), countries=("be",),
            empty=_("Every child in the first year was screened."), unknown=queries.years_not_known,
        ),
        Listing(
            "nursery", _("Five-year-olds near the minimum"),
            _("Half days present, with absences the director accepts, against what the year asks; the tightest first."),
            "attendance.figures",
            (CHILD, CLASS, Column(_("Counted"), "number"), Column(_("Required"), "number"),
             Column(_("Still to come"), "number"), Column(_("Can still miss"), "number")),
            queries.near_nursery_minimum, ("attendance",), countries=("be",),
            empty=_("No five-year-old comes near the limit."),
        ),
    )
}  # fmt: skip
