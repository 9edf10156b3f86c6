"""What staff learned and when it expires, the talks with them, and the start of new teachers (SAF-20; plan 4.6, 5)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User
from driehoek.pupils.models import StoredFile
from driehoek.web.words import term

from .rows import OfSchool, OfSchoolQuerySet


class CertificateQuerySet(OfSchoolQuerySet["Certificate"]):
    def visible_to(self, actor: Actor, right: str = "training.manage") -> "CertificateQuerySet":
        """Those of the schools the right reaches, and one's own."""
        theirs = models.Q(pk__in=super().visible_to(actor, right).values("pk"))
        return self.filter(theirs | models.Q(person=actor.user_id, person__isnull=False))

    def valid(self, on: date) -> "CertificateQuerySet":
        lasting = models.Q(expires_on__isnull=True) | models.Q(expires_on__gte=on)
        return self.filter(lasting, withdrawn_at=None, issued_on__lte=on)


class Certificate(OfSchool):
    """What one member of staff may show: the course, its day, and until when it counts."""

    class Kind(models.TextChoices):
        EMERGENCY_RESPONSE = "emergency_response", _("emergency response")
        FIRST_AID = "first_aid", _("first aid")
        CONFLICT = "conflict", _("handling conflicts")
        COACHING = "coaching", _("coaching")
        CONSULTATION = "consultation", _("consulting colleagues")
        INTIMACY = "intimacy", _("handling intimacy")
        OTHER = "other", _("something else")

        def called(self, jurisdiction: str) -> str:
            """BHV is the Dutch word; a Flemish school has a first intervention team."""
            return term("emergency response", jurisdiction) if self == self.EMERGENCY_RESPONSE else str(self.label)

    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("member of staff"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("course"), max_length=200, blank=True)
    issuer = models.CharField(_("given by"), max_length=200, blank=True)
    issued_on = models.DateField(_("obtained on"))
    expires_on = models.DateField(_("counts until"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(_("why it is withdrawn"), max_length=200, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-issued_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(expires_on__isnull=True) | models.Q(expires_on__gte=models.F("issued_on")),
                name="certificate_ends_after_it_starts",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "kind", "expires_on"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.issued_on}"

    @property
    def duties_origin(self) -> str:
        return f"certificate:{self.pk}"


class CertificateScan(StoredFile):
    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="scans")


class TalkQuerySet(OfSchoolQuerySet["Talk"]):
    pass


class Talk(OfSchool):
    """A talk with one member of staff. That it was held others may know; what was said is the direction's alone."""

    class Kind(models.TextChoices):
        CAREER = "career_talk", _("career talk")
        APPRAISAL = "appraisal", _("appraisal")

    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("member of staff"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    held_on = models.DateField(_("held on"))
    held_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    safety = models.TextField(_("how safe somebody feels at work, and what was met"), blank=True)
    report = models.TextField(_("what was said"), blank=True)
    agreed = models.TextField(_("what was agreed"), blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(_("why it is withdrawn"), max_length=200, blank=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-held_on", "-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "person", "-held_on"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class StartQuerySet(OfSchoolQuerySet["Start"]):
    def visible_to(self, actor: Actor, right: str = "training.manage") -> "StartQuerySet":
        """Those of the schools the right reaches; and for who starts, and who coaches, their own."""
        theirs = models.Q(pk__in=super().visible_to(actor, right).values("pk"))
        me = models.Q(person=actor.user_id) | models.Q(coach=actor.user_id)
        return self.filter(theirs | me if actor.user_id else theirs)


class Start(OfSchool):
    """The first year of a teacher: a colleague who coaches, and the steps they take together."""

    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("starting teacher"))
    coach = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("coach"))
    started_on = models.DateField(_("started on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = StartQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_on", "-id"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def duties_origin(self) -> str:
        return f"start:{self.pk}"


class StartStep(BoardOwned):
    """One step of the support, with its day once there is one."""

    class Code(models.TextChoices):
        SHOW_AROUND = "show_around", _("Show the way: the house, the agreements, whom to go to")
        VISIT = "visit", _("Visit a lesson, and tell what was seen and thought")
        FUNCTIONING = "functioning", _("Talk about how it goes, and how it feels")
        CLIMATE = "climate", _("Talk about the climate in the class and the lessons")
        LOOK_ALONG = "look_along", _("Visit a lesson of a colleague")
        VISIT_AGAIN = "visit_again", _("Visit a lesson again, and look what changed")
        LOOK_BACK = "look_back", _("Look back on the year, and say what is still needed")

    start = models.ForeignKey(Start, models.CASCADE, related_name="steps")
    code = models.CharField(max_length=20, choices=Code.choices)
    due = models.DateField(_("to be done by"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "start", "code"], name="step_once_a_start"),
        ]

    def __str__(self) -> str:
        return self.code
