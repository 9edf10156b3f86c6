"""The one gate of a case: who may do something to it, and as what.

Functions come from appointments alone. A role on the case gives what the definition says of that role and nothing else.
Nobody judges the own case: who is a party does nothing in it, who decided does nothing in what judges the decision.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import Appointment, User
from driehoek.access.queries import in_force
from driehoek.kit.names import fold, is_head_by_office, may_be

from .committees import CHAIR, SITTING
from .definition import Definition, Family, Refusal, Step
from .models import Case, Party
from .sources import decree, scheme
from .words import function_words

# Roles to which a definition gives steps; every other role may read the case at most.
ACTING = frozenset({CHAIR, "secretary", "opener", "colleague"})
DEPUTY = "deputy"  # whom the board names in the place of a head who is a party, or who decided
PARTIES = ("complainant", "accused", "confidant", "parents", "pupil", "staff")
COMMITTEE = frozenset({*SITTING, "secretary"})
TEACHERS = ("class_teacher", "support_teacher")
LEADS: dict[Family, tuple[str, ...]] = {
    "guidance": ("director", "care_coordinator", *TEACHERS), "activity": ("director", "care_coordinator", *TEACHERS),
    "bullying": ("director", "care_coordinator", "anti_bullying", *TEACHERS),
    "attendance": ("director", "care_coordinator"), "discipline": ("director", "board_member"),
    "career": ("director", "board_member"), "complaint": ("director", "board_member"),
    "staff": ("director", "board_member"), "aggression": ("director", "prevention_officer"),
    "protected": ("opener", "director", "board_member"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hand:
    """What somebody is on a case. `party`: the role that keeps this person out of its course; `took`: own steps."""

    acts: frozenset[str]
    party: str = ""
    took: frozenset[str] = frozenset()

    def leads(self, definition: Definition) -> bool:
        """Whether this person leads the case: names who stands on it, and takes people off."""
        return not self.party and bool(self.acts & set(LEADS[definition.family]))


def hand(actor: Actor, case: Case) -> Hand:
    """What this person is on the case today."""
    named = {row.role for row in case.people if row.removed_at is None and row.opens and row.user_id == actor.user_id}
    acts = functions(actor, case) | (named & ACTING)
    took = {row.step for row in case.story if row.recorded_by_id == actor.user_id and not row.withdrawn}
    judged = judged_steps(case.procedure)
    if any(row.role == "decided" and _is(case, row, actor) for row in _standing(case)):
        took |= judged
    if DEPUTY in named:  # the board named this person: what it can do here, the deputy can
        acts |= {str(Function.BOARD_MEMBER)}
    if Function.BOARD_MEMBER in acts and head_is_out(case):
        acts |= {str(Function.DIRECTOR)}
    return Hand(frozenset(acts), party_of(actor, case), frozenset(took))


def functions(actor: Actor, case: Case) -> set[str]:
    """The functions somebody holds over this school, its board, or a group of the pupil."""
    groups = {
        row.group_id
        for row in case.places
        if row.first_day <= actor.on and (row.last_day is None or row.last_day >= actor.on)
    }
    return {
        str(role.function)
        for role in actor.roles
        if role.board == case.board_id
        and role.school in {case.school_id, None}
        and role.pupil is None
        and (role.group is None or case.pupil_id is None or role.group in groups)
    }


def party_of(actor: Actor, case: Case) -> str:
    """The role that makes this person a party: named as one, the subject, named as offender, or a parent."""
    if case.person_id and case.person_id == actor.user_id:
        return "staff"
    if case.pupil_id and any(role.pupil == case.pupil_id for role in actor.roles):
        return "parents"
    if any(_goes_by(case, name, actor) for name in _offenders(case)):
        return "accused"
    return next((row.role for row in _standing(case) if row.role in PARTIES and _is(case, row, actor)), "")


def head_is_out(case: Case) -> bool:
    """Whether a head of this school is a party: then the board takes the steps of the head too."""
    now = timezone.localtime()
    rows = Appointment.objects.filter(in_force(now.date(), now), school=case.school_id, function=Function.DIRECTOR)
    heads = {row.user_id: fold(row.user.get_full_name()) for row in rows.select_related("user")}
    parties = [row for row in _standing(case) if row.role in PARTIES]
    ids = {case.person_id, *(row.user_id for row in parties)}
    names = {*_offenders(case), *(fold(row.name) for row in parties if row.user_id is None)}
    if heads and any(is_head_by_office(name) for name in names):
        return True
    return any(user in ids or any(may_be(one, name) for one in names) for user, name in heads.items())


def stand_in(case: Case) -> UUID | None:
    """Who takes over what the head would have to do in a case that the head is a party to; None where the head does.

    The deputy whom the board named, or else a member of the board: first one named on the case.
    """
    if not head_is_out(case):
        return None
    named = {row.role: row.user_id for row in _standing(case) if row.user_id and row.opens}
    now = timezone.localtime()
    rows = Appointment.objects.filter(in_force(now.date(), now), board=case.board_id, function=Function.BOARD_MEMBER)
    board = named.get(DEPUTY) or named.get("board")
    return board or rows.order_by("first_day", "pk").values_list("user_id", flat=True).first()


def judged_steps(definition: Definition) -> set[str]:
    """The steps that other steps of the procedure judge."""
    return {step.judges for step in definition.steps if step.judges}


def refusal(holder: Hand, definition: Definition, step: Step) -> Refusal | None:
    """Why this person cannot take, correct, take back or letter the step, whatever the moment."""
    if holder.party:
        return own_case(definition, holder.party)
    if step.judges and step.judges in holder.took:
        text = _("You took the decision that is judged here. The board acts, or the deputy it names.")
        return Refusal("decided", text, decree("37/5") if definition.jurisdiction == "be" else scheme("14"))
    if holder.acts & set(step.by):
        return None
    names = ", ".join(function_words(one, definition.jurisdiction) for one in step.by)
    return Refusal("wrong_person", _("This step is for: %(who)s.") % {"who": names}, step.source)


def own_case(definition: Definition, role: str) -> Refusal:
    text = _("Nobody judges the own case: you stand in it as %(role)s. The board acts, or the deputy it names.")
    words = function_words(role, definition.jurisdiction)
    return Refusal("own_case", text % {"role": words}, scheme("14") if definition.jurisdiction == "nl" else None)


def naming(actor: Actor, case: Case, party: Party, *, off: bool = False) -> Refusal | None:
    """Why this person cannot name (or take off) somebody in this role."""
    holder, definition = hand(actor, case), case.procedure
    if holder.party:
        return own_case(definition, holder.party)
    if _is(case, party, actor):
        return Refusal(
            "self", _("Nobody names or takes off themselves. Ask who leads the case with you, or the board.")
        )
    if not holder.leads(definition):
        names = ", ".join(function_words(one, definition.jurisdiction) for one in LEADS[definition.family])
        return Refusal("wrong_person", _("Only who leads this case does that: %(who)s.") % {"who": names})
    if party.role in COMMITTEE and holder.took & judged_steps(definition):
        return Refusal("decided", _("You took the decision that is judged here. The board composes the committee."))
    if party.role == DEPUTY and Function.BOARD_MEMBER not in functions(actor, case):
        return Refusal("wrong_person", _("Only the school board names a deputy for the head of school."))
    return None if off else _unfit(party)


def _unfit(party: Party) -> Refusal | None:
    if party.opens and party.user_id is None:
        return Refusal("no_account", _("Choose the account of who may read this case."))
    return None


def votes(actor: Actor, case: Case) -> Refusal | None:
    """Why this person cannot note the votes: the chair does, or the board while no chair can log in."""
    holder = hand(actor, case)
    chair_logs_in = any(row.role == CHAIR and row.opens and row.user_id for row in _standing(case))
    by = {CHAIR, "secretary"} if chair_logs_in else {CHAIR, "secretary", str(Function.BOARD_MEMBER)}
    if holder.party:
        return own_case(case.procedure, holder.party)
    if holder.took & judged_steps(case.procedure):
        return Refusal("decided", _("You took the decision that is judged here. The chair notes the votes."))
    if holder.acts & by:
        return None
    return Refusal("wrong_person", _("The chair of the committee notes the votes of the own committee."))


def opening(actor: Actor, case: Case, accused: User | None) -> Refusal | None:
    """Why this person cannot open this case: it is about oneself, or about a head, which the board opens."""
    subject = accused.pk if accused else case.person_id
    if subject is None:
        return None
    if subject == actor.user_id:
        return Refusal("own_case", _("A case about yourself is opened and led by the school board."))
    case_about = Case(board_id=case.board_id, school_id=case.school_id, definition=case.definition, person_id=subject)
    case_about.people, case_about.story, case_about.places = [], [], []
    if Function.BOARD_MEMBER not in functions(actor, case_about) and head_is_out(case_about):
        return Refusal("own_case", _("A case about the head of school is opened and led by the school board."))
    return None


def _standing(case: Case) -> Iterable[Party]:
    return (row for row in case.people if row.removed_at is None)


def _offenders(case: Case) -> set[str]:
    """The names of offenders as they were written down in this case."""
    replaced = {row.replaces_id for row in case.story}
    rows = (row for row in case.story if row.pk not in replaced and not row.withdrawn)
    return {fold(str(row.facts["offender"])) for row in rows if row.facts.get("offender")}


def _is(case: Case, party: Party, actor: Actor) -> bool:
    """Whether a party is this person: by the account, or by what was written where no account was chosen."""
    if party.user_id:
        return party.user_id == actor.user_id
    return party.guardian_id is None and _goes_by(case, party.name, actor)


def _goes_by(case: Case, written: str, actor: Actor) -> bool:
    """Whether what was written can mean this person: the name, an initial with it, or the office of the head."""
    heads = any(role.function == Function.DIRECTOR and role.school == case.school_id for role in actor.roles)
    return may_be(written, actor.name) or (heads and is_head_by_office(written))
