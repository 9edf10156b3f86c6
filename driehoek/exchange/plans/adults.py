"""The part of a plan about adults: guardians with what they are to each child, and teachers with their groups."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any, NamedTuple

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.exchange.roster import GuardianRow, Place, TeacherRow
from driehoek.kit.names import fold
from driehoek.people.models import Guardianship

from .base import Stored, Work, stored_rows
from .groups import Ids

PARENTS = frozenset({"mother", "father", "parent", "guardian"})
GUARDIAN_FIELDS = ("given_name", "family_name", "email", "phone", "address")
TIE_FIELDS = ("relation", "has_authority", "is_informed", "lives_with", "call_order", "imported")
TEACHING = (Function.CLASS_TEACHER, Function.SUPPORT_TEACHER)


def guardians(work: Work, pupil_ids: Ids) -> None:
    """Guardians by their key in the file, else by their name at the same child.

    What the office recorded about what an adult is to a child is never overwritten: a roster changes or ends only what
    a roster brought, and only at a child of whom it names an adult.
    """
    known = _known_adults(work)
    children: dict[str, list[str]] = defaultdict(list)
    for tie in work.roster.guardianships:
        children[tie.guardian].append(pupil_ids[tie.pupil])
    ids = {}
    for adult in work.roster.guardians:
        name = fold(f"{adult.given_name} {adult.family_name}")
        at_child = ((child, name) for child in children[adult.key])
        same = next((known.by_child[one] for one in at_child if one in known.by_child), None)
        ids[adult.key] = _guardian(work, adult, known.by_key.get(adult.key) or same)
    wanted = {(pupil_ids[tie.pupil], ids[tie.guardian]): tie.relation for tie in work.roster.guardianships}
    for (pupil, guardian), relation in wanted.items():
        if (pupil, guardian) in known.ties:
            _change(work, known.ties[pupil, guardian], relation)
            continue
        known.order[pupil] += 1
        parent = relation in PARENTS
        values = {
            "pupil_id": pupil,
            "guardian_id": guardian,
            "relation": relation,
            "has_authority": parent,
            "is_informed": parent,
            "lives_with": parent,
            "call_order": known.order[pupil],
            "imported": True,
        }
        work.tie("pupils.guardianship", pupil, values, work.labels[guardian])
    _end_ties(work, known.ties, wanted)


class KnownAdults(NamedTuple):
    """The adults of a school by their key and by name at a child, their ties, and how many each child has."""

    by_key: dict[str, Stored]
    by_child: dict[tuple[str, str], Stored]
    ties: dict[tuple[str, str], Stored]
    order: Counter[str]


def _known_adults(work: Work) -> KnownAdults:
    rows = stored_rows(
        Guardianship.objects.filter(pupil__school=work.school),
        "pk",
        "pupil_id",
        "guardian_id",
        *TIE_FIELDS,
        "guardian__external_key",
        *(f"guardian__{name}" for name in GUARDIAN_FIELDS),
    )
    found = KnownAdults({}, {}, {}, Counter())
    for row in rows:
        pupil, adult = str(row["pupil_id"]), _stored(row)
        found.by_child[pupil, _folded(adult)] = adult
        if adult["external_key"]:
            found.by_key[adult["external_key"]] = adult
        found.ties[pupil, str(adult["pk"])] = row
        found.order[pupil] += 1
    return found


def _change(work: Work, row: Stored, relation: str) -> None:
    """An adult who became something else to a child, by the file; what somebody recorded by hand stays."""
    if row["imported"] and row["relation"] != relation:
        parent = relation in PARENTS
        values = {"relation": relation, "has_authority": parent, "is_informed": parent, "lives_with": parent}
        pupil = str(row["pupil_id"])
        work.end("pupils.guardianship", row, values, pupil, work.labels[str(row["guardian_id"])])


def _end_ties(work: Work, ties: dict[tuple[str, str], Stored], wanted: dict[tuple[str, str], str]) -> None:
    """Ties of a roster before that this one no longer names end; a parent who logs in is left to the office."""
    named = {pupil for pupil, _guardian in wanted}
    gone = [(pair, row) for pair, row in ties.items() if row["imported"] and pair[0] in named and pair not in wanted]
    parents = Appointment.objects.filter(
        function=Function.PARENT, pupil__in={pair[0] for pair, _row in gone}, until=None
    )
    accounts = {(str(pupil), email.lower()) for pupil, email in parents.values_list("pupil", "user__email") if email}
    for (pupil, _guardian), row in gone:
        name = _name(row)
        if (pupil, row["guardian__email"].lower()) in accounts:
            work.roster.warn(
                _("%(name)s is no longer in the file but logs in as a parent: end that by hand if it is right.")
                % {"name": name},
                Place(),
                "guardian",
            )
            continue
        stored = {"board_id": work.school.board_id, **{field: row[field] for field in ("pk", *TIE_FIELDS)}}
        work.remove(
            "pupils.guardianship", {**stored, "pupil_id": pupil, "guardian_id": row["guardian_id"]}, pupil, f"{name} →"
        )


def _name(row: Stored) -> str:
    return f"{row['guardian__given_name']} {row['guardian__family_name']}".strip()


def _stored(row: Stored) -> Stored:
    return {
        "pk": row["guardian_id"],
        "external_key": row["guardian__external_key"],
        **{name: row[f"guardian__{name}"] for name in GUARDIAN_FIELDS},
    }


def _folded(guardian: Stored) -> str:
    return fold(f"{guardian['given_name']} {guardian['family_name']}")


def _guardian(work: Work, row: GuardianRow, stored: Stored | None) -> str:
    wanted = {"external_key": row.key, **{name: getattr(row, name) for name in GUARDIAN_FIELDS}}
    return work.match(
        "pupils.guardian", stored, wanted, f"{row.given_name} {row.family_name}".strip(), line=row.place.line
    )


def teachers(work: Work, group_ids: Ids) -> None:
    """Teachers become people without a login, with an appointment per group until the end of the school year."""
    stored = stored_rows(
        Appointment.objects.filter(school=work.school, pupil=None),
        "pk",
        "user_id",
        "group_id",
        "function",
        "external_key",
        "first_day",
        "last_day",
        "user__given_name",
        "user__family_name",
        "user__email",
        "proposed_email",
    )
    wanted = _teaching(work, group_ids, {row["external_key"] for row in stored})
    days = _days(work, group_ids)
    people = {row.key: row for row in work.roster.teachers}
    accounts = {row["external_key"]: row for row in stored if row["external_key"] and row["user__email"]}
    running: dict[tuple[str, str], list[Stored]] = defaultdict(list)
    for one in stored:
        running[str(one["user_id"]), str(one["group_id"])].append(one)
    ids: Ids = {}
    held: set[tuple[str, str | None]] = set()
    for (teacher, group), function in wanted.items():
        account = accounts.get(teacher)
        mine = account and (work.directs or _runs(work, running[str(account["user_id"]), str(group)], function))
        holder = _account(work, account) if account and mine else ids.get(teacher)
        if holder is None:
            holder = ids[teacher] = _teacher(work, people[teacher], stored)
        held.add((holder, group))
        if not _runs(work, running[holder, str(group)], function):
            values = _appointment(work, holder, group, function, people[teacher]) | days.get((teacher, group), {})
            work.tie("access.appointment", holder, values, f"→ {work.labels[group]}" if group else "")
    for key in people.keys() - {teacher for teacher, _group in wanted} - accounts.keys():
        _teacher(work, people[key], stored)
    _propose(work, people, stored)
    if people:
        _end(work, stored, held, set(group_ids.values()))


def _propose(work: Work, people: dict[str, TeacherRow], stored: list[Stored]) -> None:
    """Another address in the file for somebody who does not log in yet: the one that stands ready follows it."""
    for one in stored:
        row = people.get(one["external_key"])
        if not row or not row.email or one["user__email"] or one["proposed_email"] == row.email:
            continue
        work.labels.setdefault(str(one["user_id"]), f"{row.given_name} {row.family_name}".strip())
        work.end("access.appointment", one, {"proposed_email": row.email}, str(one["user_id"]))


def _teaching(work: Work, group_ids: Ids, known: set[str]) -> dict[tuple[str, str | None], str]:
    """The function of each teacher for each group. Without a group it opens nothing and keeps the key for next time."""
    wanted: dict[tuple[str, str | None], str] = {}
    for tie in work.roster.teaching:
        wanted.setdefault((tie.teacher, group_ids[tie.group]), tie.function)
    busy = {teacher for teacher, _group in wanted}
    for row in work.roster.teachers:
        if row.key not in busy and row.key not in known:
            wanted[row.key, None] = Function.CLASS_TEACHER
    return wanted


def _days(work: Work, group_ids: Ids) -> dict[tuple[str, str | None], dict[str, date]]:
    """The days of teaching a group that the file gives, within its school year."""
    return {
        (tie.teacher, group_ids[tie.group]): {
            "first_day": max(work.first, tie.first_day or work.first),
            "last_day": min(work.last, tie.last_day or work.last),
        }
        for tie in work.roster.teaching
    }


def _account(work: Work, row: Stored) -> str:
    """Somebody who logs in keeps the name of the account."""
    pk = str(row["user_id"])
    work.labels[pk] = f"{row['user__given_name']} {row['user__family_name']}".strip()
    work.plan.same[pk] = ("access.user", work.labels[pk])
    return pk


def _teacher(work: Work, row: TeacherRow, stored: list[Stored]) -> str:
    """The person without a login of this key; else the one of this name; else a new one.

    A list opens no function to an account that can log in: not by an equal name, and by its key only where the
    direction brings the list in. Else the function waits with a person of that name, and the direction says on the
    page of that person whether it is the same one.
    """
    name = f"{row.given_name} {row.family_name}".strip()
    alike = [one for one in stored if f"{one['user__given_name']} {one['user__family_name']}".strip() == name]
    keyed = [one for one in stored if one["external_key"] == row.key]
    same = {one["user_id"]: one for one in (keyed or alike) if not one["user__email"]}
    found = next(iter(same.values())) if len(same) == 1 else None
    if any(one["user__email"] for one in (*keyed, *alike)):
        work.roster.warn(
            _(
                "Somebody of this name logs in. The function waits: the direction says under “People and functions” "
                "whether it is the same person."
            ),
            row.place,
            "name",
        )
    wanted: dict[str, Any] = {"given_name": row.given_name, "family_name": row.family_name}
    person = found and {
        "pk": found["user_id"],
        "given_name": found["user__given_name"],
        "family_name": found["user__family_name"],
    }
    return work.match(
        "access.user", person, wanted, name, line=row.place.line, fixed={"email": None, "password": make_password(None)}
    )


def _runs(work: Work, rows: list[Stored], function: str) -> bool:
    return any(
        row["function"] == function and (row["last_day"] is None or row["last_day"] >= min(work.on, work.last))
        for row in rows
    )


def _appointment(work: Work, user: str, group: str | None, function: str, row: TeacherRow) -> dict[str, Any]:
    return {
        "user_id": user,
        "function": function,
        "school_id": work.school.pk,
        "group_id": group,
        "external_key": row.key,
        "proposed_email": row.email,
        "first_day": work.first,
        "last_day": work.last,
        "opened_by_id": work.by,
    }


def _end(work: Work, stored: list[Stored], wanted: set[tuple[str, str | None]], groups: set[str]) -> None:
    """Imported appointments for this year's groups that the file no longer gives end on the day of the import."""
    for row in stored:
        tie = (str(row["user_id"]), str(row["group_id"]))
        if not row["external_key"] or row["function"] not in TEACHING or tie in wanted or tie[1] not in groups:
            continue
        last = max(work.on, row["first_day"])
        if row["last_day"] is None or row["last_day"] > last:
            work.end("access.appointment", row, {"last_day": last.isoformat()}, tie[0], f"{work.labels[tie[1]]} →")
