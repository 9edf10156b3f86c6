"""Which entries somebody sees: the policy per category, then what each entry itself asks (DOS-2, ACC-9)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor, Reach
from driehoek.access.functions import CLB_FUNCTIONS, Category, Function
from driehoek.access.models import BoardOwned, User
from driehoek.access.policy import right
from driehoek.people.models import Membership, Pupil
from driehoek.pupils.kinds import Kind
from driehoek.ready import Ready

OUTSIDERS = CLB_FUNCTIONS | {Function.PARENT}
INSIDERS = frozenset(Function) - OUTSIDERS


class EntryReader(BoardOwned):
    """A colleague named on an entry: for what was told in strict confidence (DOS-2) and for health (ACC-9)."""

    entry = models.ForeignKey("Entry", models.CASCADE, related_name="readers")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "entry", "user"], name="reader_once_an_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.user_id}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self, on: date) -> "ConsentQuerySet":
        return self.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on), given_on__lte=on)


class Consent(BoardOwned):
    """The parents' consent for one purpose, with its dates; it can be withdrawn at any time (DOS-3, ACC-9)."""

    class Purpose(models.TextChoices):
        HEALTH = "health", _("keeping data on health")
        THIRD_PARTY_RESULTS = "third_party_results", _("showing tests by third parties to others")
        PHOTO = "photo", _("a photo of the child in the file and on the lists of its teachers")

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=30, choices=Purpose.choices)
    scope = models.CharField(_("what it covers"), max_length=300, blank=True)
    given_on = models.DateField(_("given in writing on"))
    given_by = models.CharField(_("given by"), max_length=200)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["purpose", "-given_on"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.given_on}"


class ObjectionToKeeping(BoardOwned):
    """The parents' written objection to keeping what they told of their own accord (DOS-2; plan 3.6)."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="objections")
    dated = models.DateField(_("dated"))
    lodged_by = models.CharField(_("lodged by"), max_length=200)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-dated"]

    def __str__(self) -> str:
        return str(self.dated)


class EntryQuerySet(models.QuerySet):  # type: ignore[type-arg]  # Entry stands in `file`, which imports this module
    def visible_to(self, actor: Actor, act: str = "file.read", *, gone: bool = False) -> "EntryQuerySet":
        """Entries of the categories a person may read (or write), for the pupils that right reaches.

        Strictly confidential ones are for the author, the direction and who is named; health ones for who is named,
        with the parents' consent in force (emergency access reads them without); a third party's test goes outside
        the school's staff with the parents' consent only. Who is named on a strictly confidential one reads it and
        writes nothing in it. `gone`: those that were taken back instead.
        """
        reached: dict[Reach, list[str]] = defaultdict(list)
        for category in Category:
            if category != Category.HEALTH:
                reached[actor.reach(right(act, category))].append(category)
        where = Q(pk__in=())
        for reach, categories in reached.items():
            if reach:
                where |= Q(category__in=categories) & _within(reach, actor.on)
        where = (where | _health(actor, act)) & _told_in_confidence(actor) & _kept_inside(actor)
        if act != "file.read":
            where &= ~Q(visibility="named") | Q(category=Category.HEALTH) | governed(actor)
        return self.filter(where, withdrawn_at__isnull=not gone)

    def governed_by(self, actor: Actor) -> "EntryQuerySet":
        """Those of which this person says who reads them and whether they stay: the author and the direction do."""
        return self.filter(governed(actor))

    def within(self, seen: "Sight") -> "EntryQuerySet":
        """The same for one pupil whose file is open: what is known of pupil and reader is not asked per entry."""
        where = Q(category__in=seen.categories) | Q(category=Category.HEALTH, pk__in=seen.ill)
        if seen.whole_health:
            where |= Q(category=Category.HEALTH)
        if seen.reader:
            where &= ~Q(visibility="named") | Q(author=seen.reader) | Q(pk__in=seen.named)
        if not seen.inside:
            where &= ~Q(visibility="staff")
        if not seen.tests:
            where &= ~Q(kind=Kind.EXTERNAL_TEST)
        return self.filter(where, pupil=seen.pupil, withdrawn_at=None)


class Sight(NamedTuple):
    """What one reader sees of one open file."""

    pupil: UUID
    categories: list[str]  # those read whole
    ill: list[UUID]  # entries on health that name the reader, with the parents' consent in force
    reader: UUID | None  # who must be author or named for what was told in strict confidence; None for the direction
    named: list[UUID]
    whole_health: bool
    inside: bool  # the school's own staff, and emergency access
    tests: bool  # those by third parties: for the staff, and with the parents' consent


def sight(actor: Actor, pupil: Pupil, categories: Collection[str]) -> Sight:
    """`categories`: those the reader may read of this pupil. A test holds it against `visible_to` for everyone."""
    named = [entry for (entry,) in _named_on(actor.account, pupil.pk)]
    emergency, health = _in_emergency(actor, pupil.pk), Category.HEALTH in categories
    inside = emergency or pupil.school_id in _schools(actor, INSIDERS)
    consents = {purpose for (purpose,) in _consents(pupil.pk, actor.on)} if named or not inside else set()
    directs = pupil.school_id in _schools(actor, {Function.DIRECTOR})
    return Sight(
        pupil.pk,
        [str(one) for one in categories if one != Category.HEALTH],
        ill=named if health and "health" in consents else [],
        reader=None if directs else actor.user_id,
        named=[] if directs else named,
        whole_health=health and emergency,
        inside=inside,
        tests=inside or "third_party_results" in consents,
    )


@Ready
def _named_on(user: UUID, pupil: UUID) -> QuerySet[EntryReader, Any]:
    return EntryReader.objects.filter(user=user, entry__pupil=pupil).values_list("entry")


@Ready
def _consents(pupil: UUID, on: date) -> QuerySet[Consent, Any]:
    return Consent.objects.in_force(on).filter(pupil=pupil).values_list("purpose")


def _in_emergency(actor: Actor, pupil: UUID) -> bool:
    return any(role.function is Function.EMERGENCY and role.pupil == pupil for role in actor.roles)


def _within(reach: Reach, on: date) -> Q:
    where = Q(pupil__school__in=reach.schools) if reach.schools else Q(pk__in=())
    if reach.groups:
        where |= Q(pupil__in=Membership.objects.on(on).filter(group__in=reach.groups).values("pupil"))
    if reach.pupils:
        where |= Q(pupil__in=reach.pupils)
    return where


def _health(actor: Actor, act: str) -> Q:
    reach = actor.reach(right(act, Category.HEALTH))
    where = Q(pk__in=())
    if reach.named:
        where |= Q(pupil__school__in=reach.named) & _named(actor) & consented("health", actor.on)
    if reach.pupils:
        where |= Q(pupil__in=reach.pupils)
    return Q(category=Category.HEALTH) & where


def _named(actor: Actor) -> Q:
    return Q(Exists(EntryReader.objects.filter(entry=OuterRef("pk"), user=actor.user_id)))


def consented(purpose: str, on: date) -> Q:
    """Entries whose pupil's parents gave this consent, not withdrawn, on that day."""
    return Q(Exists(Consent.objects.in_force(on).filter(pupil=OuterRef("pupil"), purpose=purpose)))


def _told_in_confidence(actor: Actor) -> Q:
    directs = _schools(actor, {Function.DIRECTOR})
    return ~Q(visibility="named") | Q(author=actor.user_id) | Q(pupil__school__in=directs) | _named(actor)


def governed(actor: Actor) -> Q:
    return Q(author=actor.user_id) | Q(pupil__school__in=_schools(actor, {Function.DIRECTOR}))


def sees_version(actor: Actor, entry: Any, content: dict[str, Any]) -> bool:
    """Whether a reader of an entry could read it as it was then: named then, or the direction, or its author.

    A version of before who was named was kept with it is for its author and, but for health, the direction.
    """
    if entry.author_id == actor.user_id:
        return True
    told, named = content.get("visibility"), str(actor.user_id) in content.get("readers", [])
    if entry.category == Category.HEALTH:
        return named or _in_emergency(actor, entry.pupil_id)
    if told == "named":
        return named or entry.pupil.school_id in _schools(actor, {Function.DIRECTOR})
    inside = entry.pupil.school_id in _schools(actor, INSIDERS) or _in_emergency(actor, entry.pupil_id)
    return told != "staff" or inside


def _kept_inside(actor: Actor) -> Q:
    """What stays with the school's own staff: entries marked so, and third parties' tests without consent."""
    staff = _schools(actor, INSIDERS)
    inside = Q(pupil__school__in=staff)
    emergency = [role.pupil for role in actor.roles if role.function is Function.EMERGENCY and role.pupil]
    if emergency:
        inside |= Q(pupil__in=emergency)
    if not any(role.function in OUTSIDERS for role in actor.roles):
        return inside
    return inside | (
        ~Q(visibility="staff") & (~Q(kind=Kind.EXTERNAL_TEST) | consented("third_party_results", actor.on))
    )


def _schools(actor: Actor, functions: Collection[Function]) -> set[UUID]:
    return {role.school for role in actor.roles if role.school and role.function in functions}
