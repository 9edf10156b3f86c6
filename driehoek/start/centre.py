"""The start-up list of a CLB centre: what its direction does first, its state computed from the data."""

from collections.abc import Callable, Collection

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.staffing.models import Centre, Member, Plan
from driehoek.staffing.queries.team import teams_of, workers_of
from lawbook.kinds import SchoolYear

from . import entries
from .entries import Item, how_many, ways
from .queries import reached

Make = Callable[[Centre, Actor], Item]


def items_of_centre(centre: Centre, actor: Actor, aside: Collection[str] = ()) -> list[Item]:
    """In the order in which a centre takes them. `aside`: what somebody said is not for this centre."""
    made = (make(centre, actor) for make in MAKERS)
    return [item._replace(aside=item.slug in aside and not item.done) for item in made]


def _team(centre: Centre, actor: Actor) -> Item:
    found = reached(_workers(centre, actor), actor.on)
    return Item(
        "team",
        _("People of the centre"),
        _("They log in with an account of their own, and state why they read."),
        5,
        bool(found.many) and not found.left,
        how_many(found) if found.many else _("nobody yet"),
        ways((_("Add and invite"), "staffing_team", (centre.pk,))),
    )


def _factors(centre: Centre, actor: Actor) -> Item:
    """Nobody reads a file without a second step; whoever logs in is asked for it, so this fills itself."""
    inside = _workers(centre, actor).filter(last_login__isnull=False)
    many, having = inside.count(), Authenticator.objects.filter(user__in=inside).values("user").distinct().count()
    state = _("%(having)d of %(many)d who logged in") % {"having": having, "many": many}
    return Item(
        "factor",
        _("Second step at login"),
        _("Files stay closed to who found a password. Asked at the first login."),
        1,
        bool(many) and having == many,
        state if many else _("nobody logged in yet"),
        ways((_("People of the centre"), "staffing_team", (centre.pk,))),
    )


def _schools(centre: Centre, actor: Actor) -> Item:
    teams = teams_of(centre, actor)
    gaps = sum(team.has_gaps for team in teams)
    n = len(teams)
    state = ngettext("%(n)d school", "%(n)d schools", n) % {"n": n} if n else _("not yet")
    warning = ngettext("At %(n)d school somebody lacks.", "At %(n)d schools somebody lacks.", gaps) % {"n": gaps}
    return Item(
        "schools",
        _("Schools and days"),
        _("Each school gives your people their function, with the days on which they come, and names your centre."),
        10,
        bool(n),
        state,
        ways((_("Our people at the schools"), "staffing_team", (centre.pk,))),
        warning if gaps else "",
    )


def _members(centre: Centre, _actor: Actor) -> Item:
    n = Member.objects.filter(board=centre.pk).count()
    state = ngettext("%(n)d person", "%(n)d persons", n) % {"n": n} if n else _("not yet")
    return Item(
        "members",
        _("Staff file"),
        _("Jobs, service and leave follow the person through the years."),
        10,
        bool(n),
        state,
        ways((_("The people of the centre"), "staffing_members", (centre.pk,))),
    )


def _plan(centre: Centre, actor: Actor) -> Item:
    year = SchoolYear.of(actor.on, "be").as_text()
    chosen = Plan.objects.filter(board=centre.pk, school_year=year, is_chosen=True).exists()
    return Item(
        "plan",
        _("Staffing plan"),
        _("Weights, jobs and the forms of a school year."),
        15,
        chosen,
        _("chosen for %(year)s") % {"year": year} if chosen else _("not yet"),
        ways((_("A new plan"), "staffing_plan_new", (centre.pk,))),
    )


def _address(_centre: Centre, actor: Actor) -> Item:
    return entries.address(may_choose=actor.may("school.manage"))


def _mail(_centre: Centre, actor: Actor) -> Item:
    return entries.mail(sees_house=actor.may("house.read"))


def _backup(_centre: Centre, actor: Actor) -> Item:
    return entries.backup(sees_house=actor.may("house.read"))


def _workers(centre: Centre, actor: Actor) -> QuerySet[User]:
    """But who leads the centre and looks."""
    return User.objects.filter(
        pk__in=[one.user_id for one in workers_of(centre, actor) if one.user_id != actor.user_id]
    )


MAKERS: tuple[Make, ...] = (_team, _factors, _schools, _members, _plan, _address, _mail, _backup)
