"""The start-up list of a school: what there is to do, its state computed from the data, what it opens and how long."""

from collections.abc import Callable, Collection

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driehoek.access.actors import Actor
from driehoek.access.functions import CLB_FUNCTIONS, CONTACTS, Function
from driehoek.access.models import AccessAgreement, Appointment, User
from driehoek.access.queries import in_force
from driehoek.people.models import Guardianship, Membership
from driehoek.safetyplan.models import ChapterText
from driehoek.schools.models import Group, OutsideBody, School
from driehoek.schools.queries import calendar_of

from . import entries
from .entries import Item, how_many, ways
from .queries import reached

Make = Callable[[School, Actor], Item | None]


def items_of(school: School, actor: Actor, aside: Collection[str] = ()) -> list[Item]:
    """In the order in which a school takes them. `aside`: what somebody said is not for this school."""
    made = (make(school, actor) for make in MAKERS)
    return [item._replace(aside=item.slug in aside and not item.done) for item in made if item]


def _contact(school: School, _actor: Actor) -> Item:
    return Item(
        "contact",
        _("Telephone of the school"),
        _("Parents read whom to call when their child is ill."),
        1,
        bool(school.phone),
        school.phone or _("not yet"),
        ways((_("Fill in the telephone"), "school_settings", (school.pk,))),
    )


def _hours(school: School, _actor: Actor) -> Item:
    days = school.weekdays.count()
    state = ngettext("%(n)d day filled in", "%(n)d days filled in", days) % {"n": days} if days else _("not yet")
    return Item(
        "hours",
        _("School hours"),
        _("Half days are counted by your own hours, and late is late by them."),
        1,
        bool(days),
        state,
        ways((_("Fill in for all days at once"), "school_hours", (school.pk,))),
    )


def _calendar(school: School, actor: Actor) -> Item:
    known = calendar_of(school).is_known(actor.on)
    own = school.closures.count()
    state = _("the school holidays are there already") if known else _("choose the holiday region")
    if own:
        state = ngettext("%(n)d own day off", "%(n)d own days off", own) % {"n": own}
    way = (_("Add own days off"), "school_part", (school.pk, "calendar"))
    region = (_("Choose the region"), "school_settings", (school.pk,))
    return Item(
        "calendar",
        _("Calendar"),
        _("Terms of the law skip the days on which there is no school."),
        2,
        known,
        state,
        ways(way if known else region),
    )


def _pupils(school: School, actor: Actor) -> Item:
    year = calendar_of(school).school_year(actor.on).as_text()
    classes = Group.objects.filter(school=school, school_year=year).count()
    pupils = Membership.objects.filter(group__school=school, group__school_year=year).values("pupil").distinct().count()
    state = ", ".join(
        [
            ngettext("%(classes)d class", "%(classes)d classes", classes) % {"classes": classes},
            ngettext("%(pupils)d pupil", "%(pupils)d pupils", pupils) % {"pupils": pupils},
        ]
    )
    return Item(
        "pupils",
        _("Classes and pupils"),
        _("Attendance, files and procedures."),
        5,
        bool(pupils),
        state if classes else _("not yet"),
        ways(
            (_("From a file"), "roster", ()),
            (_("By hand: a class"), "school_classes", (school.pk,)),
            (_("By hand: a pupil"), "pupil_enrol", ()),
        ),
    )


def _staff(school: School, actor: Actor) -> Item:
    rows = _in_force(school, actor).exclude(function__in=[*CONTACTS, *CLB_FUNCTIONS, Function.PARENT])
    found = reached(User.objects.filter(pk__in=rows.values("user")).exclude(pk=actor.account), actor.on)
    state = ngettext("%(n)d colleague", "%(n)d colleagues", found.many) % {"n": found.many}
    return Item(
        "staff",
        _("Staff"),
        _("Teachers take attendance on their own telephone or computer."),
        5,
        bool(found.many) and not found.left,
        f"{state} · {how_many(found)}" if found.many else _("nobody yet"),
        ways(
            (_("People and functions"), "people", ()),
            *([(_("Invite who never logged in"), "invite_all", ())] if found.left else []),
        ),
    )


def _clb(school: School, actor: Actor) -> Item | None:
    if school.jurisdiction != "be":
        return None
    workers = _in_force(school, actor).filter(function__in=CLB_FUNCTIONS).exists()
    agreed = AccessAgreement.objects.in_force(actor.on).filter(school=school).exists()
    state = {
        (True, True): _("worker and agreement are there"),
        (True, False): _("the agreement is still missing"),
        (False, True): _("nobody of the CLB yet"),
        (False, False): _("not yet"),
    }[workers, agreed]
    return Item(
        "clb",
        _("CLB"),
        _("The CLB worker reads along for a stated purpose, on the agreed days."),
        3,
        workers and agreed,
        state,
        ways((_("Name the CLB worker"), "appoint", ()), (_("The access agreement"), "school_agreements", ())),
    )


def _officer(school: School, _actor: Actor) -> Item | None:
    if school.jurisdiction != "nl":
        return None
    named = school.outside_bodies.filter(kind=OutsideBody.Kind.ATTENDANCE_OFFICER).exists()
    return Item(
        "officer",
        _("Attendance officer"),
        _("Reports of absence go to the right person."),
        1,
        named,
        _("named") if named else _("not yet"),
        ways((_("Name the attendance officer"), "school_part_new", (school.pk, "outside-bodies"))),
    )


def _safety(school: School, _actor: Actor) -> Item:
    adopted = ChapterText.objects.filter(school=school, status=ChapterText.Status.ADOPTED).values("code").distinct()
    n = adopted.count()
    state = ngettext("%(n)d chapter adopted", "%(n)d chapters adopted", n) % {"n": n} if n else _("not yet")
    return Item(
        "safety",
        _("Safety plan"),
        _("What to do, and by whom, when something happens. It can grow all year."),
        30,
        bool(n),
        state,
        ways((_("The safety plan"), "plan", ())),
    )


def _board(school: School, actor: Actor) -> Item:
    held = Appointment.objects.filter(board=school.board_id, function=Function.BOARD_MEMBER).filter(
        in_force(actor.on, actor.at)
    )
    n = held.count()
    state = ngettext("%(n)d board member", "%(n)d board members", n) % {"n": n} if n else _("nobody yet")
    return Item(
        "board",
        _("Board"),
        _("The board opens more schools, and appoints a director when none is left."),
        1,
        bool(n),
        state,
        [] if n else ways((_("Invite a board member"), "start_board_member", (school.pk,))),
    )


def _address(_school: School, _actor: Actor) -> Item:
    return entries.address(may_choose=True)


def _parents(school: School, actor: Actor) -> Item:
    """Whoever is informed about a child of this year, as the page that invites them counts."""
    informed = Guardianship.objects.filter(
        pupil__memberships__group__school=school,
        is_informed=True,
        pupil__memberships__group__school_year=calendar_of(school).school_year(actor.on).as_text(),
    ).exclude(relation=Guardianship.Relation.CONTACT)
    without = informed.filter(guardian__account=None).values("guardian").distinct().count()
    found = reached(User.objects.filter(pk__in=informed.values("guardian__account")), actor.on, without)
    return Item(
        "parents",
        _("Parents"),
        _("Parents follow their own child and read what is sent."),
        10,
        bool(found.many) and not found.left,
        how_many(found) if found.many else _("no parents known yet"),
        ways((_("Invite parents"), "invite_parents", ())) if found.many else [],
    )


def _mail(_school: School, _actor: Actor) -> Item:
    return entries.mail()


def _backup(_school: School, _actor: Actor) -> Item:
    return entries.backup()


def _in_force(school: School, actor: Actor) -> QuerySet[Appointment]:
    return Appointment.objects.filter(in_force(actor.on, actor.at), school=school)


MAKERS: tuple[Make, ...] = (
    _contact, _hours, _calendar, _pupils, _staff, _clb, _officer, _safety, _board, _address, _mail, _parents, _backup,
)  # fmt: skip
