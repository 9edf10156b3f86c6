"""Pupils, their enrolments and groups, and the adults around them."""

from collections import defaultdict
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned
from driehoek.kit.names import Patterns, matching, patterns, search_name, told_apart, written
from driehoek.schools.models import Group, School, Site

LABEL = "pupils"  # of the tables, as they were released


class PupilQuerySet(models.QuerySet["Pupil"]):
    def visible_to(self, actor: Actor, right: str) -> "PupilQuerySet":
        """Pupils a right reaches: of the own school, in the own group today, the own child, or all of the board.

        Where the right is for named readers alone the school's pupils stay visible; the entries decide (ACC-9).
        """
        reach = actor.reach(right)
        where = models.Q(school__in=reach.schools | reach.named)
        if reach.groups:
            where |= models.Q(pk__in=Membership.objects.on(actor.on).filter(group__in=reach.groups).values("pupil"))
        if reach.pupils:
            where |= models.Q(pk__in=reach.pupils)
        if reach.boards:
            where |= models.Q(board__in=reach.boards)
        return self.filter(where)

    def here(self, day: date) -> "PupilQuerySet":
        """Who has not left by that day: a planned last day is still a day here."""
        return self.filter(models.Q(left_on__isnull=True) | models.Q(left_on__gte=day))

    def named(self, text: str) -> "PupilQuerySet":
        """Who has name parts beginning with what was typed: the one search for names (`kit.names`)."""
        asked = patterns(text)
        return self.with_patterns(asked) if asked.first or not text.strip() else self.none()

    def with_patterns(self, asked: Patterns) -> "PupilQuerySet":
        """The same of patterns made before, for a statement that is kept."""
        return self.filter(matching(asked))

    def mark_namesakes(self) -> None:
        """Write on these pupils of one school who shares a name with another of them; who left shares it too."""
        alike: dict[str, list[Pupil]] = defaultdict(list)
        for one in self.only("given_name", "first_names", "prefix", "family_name", "has_namesake"):
            alike[written(one.full_name)].append(one)
        wrong = [one for many in alike.values() for one in many if one.has_namesake != (len(many) > 1)]
        for shared in (True, False):
            rows = [one.pk for one in wrong if one.has_namesake != shared]
            if rows:
                Pupil.objects.filter(pk__in=rows).update(has_namesake=shared)


class Pupil(BoardOwned):
    """A child as one school knows it: the file belongs to the school (DOS-1). Names as the roster gives them."""

    class Sex(models.TextChoices):
        UNKNOWN = "", _("unknown")
        MALE = "m", _("boy")
        FEMALE = "f", _("girl")
        OTHER = "x", "x"

    school = models.ForeignKey(School, models.PROTECT, related_name="pupils")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="pupils")
    key = models.CharField(_("administration number"), max_length=256)  # the school's own; never the personal number
    eckid = models.CharField(max_length=200, blank=True)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)  # what the child is called
    first_names = models.CharField(_("first names"), max_length=200, blank=True)
    prefix = models.CharField(_("prefix"), max_length=30, blank=True)
    family_name = models.CharField(_("family name"), max_length=200, blank=True)
    search_name = models.CharField(max_length=400, editable=False, default="")  # `names.search_name`: its order too
    has_namesake = models.BooleanField(default=False, editable=False)  # another of this name at the school
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices, blank=True, default="")
    country = models.CharField(_("country"), max_length=2, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    newcomer = models.BooleanField(_("newcomer who does not speak Dutch yet"), default=False)  # DOS-6
    personal_number = models.BinaryField(null=True, blank=True)  # sealed; see pupils.personal_number (ACC-13)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    todays_memberships: list["Membership"]  # set by `opening.with_groups`

    objects = PupilQuerySet.as_manager()

    class Meta:
        app_label = LABEL
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "school", "key"], name="pupil_key_once_a_school"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "search_name"])]

    def __str__(self) -> str:
        return self.name

    def save(self, **options: object) -> None:
        self.search_name = self.folded()
        super().save(**options)  # type: ignore[arg-type]  # Django's own keyword arguments, passed through
        filed = self.search_name.partition(" ")[0]
        Pupil.objects.filter(school=self.school_id, search_name__startswith=filed).mark_namesakes()

    def age_on(self, day: date) -> int | None:
        """Whole years."""
        born = self.birth_date
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) if born else None

    def folded(self) -> str:
        """What `search_name` must hold; whoever writes in bulk sets it with this."""
        return search_name(self.given_name, self.first_names, self.prefix, self.family_name, self.school.jurisdiction)

    @property
    def full_name(self) -> str:
        """The name alone: for letters, files that go out, and to compare."""
        return " ".join(filter(None, (self.given_name or self.first_names, self.prefix, self.family_name)))

    @property
    def initials(self) -> str:
        return f"{(self.given_name or self.first_names)[:1]}{self.family_name[:1]}".upper()

    @property
    def name(self) -> str:
        """The name on a screen, where nobody may take one child for another of the same name."""
        return told_apart(self.full_name, self.has_namesake, self.birth_date)

    @property
    def pupil_id(self) -> UUID:
        return self.pk

    @property
    def group_ids(self) -> set[UUID]:
        """The groups the child is in today, as far as `opening.with_groups` loaded them."""
        return {membership.group_id for membership in self.current}

    @property
    def current(self) -> list["Membership"]:
        return getattr(self, "todays_memberships", [])


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> "MembershipQuerySet":
        return self.filter(models.Q(last_day__isnull=True) | models.Q(last_day__gte=day), first_day__lte=day)


class Membership(BoardOwned):
    """A pupil in a group between two dates."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="memberships")
    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        app_label = LABEL
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "pupil", "group", "first_day"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.group_id}"


class Enrolment(BoardOwned):
    """An enrolment with the parents' dated agreement (ORG-5); it lasts until one of the listed ends."""

    class End(models.TextChoices):
        CHANGE_OF_SCHOOL = "change_of_school", _("change of school")
        DEFINITIVE_EXCLUSION = "definitive_exclusion", _("definitive exclusion")
        NO_AGREEMENT = "no_agreement", _("no agreement with a change of the school regulations")
        DISSOLVED_AFTER_REPORT = "dissolved_after_report", _("dissolution after a report")
        COMPLETED = "completed", _("primary education completed")
        DECEASED = "deceased", _("the child died")

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="enrolments")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)
    end = models.CharField(_("end"), max_length=30, choices=End.choices, blank=True)
    previous_school = models.CharField(_("previous school"), max_length=200, blank=True)
    agreed_on = models.DateField(_("parents agreed in writing on"), null=True, blank=True)
    agreed_by = models.CharField(_("agreed by"), max_length=200, blank=True)
    regulations_version = models.CharField(
        _("version of the school regulations, parts II and III"), max_length=40, blank=True
    )

    class Meta:
        app_label = LABEL

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.first_day}"


class Guardian(BoardOwned):
    """A parent or another adult around a child. `secret_address`: never on a paper that another recipient sees."""

    external_key = models.CharField(max_length=256, blank=True)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    secret_address = models.BooleanField(_("address is secret"), default=False)
    language = models.CharField(_("language"), max_length=10, blank=True)
    account = models.ForeignKey(
        "access.User", models.SET_NULL, null=True, blank=True, editable=False, related_name="guardians"
    )

    class Meta:
        app_label = LABEL

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Guardianship(BoardOwned):
    """What an adult is to a child. Parents living apart are both informed equally, unless a judgment says otherwise."""

    class Relation(models.TextChoices):
        MOTHER = "mother", _("mother")
        FATHER = "father", _("father")
        PARENT = "parent", _("parent")
        GUARDIAN = "guardian", _("guardian")
        STEPPARENT = "stepparent", _("stepparent")
        RELATIVE = "relative", _("relative")
        CONTACT = "contact", _("person to call")

    class Weeks(models.TextChoices):
        """Which weeks a child of parents who live apart is with this one, by the number of the week."""

        ALWAYS = "", _("every week, or no fixed weeks")
        EVEN = "even", _("in even weeks")
        ODD = "odd", _("in odd weeks")

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="guardianships")
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="guardianships")
    relation = models.CharField(_("relation"), max_length=20, choices=Relation.choices, default=Relation.PARENT)
    has_authority = models.BooleanField(_("has parental authority"), default=True)
    is_informed = models.BooleanField(_("receives information"), default=True)
    lives_with = models.BooleanField(_("the child lives here"), default=True)
    call_order = models.PositiveSmallIntegerField(_("call order"), default=1)
    weeks = models.CharField(_("the child is here"), max_length=4, choices=Weeks.choices, blank=True, default="")
    imported = models.BooleanField(default=False, editable=False)  # as a roster gave it: the next one may change it

    class Meta:
        app_label = LABEL
        ordering: ClassVar[list[str]] = ["call_order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "pupil", "guardian"], name="guardian_once_a_pupil"),
        ]

    def __str__(self) -> str:
        return f"{self.guardian_id} {self.relation}"

    def is_the_week_of(self, day: date) -> bool:
        """Whether the child is with this adult in the week of a day, as far as weeks were agreed."""
        return bool(self.weeks) and (self.weeks == self.Weeks.EVEN) is (day.isocalendar().week % 2 == 0)


class InformationAgreementQuerySet(models.QuerySet["InformationAgreement"]):
    def in_force(self, day: date) -> "InformationAgreementQuerySet":
        return self.filter(models.Q(last_day__isnull=True) | models.Q(last_day__gte=day), dated__lte=day)


class InformationAgreement(BoardOwned):
    """How information flows to parents who live apart: what was agreed, or what a judge ruled (ORG-11)."""

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("agreement between the parents and the school")
        JUDGMENT = "judgment", _("judgment")

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="information_agreements")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    dated = models.DateField(_("dated"))
    last_day = models.DateField(_("last day"), null=True, blank=True)
    text = models.TextField(_("what was agreed or ruled"))

    objects = InformationAgreementQuerySet.as_manager()

    class Meta:
        app_label = LABEL

    def __str__(self) -> str:
        return f"{self.kind} {self.dated}"
