"""What one line of a start-up list says, and the parts that the lists of a school and of a centre share."""

from typing import NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driehoek.access import house as houses
from driehoek.access.post import is_set_up
from driehoek.keeping.queries import beside_the_data, last_backup, one_board

from .queries import Reached


class Way(NamedTuple):
    label: str
    url: str


class Item(NamedTuple):
    """One thing to do. `warning` says why what is there does not count as done, and what to do about it."""

    slug: str
    title: str
    opens: str  # what works once it is done
    minutes: int
    there: bool
    state: str
    ways: list[Way]
    warning: str = ""
    aside: bool = False  # somebody said that it is not for this school

    @property
    def done(self) -> bool:
        return self.there and not self.warning

    @property
    def settled(self) -> bool:
        """Nothing is left to do here: it is done, or somebody put it aside."""
        return self.done or self.aside


def ways(*named: tuple[str, str, tuple[object, ...]]) -> list[Way]:
    """The pages that exist; what another part of the house does not offer is not shown."""
    found = []
    for label, name, args in named:
        try:
            found.append(Way(label, reverse(name, args=args)))
        except NoReverseMatch:
            continue
    return found


def how_many(reached: Reached) -> str:
    """Who was in, who has an invitation that still opens, and who is left: three numbers, the last two where needed."""
    said = [_("logged in: %(inside)d of %(many)d") % {"inside": reached.inside, "many": reached.many}]
    if reached.invited:
        said.append(_("invited: %(n)d") % {"n": reached.invited})
    if reached.left:
        said.append(_("still to invite: %(n)d") % {"n": reached.left})
    return " · ".join(said)


def address(*, may_choose: bool) -> Item:
    """`may_choose`: whether the page on which it is chosen is the reader's."""
    chosen = houses.chosen()
    good = bool(chosen) and not houses.is_only_here(chosen)
    offered = may_choose and one_board() and not settings.PUBLIC_ADDRESS
    return Item(
        "address",
        _("Address of this house"),
        _("Letters and mails lead to the right place."),
        1,
        good,
        chosen if good else _("not yet: letters carry the address in your browser"),
        ways((_("Choose the address"), "house_address", ())) if offered else [],
    )


def mail(*, sees_house: bool = True) -> Item:
    works = is_set_up()
    state = _("mail goes out") if works else _("not set up: letters and links are handed over on paper")
    return Item(
        "mail",
        _("Mail"),
        _("Invitations and reminders go out by themselves. For whoever runs this house."),
        10,
        works,
        state,
        house() if sees_house else [],
    )


def backup(*, sees_house: bool = True) -> Item:
    kept = last_backup()
    state = _("not yet") if kept.days is None else ngettext("%(n)d day ago", "%(n)d days ago", kept.days)
    if kept.days is not None:
        state = _("today") if kept.days == 0 else state % {"n": kept.days}
    warning = (
        _(
            "The backup lies on the same disk as the data: when that disk breaks, both are gone. Choose a folder on "
            "another disk or another machine."
        )
        if kept.days is not None and beside_the_data()
        else ""
    )
    return Item(
        "backup",
        _("Backup"),
        _("Nothing is lost when this machine breaks. For whoever runs this house."),
        5,
        not kept.old,
        state,
        house() if sees_house else [],
        warning,
    )


def house() -> list[Way]:
    """The page of the house, which is there where the house is one board's."""
    return ways((_("How this house is doing"), "house", ())) if one_board() else []
