"""Reads of bullying: signals gathered per child, the children they name, and who still has to sign the protocol."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from driehoek.access.actors import Actor
from driehoek.kit.names import alone, written
from driehoek.people.models import Membership, Pupil
from driehoek.safety.models.bullying import READ, BullyingSignal, GroupProtocol, ProtocolSignature
from driehoek.schools.models import Group
from lawbook.kinds import SchoolYear

SIGNAL, WORK = "bullying.signal", "case.step:bullying"


class Gathered(NamedTuple):
    """The waiting signals about one child, the newest first, and how many people gave them."""

    pupil: Pupil
    signals: list[BullyingSignal]

    @property
    def people(self) -> int:
        return len({one.recorded_by_id for one in self.signals})

    @property
    def last(self) -> date:
        return self.signals[0].seen_on


class Signed(NamedTuple):
    """A group of this school year with who signed its protocol and who did not yet."""

    group: Group
    protocol: GroupProtocol | None
    signatures: dict[UUID, ProtocolSignature]
    pupils: list[Pupil]

    @property
    def outstanding(self) -> list[Pupil]:
        return [one for one in self.pupils if one.pk not in self.signatures]


def signals(actor: Actor) -> QuerySet[BullyingSignal]:
    rows = BullyingSignal.objects.visible_to(actor).select_related("pupil", "recorded_by", "school")
    return rows.prefetch_related("bullies")


def gathered(actor: Actor) -> list[Gathered]:
    """What waits, gathered per child: most signals first. Of children of others one sees the own signals alone."""
    found: dict[UUID, list[BullyingSignal]] = defaultdict(list)
    for one in signals(actor).waiting():  # type: ignore[attr-defined]  # our own queryset
        found[one.pupil_id].append(one)
    rows = [Gathered(several[0].pupil, several) for several in found.values()]
    return sorted(rows, key=lambda row: (-len(row.signals), -row.last.toordinal(), row.pupil.search_name))


def of_child(actor: Actor, pupil: UUID) -> list[BullyingSignal]:
    return list(signals(actor).waiting().filter(pupil=pupil))  # type: ignore[attr-defined]  # our own queryset


def of_case(case: UUID) -> list[BullyingSignal]:
    """The signals of a case. Whoever may read the case may read these."""
    rows = BullyingSignal.objects.filter(case_ref=case).select_related("pupil", "recorded_by")
    return list(rows.prefetch_related("bullies").order_by("seen_on", "recorded_at"))


def bullies_of(case: UUID) -> list[Pupil]:
    """The children whom the signals of a case name, each once."""
    found = {one.pk: one for row in of_case(case) for one in row.bullies.all()}
    return sorted(found.values(), key=lambda one: one.search_name)


def children(school: UUID, on: date, text: str) -> tuple[list[Pupil], list[str]]:
    """The pupils that a line of whole names means, and the names that mean nobody or more than one child."""
    rows = Pupil.objects.filter(school=school).here(on)
    found: dict[UUID, Pupil] = {}
    unclear = []
    for name in filter(None, (part.strip() for part in text.replace(";", ",").split(","))):
        meant = [
            one for one in rows.named(alone(name))[:20] if written(name) in {written(one.name), written(one.full_name)}
        ]
        if len(meant) == 1:
            found[meant[0].pk] = meant[0]
        else:
            unclear.append(name)
    return list(found.values()), unclear


def groups(actor: Actor) -> QuerySet[Group]:
    """The groups of this school year whose protocol one keeps."""
    return (
        Group.objects.visible_to(actor, WORK)
        .filter(composite=False)
        .select_related("school")
        .order_by("school__name", "level", "year", "name")
    )


def protocols(actor: Actor) -> list[Signed]:
    """Every group of the running school year with its signatures, in three statements."""
    rows = [one for one in groups(actor) if one.school_year == this_year(one, actor.on)]
    return signed(rows, actor.on)


def this_year(group: Group, on: date) -> str:
    return SchoolYear.of(on, group.school.jurisdiction).as_text()


def signed(rows: list[Group], on: date) -> list[Signed]:
    inside: dict[UUID, list[Pupil]] = defaultdict(list)
    members = Membership.objects.on(on).filter(group__in=rows).select_related("pupil").order_by("pupil__search_name")
    for row in members:
        inside[row.group_id].append(row.pupil)
    kept = {one.group_id: one for one in GroupProtocol.objects.filter(group__in=rows).prefetch_related("signatures")}
    return [Signed(one, kept.get(one.pk), _signatures(kept.get(one.pk)), inside[one.pk]) for one in rows]


def _signatures(protocol: GroupProtocol | None) -> dict[UUID, ProtocolSignature]:
    return {one.pupil_id: one for one in protocol.signatures.all()} if protocol else {}


__all__ = ["READ", "SIGNAL", "WORK", "Gathered", "Signed", "bullies_of", "children", "gathered", "groups", "of_case",
           "of_child", "protocols", "signals", "signed", "this_year"]  # fmt: skip
