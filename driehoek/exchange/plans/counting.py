"""How many people and groups a plan touches, of each kind apart: 680 new rows say nothing, 220 new pupils do."""

from collections.abc import Iterable

from driehoek.exchange.changes import RowChange

PUPIL, GROUP, GUARDIAN, STAFF, SITE = (
    "pupils.pupil", "schools.group", "pupils.guardian", "access.user", "schools.site",
)  # fmt: skip
OF_WHOM = {  # whose change it is when a tie of theirs comes, changes or goes
    "pupils.enrolment": PUPIL, "pupils.membership": PUPIL, "pupils.guardianship": PUPIL, "access.appointment": STAFF,
}  # fmt: skip
ENDING = {"pupils.guardianship": GUARDIAN, "access.appointment": STAFF}  # a tie that ends, and for whom
Kinds = dict[str, dict[str, int]]


def kind_of(model: str) -> str:
    return OF_WHOM.get(model, model)


def kinds(changes: Iterable[RowChange]) -> Kinds:
    """By kind: how many are new, changed and left. An adult no longer named and a function that ends are left too."""
    found: dict[str, dict[str, set[str]]] = {}
    for change in changes:
        found.setdefault(kind_of(change.model), {}).setdefault(change.kind, set()).add(change.subject)
        if change.model in ENDING and _ends(change):
            found.setdefault(ENDING[change.model], {}).setdefault("left", set()).add(change.pk)
    return {kind: {what: len(who) for what, who in of.items()} for kind, of in found.items()}


def _ends(change: RowChange) -> bool:
    return change.kind == "changed" and change.before is not None and set(change.after or ()) <= {"last_day"}
