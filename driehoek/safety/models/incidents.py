"""What happened, and a thread per person in it (SAF-6; school safety plan, annex 5).

What everybody who opens an incident may know stands on the incident: when, at what sort of place, of what kind. All
free text about a person stands on that person's thread, because who may read one child's thread never sees another's.
"""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from driehoek.access.models import BoardOwned, User
from driehoek.people.models import Pupil
from driehoek.pupils.models import StoredFile
from driehoek.schools.models import School

from .incident_sight import IncidentQuerySet, ThreadQuerySet


class Kind(models.TextChoices):
    """The kinds of the form (annex 5), and the accident, which is no aggression."""

    PHYSICAL = "physical", _("physical violence")
    VERBAL = "verbal", _("verbal violence")
    THREAT = "threat", _("threat")
    VANDALISM = "vandalism", _("vandalism")
    THEFT = "theft", _("theft")
    SEXUAL = "sexual", _("sexual harassment")
    ACCIDENT = "accident", _("accident")
    OTHER = "other", pgettext_lazy("kind of incident", "something else")


AGGRESSION = frozenset({Kind.PHYSICAL, Kind.VERBAL, Kind.THREAT, Kind.VANDALISM, Kind.SEXUAL})


class Place(models.TextChoices):
    CLASSROOM = "classroom", _("classroom")
    CORRIDOR = "corridor", _("corridor or stairs")
    PLAYGROUND = "playground", _("playground")
    GYM = "gym", _("gym or changing room")
    TOILETS = "toilets", _("toilets")
    ENTRANCE = "entrance", _("entrance or bicycle shed")
    HALL = "hall", _("hall or lunch room")
    OFFICE = "office", _("office or staff room")
    AROUND = "around", _("around the school, on the way")
    TRIP = "trip", _("outing or trip")
    ONLINE = "online", _("online")
    OTHER = "other", pgettext_lazy("place", "somewhere else")


class Incident(BoardOwned):
    """One thing that happened at a school. `serious`: somebody is hurt, threatened or badly shaken; care starts."""

    school = models.ForeignKey(School, models.PROTECT, related_name="incidents")
    happened_at = models.DateTimeField(_("when"))
    place = models.CharField(_("where"), max_length=10, choices=Place.choices)
    place_note = models.CharField(_("where exactly"), max_length=200, blank=True)
    is_physical = models.BooleanField(default=False)
    is_verbal = models.BooleanField(default=False)
    is_threat = models.BooleanField(default=False)
    is_vandalism = models.BooleanField(default=False)
    is_theft = models.BooleanField(default=False)
    is_sexual = models.BooleanField(default=False)
    is_accident = models.BooleanField(default=False)
    is_other = models.BooleanField(default=False)
    serious = models.BooleanField(default=False)
    done_at_once = models.TextField(_("what was done at once"), blank=True)
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closing_reason = models.TextField(_("why it is closed without it"), blank=True)
    missed = models.JSONField(default=list)  # what was not done when it was closed: thread, code, last day

    # The case that follows aggression up: warning, ban, police, and the talks, which are then noted there alone.
    aggression_case = models.UUIDField(null=True, blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-happened_at"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school", "-happened_at"], name="incidents_of_school"),
            models.Index(fields=["reported_by", "-happened_at"], name="incidents_reported_by"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def pupil_id(self) -> None:
        return None

    @property
    def group_ids(self) -> tuple[UUID, ...]:
        return ()

    @property
    def kinds(self) -> list[Kind]:
        return [kind for kind in Kind if getattr(self, f"is_{kind}")]

    @kinds.setter
    def kinds(self, chosen: Iterable[str]) -> None:
        named = set(chosen)
        for kind in Kind:
            setattr(self, f"is_{kind}", kind.value in named)

    @property
    def is_aggression(self) -> bool:
        return not AGGRESSION.isdisjoint(self.kinds)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Thread(BoardOwned):
    """One person in an incident: a pupil, somebody of the staff, or another by name. Fields as in annex 5."""

    class Role(models.TextChoices):
        VICTIM = "victim", _("victim")
        PERPETRATOR = "perpetrator", _("perpetrator")
        WITNESS = "witness", _("witness")
        REPORTER = "reporter", _("reporter")

    class Standing(models.TextChoices):
        PUPIL = "pupil", _("pupil")
        EMPLOYEE = "employee", _("employee")
        TRAINEE = "trainee", _("trainee")
        VOLUNTEER = "volunteer", _("volunteer")
        PARENT = "parent", _("parent")
        OTHER = "other", pgettext_lazy("person", "somebody else")

    class Treatment(models.TextChoices):
        NONE = "none", pgettext_lazy("treatment", "none")
        FIRST_AID = "first_aid", _("first aid")
        HOSPITAL = "hospital", _("treated in hospital")
        ADMITTED = "admitted", _("admitted to hospital")
        ABSENCE = "absence", _("absent from work or school")
        OTHER = "other", pgettext_lazy("treatment", "other")

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="threads")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="incident_threads")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=200, blank=True)  # of who is neither pupil nor staff
    standing = models.CharField(_("who this is"), max_length=10, choices=Standing.choices, default=Standing.PUPIL)
    standing_note = models.CharField(_("namely"), max_length=200, blank=True)
    address = models.CharField(_("address, postcode and place"), max_length=300, blank=True)
    description = models.TextField(_("what happened to or by this person"), blank=True)
    kind_words = models.JSONField(default=dict, blank=True)  # per kind of the incident, in words: "nl.: …"
    treatments = models.JSONField(default=list, blank=True)
    treatment_note = models.CharField(_("treatment: namely"), max_length=300, blank=True)
    material_damage = models.CharField(_("material damage"), max_length=300, blank=True)
    material_cost = models.DecimalField(
        _("cost of it, €"), max_digits=9, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    physical_damage = models.CharField(_("physical injury"), max_length=300, blank=True)
    physical_cost = models.DecimalField(
        _("cost of it, €"), max_digits=9, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    psychological_damage = models.CharField(_("psychological injury"), max_length=300, blank=True)
    psychological_cost = models.DecimalField(
        _("cost of it, €"), max_digits=9, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    other_damage = models.CharField(_("other damage"), max_length=300, blank=True)
    other_cost = models.DecimalField(
        _("cost of it, €"), max_digits=9, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    police_called = models.BooleanField(_("the police were called"), default=False)
    police_reported_on = models.DateField(_("reported to the police on"), null=True, blank=True)
    police_number = models.CharField(_("number of the police report"), max_length=60, blank=True)
    inspectorate_told_on = models.DateField(_("inspectorate told on"), null=True, blank=True)
    psychological_care = models.BooleanField(_("psychological care was given"), default=False)
    aftercare_asked = models.BooleanField(_("aftercare is wanted"), default=False)
    returned_on = models.DateField(_("returned to school or work on"), null=True, blank=True)
    further_handling = models.TextField(_("suggestions for further handling"), blank=True)
    prevention = models.TextField(_("suggestions to prevent it in future"), blank=True)
    insurance = models.JSONField(default=list, blank=True)  # the papers for the insurer that are done
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    last_by = models.ForeignKey(User, models.PROTECT, related_name="+")  # until a colleague writes, its reporter reads
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # named by mistake: history alone

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["recorded_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(pupil__isnull=False, user=None, name="")
                | models.Q(pupil=None, user__isnull=False, name="")
                | (models.Q(pupil=None, user=None) & ~models.Q(name="")),
                name="thread_is_of_one_person",
            ),
            models.UniqueConstraint(
                fields=["board", "incident", "pupil"],
                name="pupil_once_an_incident",
                condition=models.Q(withdrawn_at=None),
            ),
            models.UniqueConstraint(
                fields=["board", "incident", "user"],
                name="person_once_an_incident",
                condition=models.Q(withdrawn_at=None),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["pupil", "role"], name="threads_of_pupil")]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"

    @property
    def school_id(self) -> UUID:
        return self.incident.school_id

    @property
    def who(self) -> str:
        """The name of whose thread it is."""
        return str(self.pupil or self.user or self.name)

    @property
    def accuses(self) -> bool:
        """Whether somebody of the staff stands accused here: `incident_sight.ACCUSED` for one row."""
        return self.role == self.Role.PERPETRATOR and self.user_id is not None and self.withdrawn_at is None

    @property
    def is_admitted(self) -> bool:
        """A victim who was admitted to a hospital: that is an accident to report, whatever kind of incident it was."""
        admitted = self.Treatment.ADMITTED in self.treatments
        return admitted and self.role == self.Role.VICTIM and self.withdrawn_at is None

    @property
    def victim(self) -> str:
        """Whose aftercare this person gets: of a pupil, of staff; of neither where it is no victim of the school's."""
        if self.role != self.Role.VICTIM or self.standing in {self.Standing.PARENT, self.Standing.OTHER}:
            return ""
        return "pupil" if self.standing == self.Standing.PUPIL else "staff"

    @property
    def origin(self) -> str:
        """The origin of its duties."""
        return f"thread:{self.pk}"


class IncidentVersion(BoardOwned):
    """How an incident or a thread read before a correction, who changed it, when and why."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="versions")
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, blank=True, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    reason = models.CharField(_("reason"), max_length=300)
    replaced_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-replaced_at", "-number"]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.number}"


class IncidentFile(StoredFile):
    """A photo, a statement, the copy of the police report: of one person's thread."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="files")


class IncidentDraft(BoardOwned):
    """What somebody typed of a report that was not sent yet. Nobody else reads it; sending or leaving it removes it."""

    user = models.OneToOneField(User, models.CASCADE, related_name="incident_draft")
    data = models.JSONField(default=dict)
    kept_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.kept_at)
