"""To whom the letters of a case go: parents per address, people on the case, bodies outside, the one it is about."""

from collections.abc import Mapping

from driehoek.kit.names import fold
from driehoek.letters.kinds import Kind
from driehoek.letters.recipients import Recipient, parents_of
from driehoek.safety.queries.bullying import bullies_of
from driehoek.schools.models import OutsideBody

from . import letter_facts as facts
from . import queries
from .definition import Step
from .models import Case
from .state import State
from .words import function_words

# Who gets letters without being named on the case: bodies outside the school, and those within it.
BODIES = {"inspectorate": "inspectorate", "attendance_officer": "attendance_officer", "clb": "clb",
          "complaints_committee": "complaints"}  # fmt: skip
WITHIN = {"board", "director", "class_council", "agency"}
# A body has no name to be greeted by.
TO_A_BODY, TO_PARENTS = "Geachte heer of mevrouw", "Geachte ouders"


def recipients(case: Case) -> dict[str, Recipient]:
    """Who may get a letter of this case, by role and id: parents per address, staff, people on it, outside bodies."""
    found = {f"parents-{number}": one for number, one in enumerate(parents_of(case.pupil) if case.pupil else ())}
    found |= _offender(case)
    if case.person:
        found["staff-"] = Recipient(case.person.get_full_name(), email=case.person.email or "")
    for party in queries.in_force(case):
        if party.guardian_id is None:
            email = party.user.email or "" if party.user else ""
            found[f"{party.role}-{party.pk}"] = Recipient(party.name, party.address, email)
    if case.definition == "nl.rehabilitation":  # a good name is given back before all the parents
        found["parents-all"] = Recipient(f"De ouders van de leerlingen van {case.school.name}", greeting=TO_PARENTS)
    return found | _of_bullies(case) | _bodies(case)


def _offender(case: Case) -> dict[str, Recipient]:
    """The one parent or other person whom a warning or a ban is for: nobody else gets that letter."""
    state = State(case.procedure, queries.happened(case.story), queries.context_of(case, case.opened_on))
    paths = [path for path in facts.OFFENDER if path.partition(".")[0] in {one.code for one in case.procedure.steps}]
    who = next((str(value) for path in paths if (value := state.value(path))), "")
    rows = case.pupil.guardianships.select_related("guardian") if case.pupil and who else ()
    for row in rows:
        one = row.guardian
        if who == str(one.pk) or fold(who) == fold(str(one)):
            return {"offender-": Recipient(str(one), one.address, one.email, one.secret_address, str(one.pk))}
    return {"offender-": Recipient(who)} if who else {}


def _of_bullies(case: Case) -> dict[str, Recipient]:
    """The parents of the children whom the signals of a bullying case name; each letter is about the own child."""
    if case.family != "bullying":
        return {}
    return {
        f"bullies-{pupil.pk}-{number}": one
        for pupil in bullies_of(case.pk)
        for number, one in enumerate(parents_of(pupil))
    }


def _bodies(case: Case) -> dict[str, Recipient]:
    """The bodies that a step of this procedure writes to, as the school knows them, or else by what they are called."""
    wanted = {code for step in case.procedure.steps for code in step.to} & {*BODIES, *WITHIN}
    kinds = {BODIES[code]: code for code in wanted if code in BODIES}
    rows = OutsideBody.objects.filter(school=case.school_id, kind__in=kinds) if kinds else ()
    found = {f"{kinds[row.kind]}-{row.pk}": Recipient(row.name, email=row.email, greeting=TO_A_BODY) for row in rows}
    for code in sorted(wanted - {key.partition("-")[0] for key in found}):
        name = function_words(code, case.school.jurisdiction)
        found[f"{code}-"] = Recipient(name[:1].upper() + name[1:], greeting=TO_A_BODY)
    return found


def addressed(step: Step, to: Mapping[str, Recipient], kind: Kind | None = None) -> list[str]:
    """The recipients whom this letter is for, as the form starts; nobody gets one that the step does not send."""
    whom = facts.TO.get(kind.code, step.to) if kind else step.to
    return [key for key in to if key.partition("-")[0] in whom]
