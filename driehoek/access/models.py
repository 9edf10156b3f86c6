"""Who people are to the system: accounts, the functions they hold between two dates, and tokens for machines."""

from datetime import date, datetime
from typing import ClassVar
from unicodedata import combining, normalize

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from .actors import Actor
from .functions import Function


class BoardOwned(models.Model):
    """A row of one school board. On PostgreSQL `access.wall` adds the board to its keys and hides it from others."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    board = models.ForeignKey(
        "schools.Board", models.PROTECT, related_name="+", db_index=False, verbose_name=_("school board")
    )

    class Meta:
        abstract = True


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str | None, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email) if email else None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who holds or held a function. Without an address nobody can log in with it (imported, a contact)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(
        _("language"), max_length=2, default="nl", choices=[("nl", "Nederlands"), ("en", "English")]
    )
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    epoch = models.PositiveIntegerField(default=0, editable=False)  # counts on when every open session has to end

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["given_name", "family_name"]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_in_use(self) -> bool:
        """Whether somebody logs in with it: by a password, or by a passkey or provider that was used. Then no
        invitation opens it any more, whoever makes one."""
        return self.has_usable_password() or self.last_login is not None

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must still agree with: the password, and that nobody ended the sessions since."""
        sealed = f"{self.password}{self.epoch or ''}"
        return salted_hmac("driehoek.access.session", sealed, secret=secret, algorithm="sha256").hexdigest()


def of_schools(actor: Actor, right: str) -> models.Q:
    """Rows of the schools and boards a right reaches."""
    reach = actor.reach(right)
    return models.Q(school__in=reach.schools) | models.Q(board__in=reach.boards)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, actor: Actor, right: str) -> "AppointmentQuerySet":
        return self.filter(of_schools(actor, right))


class Appointment(BoardOwned):
    """One function of one person between two dates (ORG-2): at a school, for a group, or for one child.

    It is all that opens a file. A teacher's names a school and perhaps a group, a CLB worker's a school and the days
    of the week of the assignment (ACC-3), a parent's the child, emergency access (ACC-12) the child and its end.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments", verbose_name=_("person"))
    function = models.CharField(_("function"), max_length=30, choices=Function.choices)
    school = models.ForeignKey("schools.School", models.PROTECT, null=True, blank=True, related_name="appointments")
    group = models.ForeignKey("schools.Group", models.PROTECT, null=True, blank=True, related_name="appointments")
    pupil = models.ForeignKey("pupils.Pupil", models.PROTECT, null=True, blank=True, related_name="appointments")
    deputy_for = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="deputies")
    organisation = models.CharField(
        _("organisation"), max_length=200, blank=True
    )  # the CLB, the police zone, the inspectorate
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)
    weekdays = models.PositiveSmallIntegerField(default=0b1111111)  # bit 0 is Monday
    until = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    external_key = models.CharField(max_length=256, blank=True)
    # What a pupil list gave as the address of this person. It only stands ready in the form with which the direction
    # invites: it is nobody's login, and gives nobody a function.
    proposed_email = models.EmailField(_("e-mail address in the pupil list"), blank=True, default="")

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="appointment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(function__in=["parent", "emergency"]) | models.Q(pupil__isnull=False),
                name="appointment_for_one_child_names_the_child",
            ),
            models.CheckConstraint(
                condition=~models.Q(function="emergency") | models.Q(until__isnull=False),
                name="emergency_access_has_an_end",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["user", "first_day"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_function_display()}"

    def is_in_force(self, on: date, at: datetime) -> bool:
        """Whether it counts on a day and at a moment, on one of its weekdays or not (ACC-3)."""
        return (
            self.first_day <= on
            and (self.last_day is None or self.last_day >= on)
            and (self.until is None or self.until > at)
        )

    def has_ended(self, on: date, at: datetime) -> bool:
        """Whether its last day or moment is past; a function that was ended before it began has ended too."""
        return bool((self.last_day and self.last_day < on) or (self.until and self.until <= at))

    @property
    def jurisdiction(self) -> str:
        """The country whose words are used for it: the school's, or the board's where it has no school."""
        return str(self.school.jurisdiction if self.school else self.board.jurisdiction)

    @property
    def days(self) -> list[str]:
        """The names of the weekdays it counts on."""
        return [str(name) for number, name in WEEKDAYS.items() if self.weekdays & 1 << number]

    @property
    def days_in_words(self) -> str:
        """The weekdays as a person reads them: every day, or their names."""
        return gettext("every day") if len(self.days) == len(WEEKDAYS) else ", ".join(self.days)

    @property
    def place_in_a_list(self) -> tuple[int, str, str]:
        """Sorts by function in the order of the policy, then by family name with accents left aside (Çelik with C)."""
        user = self.user
        return FUNCTION_ORDER[self.function], without_accents(user.family_name), without_accents(user.given_name)


FUNCTION_ORDER = {function: position for position, function in enumerate(Function.values)}


def without_accents(name: str) -> str:
    return "".join(one for one in normalize("NFKD", name) if not combining(one)).casefold()


class AgreementQuerySet(models.QuerySet["AccessAgreement"]):
    def visible_to(self, actor: Actor, right: str) -> "AgreementQuerySet":
        return self.filter(of_schools(actor, right))

    def in_force(self, on: date) -> "AgreementQuerySet":
        """Distributed and not expired on a day; the newest version of a school first."""
        return self.filter(distributed_on__lte=on, expires_on__gte=on).order_by("school", "-distributed_on", "-pk")


class AccessAgreement(BoardOwned):
    """One version of what a school and its CLB agreed about access to the pupil files (ACC-8).

    A version is never changed once distributed: a change is a new version, and that asks to be acknowledged again.
    """

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="access_agreements")
    version = models.CharField(_("version"), max_length=20)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    audience = models.CharField(_("audience"), max_length=200)
    distributed_on = models.DateField(_("distribution date"))
    expires_on = models.DateField(_("expiry date"))

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "school", "version"], name="agreement_version_once"),
            models.CheckConstraint(
                condition=models.Q(expires_on__gte=models.F("distributed_on")), name="agreement_expires_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class Acknowledgement(BoardOwned):
    """A CLB worker read the agreement and said so, for one school year (ACC-8)."""

    agreement = models.ForeignKey(AccessAgreement, models.PROTECT, related_name="acknowledgements")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    school_year = models.CharField(_("school year"), max_length=9)
    at = models.DateTimeField(_("moment"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["board", "agreement", "user", "school_year"], name="acknowledged_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.school_year}"


class ApiToken(models.Model):
    """A personal token for the REST API: its holder's rights within a scope, until a date. Only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(_("scope"), max_length=200)  # space separated: roster attendance duties
    created_at = models.DateTimeField(auto_now_add=True)
    ends_on = models.DateField(_("last day"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class LetterCode(models.Model):
    """A code on a letter that opens one account once, for who has no mail. Only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="letter_codes")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    ends_on = models.DateField(_("last day"))
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id} {self.ends_on}"


class PublicAddress(models.Model):
    """The one address at which people reach this house, chosen on screen. Letters, mails and links carry it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    root = models.CharField(max_length=200)
    chosen_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.root
