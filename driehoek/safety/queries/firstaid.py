"""Ill or hurt at school: the steps of the source as they stand, and who may take the child home (SAF-14)."""

from typing import NamedTuple

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.people.models import Guardianship, InformationAgreement, Membership
from driehoek.safety.models.bereavement import Bereavement
from driehoek.safety.models.firstaid import Call, CareMoment
from lawbook.sources import source

RIGHT = "firstaid.record"
# Where the source says so. Of a Dutch school no text is held, so none is named there.
SOURCES: dict[str, dict[str, str]] = {
    "be": source("be.mler_063", "13.4", "network_model")._asdict(), "nl": {},
}  # fmt: skip
SHOWN = 100
PARENTS = {Guardianship.Relation.MOTHER, Guardianship.Relation.FATHER, Guardianship.Relation.PARENT,
           Guardianship.Relation.GUARDIAN}  # fmt: skip


def moments(actor: Actor) -> QuerySet[CareMoment]:
    now = Membership.objects.on(actor.on).select_related("group")
    return (
        CareMoment.objects.visible_to(actor, RIGHT)
        .select_related("pupil", "school", "collected_by", "recorded_by")
        .prefetch_related("calls__guardian", Prefetch("pupil__memberships", now, to_attr="todays_memberships"))
    )


def around(moment: CareMoment) -> list[Guardianship]:
    """Whom to call, in the order in which the school calls them; never a parent who died."""
    gone = Bereavement.objects.filter(guardian__isnull=False, withdrawn_at=None, school=moment.school_id)
    ties = moment.pupil.guardianships.exclude(guardian__in=gone.values("guardian"))
    return list(ties.select_related("guardian").order_by("call_order", "pk"))


class Step(NamedTuple):
    """A step of the source: what to do, whether it was done, and what it means when it cannot be done."""

    text: Promise
    done: bool
    note: Promise | str = ""


def steps(moment: CareMoment) -> list[Step]:
    """What the source asks when a child falls ill or is hurt at school, in its order."""
    calls = list(moment.calls.all())
    reached = any(one.reached and one.whom == Call.Whom.GUARDIAN for one in calls)
    doctor = any(one.whom in {Call.Whom.DOCTOR, Call.Whom.EMERGENCY} for one in calls)
    nobody = bool(calls) and not reached
    found = [
        Step(
            _("Give first aid. The school itself gives no medicine, no painkiller either."),
            bool(moment.first_aid) or moment.kind == CareMoment.Kind.ILL,
        )
    ]
    if moment.serious:
        found.append(Step(_("Consult a doctor; call 112 when it cannot wait."), doctor))
    found.append(
        Step(
            _("Tell the parents, or who else is to be called."),
            reached,
            _("Nobody was reached: the school acts in place of the parents until they are there. Keep calling.")
            if nobody
            else "",
        )
    )
    found.append(Step(_("Ask them to come for the child, or to go with it to the doctor."), not moment.is_open))
    if moment.kind == CareMoment.Kind.HURT:
        found.append(
            Step(_("Give the parents the insurance papers, and explain how it goes on."), moment.papers_on is not None)
        )
    return found


def judgment(moment: CareMoment, actor: Actor) -> bool:
    """Whether a judge ruled about the parents: whoever lets the child go must have read it."""
    rows = InformationAgreement.objects.in_force(actor.on).filter(pupil=moment.pupil_id)
    return rows.filter(kind=InformationAgreement.Kind.JUDGMENT).exists()


def may_take_home(tie: Guardianship) -> bool:
    """Who stands around the child may fetch it; a parent without authority only when the other one said so."""
    return tie.has_authority or tie.relation not in PARENTS


def allowed_by_phone(moment: CareMoment) -> list[str]:
    """Names that somebody with authority gave on the phone as who may collect the child."""
    holders = set(moment.pupil.guardianships.filter(has_authority=True).values_list("guardian", flat=True))
    calls = moment.calls.filter(reached=True, guardian__in=holders).exclude(lets_collect="")
    return list(calls.values_list("lets_collect", flat=True))
