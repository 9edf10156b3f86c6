"""How a person first chooses a password: a link that works once, within three days, or a code on a letter."""

import hashlib
import secrets

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from lawbook.days import weeks_after

from .accounts import end_tokens, prove
from .guards import public
from .models import LetterCode, User
from .passwords import ChoosePasswordForm

SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none of which is taken for another on paper
LENGTH, IN_A_GROUP = 12, 4
CODE_WEEKS = 8


class MailedTokens(PasswordResetTokenGenerator):
    """Of a link that was mailed: who opens it shows that the mailbox is theirs. No link to reset a password."""

    key_salt = "driehoek.access.invitation"


class HandedTokens(PasswordResetTokenGenerator):
    """Of a link that the direction saw and handed over: it opens the account and proves no address."""

    key_salt = "driehoek.access.invitation.handed"


class AnyTokens(PasswordResetTokenGenerator):
    """Accepts both kinds."""

    def check_token(self, user: User | None, token: str | None) -> bool:
        return MAILED.check_token(user, token) or HANDED.check_token(user, token)


MAILED, HANDED = MailedTokens(), HandedTokens()


def link_of(user: User, root: str, *, mailed: bool = False) -> str:
    """The full address that opens the account once. `mailed`: nobody but the mailbox of the account will see it."""
    name, tokens = urlsafe_base64_encode(force_bytes(user.pk)), MAILED if mailed else HANDED
    return root.rstrip("/") + reverse("invitation", args=[name, tokens.make_token(user)])


class Accept(PasswordResetConfirmView):
    """Django's own view: it takes the secret out of the address before anything is shown, and never caches.

    Whoever chose the password is logged in with it, so that nobody types it twice in a minute. An account that has a
    second factor already logs in as usual: the link alone must not go around it.
    """

    token_generator = AnyTokens()
    form_class = ChoosePasswordForm
    template_name = "access/invitation.html"
    success_url = reverse_lazy("home")
    post_reset_login_backend = settings.AUTHENTICATION_BACKENDS[0]

    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        owner = User.objects.get(pk=form.user.pk)
        mailed = MAILED.check_token(owner, self.request.session.get(INTERNAL_RESET_SESSION_TOKEN))
        self.post_reset_login = not is_mfa_enabled(form.user)
        response = super().form_valid(form)
        if self.post_reset_login:
            record_authentication(self.request, form.user, method="password")
        end_tokens(owner)
        LetterCode.objects.filter(user=owner, used_at=None).delete()  # the letter at home opens it no more
        if mailed:
            prove(owner)
        return response


accept = public("opens only with the secret of a mail; names nobody")(Accept.as_view())  # type: ignore[arg-type]  # the stubs promise a streaming response too


def letter_code(user: User) -> str:
    """A new code for a letter; an older one that was not used yet no longer works."""
    code = "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))
    LetterCode.objects.filter(user=user, used_at=None).delete()
    ends_on = weeks_after(timezone.localdate(), CODE_WEEKS).end
    LetterCode.objects.create(user=user, digest=_digest(code), ends_on=ends_on)
    return "-".join(code[start : start + IN_A_GROUP] for start in range(0, LENGTH, IN_A_GROUP))


def code_of(typed: str) -> LetterCode | None:
    """The code somebody typed, however it was spaced. One that was used or is over is not found either."""
    bare = "".join(sign for sign in typed.upper() if sign.isalnum())
    alive = LetterCode.objects.filter(used_at=None, ends_on__gte=timezone.localdate(), user__is_active=True)
    return opens(alive.select_related("user").filter(digest=_digest(bare)).first())


def opens(code: LetterCode | None) -> LetterCode | None:
    """The code, unless somebody logs in with its account by now: a letter is for the first entry alone."""
    return None if code is None or code.user.is_in_use else code


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
