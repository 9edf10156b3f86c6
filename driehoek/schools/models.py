"""Boards, schools, sites, groups, calendars: the ground everything stands on (ORG-1 to ORG-4, ORG-12)."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned


class Jurisdiction(models.TextChoices):
    """Whose law counts. The codes are those of the rules ("be.…" is Flanders)."""

    BE = "be", _("Flanders")
    NL = "nl", _("the Netherlands")


class Region(models.TextChoices):
    """Dutch school-holiday regions; none in Flanders."""

    NONE = "", _("none")
    NOORD = "noord", _("north")
    MIDDEN = "midden", _("middle")
    ZUID = "zuid", _("south")


class Board(models.Model):
    """A school board. The one table that every board may read: its name is public, and sweeps walk it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=200)
    jurisdiction = models.CharField(max_length=2, choices=Jurisdiction.choices)
    community = models.CharField(_("school community"), max_length=200, blank=True)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class SchoolQuerySet(models.QuerySet["School"]):
    def visible_to(self, actor: Actor, right: str = "school.read") -> "SchoolQuerySet":
        """Schools where a function held gives the right: the school itself, the group's school, all of the board."""
        reach = actor.reach(right)
        return self.filter(
            models.Q(pk__in=reach.schools)
            | models.Q(board__in=reach.boards)
            | models.Q(pk__in=Group.objects.filter(pk__in=reach.groups).values("school"))
        )


class School(BoardOwned):
    name = models.CharField(_("name"), max_length=200)
    jurisdiction = models.CharField(max_length=2, choices=Jurisdiction.choices)
    region = models.CharField(max_length=10, choices=Region.choices, blank=True, default="")
    official_number = models.CharField(_("official number"), max_length=20, blank=True)  # instellingsnummer or BRIN
    cut_off = models.TimeField(_("report an absence before"), default="08:25")  # ORG-3
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    # Where text and form of the Dutch bullying protocol differ in a phase: which one the school follows (SAF-10).
    bullying_follows = models.CharField(
        _("in the phases of bullying the school follows"),
        max_length=4,
        default="text",
        choices=[("text", _("the text of the protocol")), ("form", _("the form of the protocol"))],
    )
    parents = models.PositiveIntegerField(_("number of parents"), null=True, blank=True)  # ORG-8
    parents_asking = models.PositiveIntegerField(_("parents asking for a parents' council"), null=True, blank=True)

    objects = SchoolQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def school_id(self) -> UUID:
        return self.pk

    @property
    def pupil_id(self) -> None:
        return None

    @property
    def group_ids(self) -> tuple[UUID, ...]:
        return ()


class Site(BoardOwned):
    """A place where a school teaches (vestigingsplaats)."""

    school = models.ForeignKey(School, models.PROTECT, related_name="sites")
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("address"), max_length=300, blank=True)
    external_key = models.CharField(max_length=256, blank=True)

    def __str__(self) -> str:
        return self.name


class Level(models.TextChoices):
    NURSERY = "nursery", _("nursery")
    PRIMARY = "primary", _("primary")


class GroupQuerySet(models.QuerySet["Group"]):
    def visible_to(self, actor: Actor, right: str) -> "GroupQuerySet":
        reach = actor.reach(right)
        return self.filter(
            models.Q(school__in=reach.schools) | models.Q(pk__in=reach.groups) | models.Q(board__in=reach.boards)
        )

    def running(self, day: date) -> "GroupQuerySet":
        """Groups not closed by that day."""
        return self.filter(models.Q(closed_on__isnull=True) | models.Q(closed_on__gt=day))


class Group(BoardOwned):
    """A group of pupils in one school year. `year` is the country's own number: leerjaar 4, groep 6."""

    school = models.ForeignKey(School, models.PROTECT, related_name="groups")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="groups")
    school_year = models.CharField(_("school year"), max_length=9)
    name = models.CharField(_("name"), max_length=60)
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.PRIMARY)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    composite = models.BooleanField(default=False)  # samengestelde groep: beside the own class, never instead of it
    external_key = models.CharField(max_length=256, blank=True)
    closed_on = models.DateField(_("closed from"), null=True, blank=True)  # no longer a class from this day on

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["level", "year", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "school", "school_year", "name"], name="group_name_once_a_year"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "school_year"])]

    def __str__(self) -> str:
        return self.name


class Weekday(BoardOwned):
    """The hours of one weekday at a school (ORG-3). A day without `afternoon_from` has one half day (Wednesday)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="weekdays")
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    opens = models.TimeField(_("opens"), null=True, blank=True)
    supervision_from = models.TimeField(_("supervision from"), null=True, blank=True)
    morning_from = models.TimeField(_("lessons from"))
    morning_until = models.TimeField(_("until"))
    afternoon_from = models.TimeField(_("afternoon from"), null=True, blank=True)
    afternoon_until = models.TimeField(_("until"), null=True, blank=True)
    care_until = models.TimeField(_("after-school care until"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["weekday"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "school", "weekday"], name="weekday_once_a_school"),
        ]

    def __str__(self) -> str:
        return f"{self.school} {self.weekday}"


class Closure(BoardOwned):
    """Days a school is closed, or open, other than the official holidays say (ORG-4)."""

    class Kind(models.TextChoices):
        FREE = "free", _("school-free day")
        STUDY = "study", _("study day")
        HALF = "half", _("half day")  # open in the morning only
        HOLIDAY = "holiday", _("school holiday of the school's own calendar")

    school = models.ForeignKey(School, models.CASCADE, related_name="closures")
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.FREE)
    title = models.CharField(_("name"), max_length=100, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["first"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="closure_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.first}"

    @property
    def name(self) -> str:
        return self.title or self.get_kind_display()


class ParameterOverride(BoardOwned):
    """A board's own value of a lawbook parameter for one school, from a date, with its own source. Never of a law."""

    school = models.ForeignKey(School, models.CASCADE, related_name="overrides")
    parameter = models.CharField(max_length=100)
    valid_from = models.DateField()
    amount = models.CharField(max_length=50)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["board", "school", "parameter", "valid_from"], name="one_override_of_a_parameter_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parameter} {self.amount}"


class OutsideBody(BoardOwned):
    """Somebody outside the school and what to go to them for (ORG-12), shown where a text refers to them."""

    class Kind(models.TextChoices):
        CONSULTATION_PLATFORM = "consultation_platform", _("local consultation platform")
        PUPIL_RIGHTS = "pupil_rights", _("commission for pupils' rights")
        GOOD_GOVERNANCE = "good_governance", _("commission for good governance")
        COMPLAINTS = "complaints", _("complaints committee")
        SUPPORT_NETWORK = "support_network", _("support network")
        INSPECTORATE = "inspectorate", _("inspectorate")
        ATTENDANCE_OFFICER = "attendance_officer", _("attendance officer")
        POLICE = "police", _("police")
        HEALTH = "health", _("health service")
        REPORTING_CENTRE = "reporting_centre", _("reporting centre for violence at home")
        CLB = "clb", _("CLB")
        CLB_CHAT = "clb_chat", _("CLB chat")

    school = models.ForeignKey(School, models.CASCADE, related_name="outside_bodies")
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=200)
    purpose = models.TextField(_("what for"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("website"), blank=True)

    def __str__(self) -> str:
        return self.name


class ClbMoment(BoardOwned):
    """When the CLB anchor person is at the school every week for consultation (DOS-5)."""

    class Part(models.TextChoices):
        AM = "am", _("morning")
        PM = "pm", _("afternoon")

    school = models.ForeignKey(School, models.CASCADE, related_name="clb_moments")
    weekday = models.PositiveSmallIntegerField(_("weekday"))  # 0 is Monday
    part = models.CharField(_("part of the day"), max_length=2, choices=Part.choices, default=Part.AM)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["weekday"]

    def __str__(self) -> str:
        return f"{self.weekday} {self.part}"

    @property
    def weekday_name(self) -> str:
        return str(WEEKDAYS[self.weekday])
