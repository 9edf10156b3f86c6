"""Reads of the pupils: looking for one, opening a file, its timeline, its test scores, what is agreed about it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects

from driehoek.access.actors import Actor, decide
from driehoek.access.functions import Category
from driehoek.access.models import User
from driehoek.access.policy import right
from driehoek.access.queries import in_force
from driehoek.duties.models import Duty

from .kinds import KINDS, Kind
from .models import Attachment, Consent, Entry, Guardian, Guardianship, InformationAgreement, Membership, Pupil, Step
from .models.people import PupilQuerySet
from .names import fold

PAGE = 30  # entries of a timeline, and pupils of a search, shown at once
SORTS = {
    "name": ("search_name",),
    "group": ("group_name", "search_name"),
    "age": ("birth_date", "search_name"),
    "-age": ("-birth_date", "search_name"),
}
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
# What a timeline draws of an entry and of its author.
DRAWN = ("kind", "category", "day", "last_day", "title", "text", "details", "visibility", "version", "attached",
         "author__given_name", "author__family_name")  # fmt: skip
ON_TIMELINE = frozenset().union(*FILTERS.values())


class Search(NamedTuple):
    """What somebody looks for. `group` and `site` are ids; none for all."""

    words: str = ""
    group: UUID | None = None
    site: UUID | None = None
    plan: bool = False
    sort: str = "name"


def search(actor: Actor, wanted: Search) -> PupilQuerySet:
    """Pupils within reach with a name part that starts with each word; the index (school, search_name) carries it."""
    now = Membership.objects.on(actor.on).filter(pupil=OuterRef("pk"), group__composite=False)
    rows = Pupil.objects.visible_to(actor, "pupil.find").filter(Q(left_on__isnull=True) | Q(left_on__gt=actor.on))
    words = fold(wanted.words).split()
    if wanted.words.strip() and not words:  # signs alone are the beginning of no name
        return rows.none()
    for word in words:
        rows = rows.filter(Q(search_name__startswith=word) | Q(search_name__contains=f" {word}"))
    if wanted.group:
        rows = rows.filter(Exists(Membership.objects.on(actor.on).filter(pupil=OuterRef("pk"), group=wanted.group)))
    if wanted.site:
        rows = rows.filter(Exists(now.filter(group__site=wanted.site)))
    if wanted.plan:
        rows = rows.filter(pk__in=running_plans(actor).values("pupil"))
    return rows.annotate(group_name=Subquery(now.values("group__name")[:1])).order_by(*SORTS[wanted.sort])


def running_plans(actor: Actor) -> QuerySet[Entry]:
    """Action plans that run on this day, as far as the reader may see them."""
    return Entry.objects.visible_to(actor).filter(
        Q(last_day__isnull=True) | Q(last_day__gte=actor.on), kind=Kind.ACTION_PLAN, day__lte=actor.on
    )


def files(actor: Actor, wanted_right: str) -> PupilQuerySet:
    """Pupils whose file this right opens, with the school and today's groups."""
    rows = Pupil.objects.visible_to(actor, wanted_right).select_related("school")
    return rows.prefetch_related(groups_on(actor.on))


class Parents(NamedTuple):
    """What whoever informs the parents must know first (ORG-11)."""

    apart: bool
    ruled: str  # the kind of what was agreed or ruled about information and is in force; a judgment before an agreement


def parents(pupil: Pupil, on: date) -> Parents:
    """In one statement, because every opening of a file asks it."""
    apart = Guardianship.objects.filter(pupil=OuterRef("pk"), has_authority=True, lives_with=False)
    ruled = InformationAgreement.objects.in_force(on).filter(pupil=OuterRef("pk")).order_by("-kind").values("kind")[:1]
    row = Pupil.objects.filter(pk=pupil.pk).values_list(Exists(apart), Subquery(ruled)).get()
    return Parents(row[0], row[1] or "")


def is_screened(pupil: Pupil) -> bool:
    """Whether the language screening of who enters primary is in the file, whoever may read it (DOS-6)."""
    return pupil.entries.filter(kind=Kind.LANGUAGE_SCREENING, withdrawn_at=None).exists()


def groups_on(day: date) -> "Prefetch[str, QuerySet[Membership], str]":
    return Prefetch("memberships", Membership.objects.on(day).select_related("group"), to_attr="todays_memberships")


def with_groups(pupils: Iterable[Pupil], on: date) -> list[Pupil]:
    """The pupils with the groups they are in on a day, so that `decide` can ask for them."""
    rows = list(pupils)
    prefetch_related_objects(rows, groups_on(on))
    return rows


def categories(actor: Actor, pupil: Pupil, act: str = "file.read") -> frozenset[Category]:
    """The categories of this pupil's file a person may read or write; health as far as somebody may be named at all."""
    return frozenset(
        category
        for category in Category
        if decide(actor, right(act, category), pupil, named=category == Category.HEALTH).allowed
    )


def timeline(actor: Actor, pupil: Pupil, chosen: frozenset[Category], start: int = 0) -> tuple[list[Entry], bool]:
    """A page of entries, newest first, and whether there are more. `chosen` are among those the reader may read."""
    found = Entry.objects.in_file(actor, pupil, chosen).select_related("author").only(*DRAWN)
    rows = list(found[start : start + PAGE + 1])
    prefetch_related_objects([entry for entry in rows if KINDS[Kind(entry.kind)].steps], "steps")
    return rows[:PAGE], len(rows) > PAGE


def next_duties(actor: Actor, pupil: Pupil) -> list[Duty]:
    """The open duties about this pupil, the first due first."""
    return list(Duty.objects.visible_to(actor).open().filter(pupil=pupil).order_by("due")[:PAGE])


def entries(actor: Actor, act: str = "file.read", *, gone: bool = False) -> QuerySet[Entry]:
    """Entries as one page about one entry needs them. `gone`: those that were taken back."""
    now = Membership.objects.on(actor.on).select_related("group")
    return (
        Entry.objects.visible_to(actor, act, gone=gone)
        .select_related("pupil__school", "author")
        .prefetch_related(
            "steps__evaluated_by", "attachments", "versions__replaced_by", "readers__user",
            Prefetch("pupil__memberships", now, to_attr="todays_memberships"),
        )
    )  # fmt: skip


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
    return appointments.exclude(function__in=("parent", "emergency")).values("user")


def guardianships(actor: Actor, act: str = "file.write") -> QuerySet[Guardianship]:
    """Adults around the children whose contacts a person may read or write."""
    pupils = Pupil.objects.visible_to(actor, right(act, Category.CONTACTS))
    return Guardianship.objects.filter(pupil__in=pupils).select_related("guardian", "pupil__school")


def agreements(actor: Actor, act: str = "file.write") -> QuerySet[InformationAgreement]:
    """Agreements and judgments on information about those children."""
    pupils = Pupil.objects.visible_to(actor, right(act, Category.CONTACTS))
    return InformationAgreement.objects.filter(pupil__in=pupils).select_related("pupil__school")


def known_adults(pupil: Pupil) -> QuerySet[Guardian]:
    """Who stands around another child of this family name at the school: the parents of a brother or sister."""
    namesakes = Pupil.objects.filter(school=pupil.school_id, family_name=pupil.family_name).exclude(family_name="")
    rows = Guardian.objects.filter(guardianships__pupil__in=namesakes).exclude(guardianships__pupil=pupil)
    return rows.distinct().order_by("family_name", "given_name")


def children_of(tie: Guardianship) -> QuerySet[Pupil]:
    """The other children of the school this adult stands around: what changes about the adult changes there too."""
    rows = Pupil.objects.filter(guardianships__guardian=tie.guardian_id, school=tie.pupil.school_id)
    return rows.exclude(pk=tie.pupil_id).order_by("search_name")
