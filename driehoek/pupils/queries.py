"""Reads of the pupils: looking for one, opening a file, its timeline, its test scores, what is agreed about it."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from driehoek.access.actors import Actor, decide
from driehoek.access.functions import Category, Function
from driehoek.access.models import User
from driehoek.access.policy import TABLE, right
from driehoek.access.queries import in_force
from driehoek.people.models import Guardian, Guardianship, InformationAgreement, Membership, Pupil

from .kinds import Kind
from .models import Attachment, Consent, Entry, EntryVersion, Step
from .models.sight import INSIDERS, sees_version

PAGE = 30  # entries of a timeline, and pupils of a search, shown at once
# What the chips above the timeline choose, and the categories behind each.
FILTERS: dict[str, frozenset[Category]] = {
    "observations": frozenset({Category.TIMELINE}),
    "talks": frozenset({Category.PARENT_CONTACT, Category.MEETING}),
    "care": frozenset({Category.CARE, Category.REMEDIATION}),
    "tests": frozenset({Category.TESTS, Category.RESULTS, Category.LANGUAGE}),
    "reports": frozenset({Category.REPORT}),
    "sanctions": frozenset({Category.SANCTION}),
    "health": frozenset({Category.HEALTH}),
}
# Who may be named on an entry: whose function reads something of a file at the school, not who is there for one case.
READING = {function for function, right in TABLE if right.startswith("file.read")}
COLLEAGUES = sorted((READING & INSIDERS) - {Function.EMERGENCY})
ON_TIMELINE = frozenset().union(*FILTERS.values())


def running_plans(actor: Actor) -> QuerySet[Entry]:
    """Action plans that run on this day, as far as the reader may see them."""
    return Entry.objects.visible_to(actor).filter(
        Q(last_day__isnull=True) | Q(last_day__gte=actor.on), kind=Kind.ACTION_PLAN, day__lte=actor.on
    )


def categories(actor: Actor, pupil: Pupil, act: str = "file.read") -> frozenset[Category]:
    """The categories of this pupil's file a person may read or write; health as far as somebody may be named at all."""
    return frozenset(
        category
        for category in Category
        if decide(actor, right(act, category), pupil, named=category == Category.HEALTH).allowed
    )


def entries(actor: Actor, act: str = "file.read", *, gone: bool = False) -> QuerySet[Entry]:
    """Entries as one page about one entry needs them. `gone`: those that were taken back."""
    now = Membership.objects.on(actor.on).select_related("group")
    return (
        Entry.objects.visible_to(actor, act, gone=gone)
        .select_related("pupil__school", "author")
        .prefetch_related(
            "steps__evaluated_by",
            "attachments",
            "versions__replaced_by",
            "readers__user",
            Prefetch("pupil__memberships", now, to_attr="todays_memberships"),
        )
    )


def governs(actor: Actor, entry: Entry) -> bool:
    """Whether somebody says who reads an entry and may take it away: its author and the direction (DOS-2)."""
    return Entry.objects.governed_by(actor).filter(pk=entry.pk).exists()


def versions(actor: Actor, entry: Entry) -> list[EntryVersion]:
    """How an entry read before, as far as the reader could read that then; the newest first."""
    return [one for one in entry.versions.all() if sees_version(actor, entry, one.content)]


def taken_back(actor: Actor, pupil: Pupil) -> QuerySet[Entry]:
    """What was taken out of a file and may be put back by this person, the last one first."""
    rows = Entry.objects.visible_to(actor, "file.write", gone=True).governed_by(actor).filter(pupil=pupil)
    return rows.select_related("author").order_by("-withdrawn_at")


def attachments(actor: Actor, act: str = "file.read") -> QuerySet[Attachment]:
    return Attachment.objects.filter(entry__in=Entry.objects.visible_to(actor, act)).select_related("entry__pupil")


def steps(actor: Actor) -> QuerySet[Step]:
    """Goals and follow-ups a person may say the outcome of: of entries one writes, and one's own of those one reads."""
    allowed = Q(entry__in=Entry.objects.visible_to(actor, "file.write"))
    if not actor.only_reads:
        mine = {role.function for role in actor.roles}
        allowed |= Q(entry__in=Entry.objects.visible_to(actor), holder__in=mine)
    return Step.objects.filter(allowed).select_related("entry__pupil__school")


def scores(actor: Actor, pupil: Pupil) -> dict[str, list[Entry]]:
    """The tracking tests per domain, oldest first."""
    found: dict[str, list[Entry]] = {}
    rows = Entry.objects.visible_to(actor).filter(pupil=pupil, kind=Kind.TRACKING_TEST).order_by("day", "recorded_at")
    for entry in rows:
        found.setdefault(str(entry.details.get("domain", "")), []).append(entry)
    return found


def consent_in_force(pupil: Pupil, purpose: str, on: date) -> bool:
    return Consent.objects.in_force(on).filter(pupil=pupil, purpose=purpose).exists()


def objection_in_force(pupil: Pupil, on: date) -> bool:
    """Whether the parents object in writing to keeping what they told of their own accord (DOS-2)."""
    return pupil.objections.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on), dated__lte=on).exists()


def colleagues(actor: Actor, pupil: Pupil) -> QuerySet[User]:
    """People with a function at the pupil's school today who may be named on an entry."""
    return User.objects.filter(~Q(pk=actor.user_id), pk__in=_appointed(actor, pupil)).order_by(
        "family_name", "given_name"
    )


def _appointed(actor: Actor, pupil: Pupil) -> QuerySet[Any]:
    appointments = pupil.school.appointments.filter(in_force(actor.on, actor.at))
    return appointments.filter(function__in=COLLEAGUES).values("user")


def guardianships(actor: Actor, act: str = "file.write") -> QuerySet[Guardianship]:
    """Adults around the children whose contacts a person may read or write."""
    pupils = Pupil.objects.visible_to(actor, right(act, Category.CONTACTS))
    return Guardianship.objects.filter(pupil__in=pupils).select_related("guardian", "pupil__school")


def agreements(actor: Actor, act: str = "file.write") -> QuerySet[InformationAgreement]:
    """Agreements and judgments on information about those children."""
    pupils = Pupil.objects.visible_to(actor, right(act, Category.CONTACTS))
    return InformationAgreement.objects.filter(pupil__in=pupils).select_related("pupil__school")


def known_adults(pupil: Pupil) -> QuerySet[Guardian]:
    """Who stands around a brother or sister at the school, as far as that can be known.

    First the adults of children with whom this child shares an adult already, whatever their name; then those of the
    same family name, of which a village has many: they are told apart by their children.
    """
    at_school = Pupil.objects.filter(school=pupil.school_id).exclude(pk=pupil.pk)
    siblings = at_school.filter(guardianships__guardian__in=pupil.guardianships.values("guardian"))
    namesakes = at_school.filter(family_name=pupil.family_name).exclude(family_name="")
    around = Guardian.objects.filter(
        Q(guardianships__pupil__in=siblings.values("pk")) | Q(guardianships__pupil__in=namesakes.values("pk"))
    ).exclude(guardianships__pupil=pupil)
    sure = Exists(Guardianship.objects.filter(guardian=OuterRef("pk"), pupil__in=siblings.values("pk")))
    return around.distinct().annotate(is_sure=sure).order_by("-is_sure", "family_name", "given_name", "pk")


def around_whom(guardian: Guardian, on: date) -> str:
    """The children an adult stands around with their class, which tells two adults of one name apart."""
    rows = Membership.objects.on(on).filter(pupil__guardianships__guardian=guardian, group__composite=False)
    return ", ".join(f"{one.pupil.name} ({one.group.name})" for one in rows.select_related("pupil", "group"))


def children_of(tie: Guardianship) -> QuerySet[Pupil]:
    """The other children of the school this adult stands around: what changes about the adult changes there too."""
    rows = Pupil.objects.filter(guardianships__guardian=tie.guardian_id, school=tie.pupil.school_id)
    return rows.exclude(pk=tie.pupil_id).order_by("search_name")
