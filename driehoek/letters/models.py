"""Letters and what became of them (PRO-14). What went out is kept byte for byte; what happens later is added."""

from datetime import date
from functools import reduce
from operator import or_
from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User
from driehoek.access.policy import RIGHTS
from driehoek.people.models import Pupil
from driehoek.schools.models import School

from .kinds import KINDS, Kind

CASE_RIGHTS = [one for one in RIGHTS if one.startswith("case.read:")]


class Letterhead(BoardOwned):
    """What stands above and below a school's letters, beside its name and telephone number."""

    school = models.OneToOneField(School, models.CASCADE, related_name="letterhead")
    address = models.CharField(_("address"), max_length=300, blank=True)
    place = models.CharField(_("place of the date line"), max_length=100, blank=True)
    website = models.CharField(_("website"), max_length=200, blank=True)
    board_address = models.CharField(_("address of the school board"), max_length=300, blank=True)
    board_chair = models.CharField(_("chair of the school board"), max_length=200, blank=True)
    mandate = models.CharField(
        _("decision of the board that lets the head sign in its name"), max_length=200, blank=True
    )
    legal = models.CharField(_("legal data in the footer"), max_length=300, blank=True)
    appeal_rules = models.TextField(
        _("rules of appeal against a definitive exclusion, as the school regulations have them"), blank=True
    )
    logo = models.BinaryField(null=True, blank=True)
    logo_type = models.CharField(max_length=30, blank=True)  # png, jpg or svg, read from the content

    def __str__(self) -> str:
        return str(self.school_id)


def _of_cases(actor: Actor, right: str) -> models.Q:
    """The letters of one family of cases, at the schools where this person reads those."""
    reach = actor.reach(right)
    where = models.Q(school__in=reach.schools) | models.Q(board__in=reach.boards)
    return models.Q(family=right.partition(":")[2]) & where


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, actor: Actor, right: str = "letters.read") -> "LetterQuerySet":
        """Letters of the own school; the restricted ones for who may read these, and for who wrote them.

        The letters of a case are read by who reads its family of cases: they say what the case says.

        Somebody with the right for what names them alone (a prevention officer) sees the own letters.
        """
        reach, personnel = actor.reach(right), actor.reach("letters.personnel").schools
        open_to = models.Q(school__in=reach.schools) & (models.Q(restricted=False) | models.Q(school__in=personnel))
        of_no_case = models.Q(family="")
        open_to &= reduce(or_, (_of_cases(actor, one) for one in CASE_RIGHTS), of_no_case)
        here = models.Q(school__in=reach.schools | reach.named) | models.Q(board__in=reach.named)
        own = here & models.Q(author=actor.user_id, author__isnull=False)
        return self.filter(open_to | own)

    def listed(self) -> "LetterQuerySet":
        """Without the bytes of the papers, which no list shows."""
        return self.defer("pdf", "content")

    def standing(self) -> "LetterQuerySet":
        """Without those that were thrown away or replaced by a newer version."""
        return self.filter(discarded_at=None, next_version=None)


class Letter(BoardOwned):
    """One letter to one recipient. Its case is named, not pointed to: procedures stand above letters.

    A draft can be edited. Final means: the paper exists, `pdf` holds its bytes and `digest` their SHA-256; what is
    wrong with it is put right in a new version. Sent means: at least one dispatch was recorded.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        FINAL = "final", _("to send")
        SENT = "sent", _("sent")

    school = models.ForeignKey(School, models.PROTECT, related_name="letters")
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="letters")
    origin = models.CharField(max_length=120, blank=True)  # as in duties: the fact or step it came from
    case_ref = models.UUIDField(null=True, blank=True)
    family = models.CharField(max_length=20, blank=True)  # of its case: who reads those cases reads their letters
    kind = models.CharField(max_length=60)
    restricted = models.BooleanField(default=False)
    recipient = models.JSONField()  # name, address and e-mail as they were when the letter was made
    data = models.JSONField(default=dict)
    free = models.JSONField(default=dict)
    annexes = models.JSONField(default=list)  # strips of counted days
    signer = models.JSONField(default=dict)  # name and role under the letter
    dated = models.DateField(_("date of the letter"), null=True, blank=True)  # none: the day it is made final
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="next_version")
    state = models.CharField(max_length=5, choices=State.choices, default=State.DRAFT)
    content = models.JSONField(null=True, blank=True)  # what the paper was made from, letterhead included
    pdf = models.BinaryField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finalised_at = models.DateTimeField(null=True, blank=True)
    finalised_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    discarded_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state="draft", digest="") | (~models.Q(state="draft") & ~models.Q(digest="")),
                name="letter_final_has_its_paper",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school", "state", "-created_at"], name="letters_of_school"),
            models.Index(fields=["board", "origin"], name="letters_of_origin"),
            models.Index(fields=["case_ref"], name="letters_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.dated}"

    @property
    def definition(self) -> Kind:
        return KINDS[self.kind]

    @property
    def title(self) -> str:
        """What kind of letter it is, in the reader's language."""
        title = self.definition.title
        return title.en if get_language() == "en" else title.nl


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def standing(self) -> "DispatchQuerySet":
        return self.filter(withdrawn_at=None)


class Dispatch(BoardOwned):
    """A letter left the school. `deemed_received`: the day a registered letter counts as received (DAY-3)."""

    class How(models.TextChoices):
        REGISTERED = "registered", _("registered letter")
        POST = "post", _("ordinary post")
        HAND = "hand", _("handed over")
        MAIL = "mail", _("e-mail")

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="dispatches")
    how = models.CharField(_("how"), max_length=10, choices=How.choices)
    sent_on = models.DateField(_("sent on"))
    postmark = models.DateField(_("date of the postmark"), null=True, blank=True)
    tracking = models.CharField(_("tracking number"), max_length=60, blank=True)
    deemed_received = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # recorded by mistake; the line stays
    withdrawn_why = models.CharField(_("reason"), max_length=200, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["sent_on", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.how} {self.sent_on}"

    @property
    def posted_on(self) -> date:
        """The day that counts as sent: the postmark proves it, where there is one."""
        return self.postmark or self.sent_on

    @property
    def received_on(self) -> date | None:
        """The day it was really received, as last recorded."""
        return self._last(DeliveryEvent.Kind.RECEIVED)

    @property
    def returned_on(self) -> date | None:
        return self._last(DeliveryEvent.Kind.RETURNED)

    def _last(self, kind: str) -> date | None:
        days = [event.on for event in self.events.all() if event.kind == kind]
        return days[-1] if days else None


class DeliveryEvent(BoardOwned):
    """What became of a dispatch, on a day: received, come back, or proof that came in. Only ever added."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("received")
        RETURNED = "returned", _("returned")
        PROOF = "proof", _("proof added")

    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField(_("on"))
    note = models.CharField(_("note"), max_length=200, blank=True)  # who signed, why it came back
    proof = models.BinaryField(null=True, blank=True)
    proof_type = models.CharField(max_length=60, blank=True)  # read from the content, never from the name
    proof_digest = models.CharField(max_length=64, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["recorded_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class FeedAddress(models.Model):
    """The secret address of a person's calendar of deadlines. Only its hash is kept; renewing ends the old one."""

    user = models.OneToOneField(User, models.CASCADE, related_name="feed_address", primary_key=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user_id)
