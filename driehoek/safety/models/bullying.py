"""Signals of bullying, and the protocol that a group signs each year (SAF-10; school safety plan, annex 3)."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User
from driehoek.people.models import Pupil
from driehoek.schools.models import Group, School

READ = "case.read:bullying"
# What the protocol asks everybody to watch for, in own words.
SIGNS: dict[str, Promise] = {
    "nickname": _("always a nickname, never the own name"),
    "remarks": _("“funny” remarks, about clothes or the person"),
    "blamed": _("gets the blame for everything"),
    "left_out": _("is left out or stands alone"),
    "notes": _("notes or messages that go round"),
    "insulted": _("is insulted, called names or shouted at"),
    "hit": _("is hit, kicked or waited for"),
    "followed": _("is followed on the way home, or visited at home"),
    "taken": _("things are taken or broken"),
    "online": _("online: in a group app, a game or with pictures"),
}


class BullyingSignalQuerySet(models.QuerySet["BullyingSignal"]):
    def visible_to(self, actor: Actor, right: str = READ) -> "BullyingSignalQuerySet":
        """Signals about children whose bullying cases one may read, and what one wrote oneself."""
        own = models.Q(recorded_by=actor.user_id, recorded_by__isnull=False, school__in=actor.schools)
        return self.filter(own | models.Q(pupil__in=Pupil.objects.visible_to(actor, right)))

    def waiting(self) -> "BullyingSignalQuerySet":
        """Not in a case yet, and not found to be something else."""
        return self.filter(case_ref=None, set_aside_on=None)


class BullyingSignal(BoardOwned):
    """What somebody of the staff saw or heard about one child. Several about the same child gather into one case."""

    school = models.ForeignKey(School, models.PROTECT, related_name="bullying_signals")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="bullying_signals")
    seen_on = models.DateField(_("when"))
    signs = models.JSONField(_("what you noticed"), default=list)
    text = models.TextField(_("what you saw or heard"), max_length=5000)
    bullies = models.ManyToManyField(Pupil, through="SignalBully", related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    case_ref = models.UUIDField(null=True, blank=True)  # a procedure stands above; only its id is known here
    set_aside_on = models.DateField(null=True, blank=True)
    set_aside_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    set_aside_why = models.CharField(_("why it is no bullying"), max_length=300, blank=True)

    objects = BullyingSignalQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-seen_on", "-recorded_at"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school", "-seen_on"], name="signals_of_school"),
            models.Index(fields=["case_ref"], name="signals_of_case"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def signs_in_words(self) -> list[Promise]:
        return [SIGNS[one] for one in self.signs if one in SIGNS]


class SignalBully(BoardOwned):
    """A child that was named in a signal as one who bullies."""

    signal = models.ForeignKey(BullyingSignal, models.CASCADE, related_name="named")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "signal", "pupil"], name="bully_once_a_signal"),
        ]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.pupil_id}"


class GroupProtocol(BoardOwned):
    """The protocol as one group signs it in its school year: the school's rules with what the group adds."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="bullying_protocol")
    own_rules = models.TextField(_("rules that the group adds, one on each line"), max_length=3000, blank=True)
    teacher_signed_on = models.DateField(_("the teacher signed on"), null=True, blank=True)

    def __str__(self) -> str:
        return str(self.group_id)

    @property
    def school_id(self) -> UUID:
        return self.group.school_id


class ProtocolSignature(BoardOwned):
    """A child that signed the protocol of its group, on a day."""

    protocol = models.ForeignKey(GroupProtocol, models.CASCADE, related_name="signatures")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="+")
    signed_on = models.DateField(_("signed on"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "protocol", "pupil"], name="protocol_signed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.protocol_id} {self.pupil_id}"
